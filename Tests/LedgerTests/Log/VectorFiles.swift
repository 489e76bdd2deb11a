import Foundation

extension SharedVectors {
    /// All files below a folder, as paths from it, in order; none when the folder is absent.
    static func files(below folder: String) -> [String] {
        let top = root.appendingPathComponent(folder).path
        return (FileManager.default.enumerator(atPath: top)?.compactMap { $0 as? String } ?? [])
            .filter { name in
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(atPath: top + "/" + name, isDirectory: &isFolder)
                return exists && !isFolder.boolValue
            }
            .sorted()
    }
}
