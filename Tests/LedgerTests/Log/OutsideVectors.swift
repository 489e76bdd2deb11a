import Foundation
import Testing

/// Test data of other projects beside the repository, `../shared/vectors`. A clone has none: tests that need
/// it say so and are skipped.
enum OutsideVectors {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/vectors", directoryHint: .isDirectory)

    static let arePresent = FileManager.default.fileExists(atPath: folder.appending(path: "README.md").path)

    static let absence: Comment = "../shared/vectors is not here"

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: path)))
    }

    /// All files below a folder, as paths from it, in a fixed order.
    static func files(below path: String) -> [String] {
        let root = folder.appending(path: path).path
        return (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
            .filter { name in
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(atPath: root + "/" + name, isDirectory: &isFolder)
                return exists && !isFolder.boolValue
            }
            .sorted()
    }
}
