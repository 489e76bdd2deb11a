import Foundation
import Ledger
import Rules
import TestWorld
import Verifier

/// An export in a folder of its own, which goes when the value does.
final class Exported {
    let folder: URL

    init(_ export: ExportMaking) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "foureyes-\(UUID().uuidString)")
        try export.write(to: folder)
    }

    /// A copy of an export that lies in a folder.
    init(copying path: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "foureyes-\(UUID().uuidString)")
        try FileManager.default.copyItem(atPath: path, toPath: folder.path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// All files by their names, ascending.
    func names() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().filter { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(
                atPath: folder.appendingPathComponent(name).path, isDirectory: &isFolder)
            return !isFolder.boolValue
        }
    }

    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    func put(_ bytes: [UInt8], _ name: String) throws {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }

    func verify(founding: Digest? = nil, since: Int = 0, known: [UInt8]? = nil, now: Time? = nil) async
        -> VerificationReport
    {
        let options = VerificationOptions(
            now: now ?? Time("2030-01-01T00:00:00Z")!, founding: founding, since: since, known: known,
            cores: 2)
        return await Verification.run(folder: folder.path, options: options)
    }
}
