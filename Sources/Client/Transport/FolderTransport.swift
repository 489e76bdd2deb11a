import Foundation
import Ledger

/// The folder of an export (P-71): everything can be read from it, nothing is taken.
package struct FolderTransport: Transport {
    package let folder: URL

    package init(folder: URL) { self.folder = folder }

    package var name: String { "the export \(folder.path)" }

    package func fetch(_ path: ExportPath) async throws(Failure) -> [UInt8]? {
        // `ExportPath` has no name with `..` in it, so nothing outside the folder can be read.
        let file = folder.appendingPathComponent(path.text)
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw .unavailable("there is no folder \(folder.path)")
        }
        guard let bytes = Self.beginning(of: file.path, most: path.longest + 1) else {
            guard path != .checkpoint else {
                throw .unavailable("\(folder.path) is not an export: it has no checkpoint")
            }
            return nil
        }
        return bytes
    }

    /// No more than that is read: a file of a terabyte without a byte in it is quickly made. A pipe would never answer.
    private static func beginning(of path: String, most: Int) -> [UInt8]? {
        guard (try? FileManager.default.attributesOfItem(atPath: path)[.type]) as? FileAttributeType == .typeRegular,
            let file = FileHandle(forReadingAtPath: path)
        else { return nil }
        defer { try? file.close() }
        return (try? file.read(upToCount: most)).map { Array($0 ?? Data()) }
    }

    package func submit(_ body: [UInt8]) async throws(Failure) -> Reply {
        throw .unavailable("\(name) does not accept statements; give the server’s address in FOUREYES_URL")
    }

    package func ask(_ method: String, _ path: String, _ body: [UInt8]?, token: String?) async throws(Failure) -> Reply
    {
        throw .unavailable("you cannot sign in to \(name); it has only what is public")
    }
}
