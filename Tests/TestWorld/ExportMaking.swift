import Foundation
import Ledger

/// The folder of an export (P-71), made from leaves as they are: also from such as no honest server would write.
package struct ExportMaking: Sendable {
    /// Content of a detached part whose audience is everyone.
    package struct Content: Sendable {
        package let statement: Digest
        package let name: String
        /// 32 bytes.
        package let key: [UInt8]
        package let bytes: [UInt8]

        package init(statement: Digest, name: String, key: [UInt8], bytes: [UInt8]) {
            self.statement = statement
            self.name = name
            self.key = key
            self.bytes = bytes
        }
    }

    package var entries: [[UInt8]]
    package var signer: NoteSigner
    package var origin: String
    package var enclosures: [[UInt8]] = []
    package var contents: [Content] = []
    /// Sizes whose checkpoints lie under `checkpoints/`.
    package var kept: [Int] = []

    package init(entries: [[UInt8]], signer: NoteSigner, origin: String) {
        self.entries = entries
        self.signer = signer
        self.origin = origin
    }

    /// The ledger of a test CA with its enclosures.
    package init(_ ca: TestCA) {
        self.init(entries: ca.entries, signer: ca.ledgerSigner, origin: ca.origin)
        enclosures = ca.enclosures.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The signed checkpoint over the first entries.
    package func checkpoint(at size: Int) throws -> [UInt8] {
        let tree = Tree(entries.prefix(size).map { Digest.leaf(of: $0) })
        return try Checkpoint(origin: origin, head: tree.head).signed(by: signer).bytes
    }

    /// Writes all files; the folder is made if it is not there.
    package func write(to folder: URL) throws {
        let hashes = KeptHashes(entries.map { Digest.leaf(of: $0) })
        try put(try checkpoint(at: entries.count), .checkpoint, folder)
        for size in kept { try put(try checkpoint(at: size), .cosigned(size: size), folder) }
        for path in TilePath.all(at: entries.count) {
            switch path.content {
            case .entries: try put(try EntryBundle.encoded(Array(entries[path.leaves])), .tile(path), folder)
            case .hashes: try put(HashTile.encoded(hashes.tile(path) ?? []), .tile(path), folder)
            }
        }
        for bytes in enclosures { try put(bytes, .enclosure(.of(bytes)), folder) }
        for content in contents {
            let path = ExportPath.detached(statement: content.statement, name: content.name)
            try put(content.key + content.bytes, path, folder)
        }
    }

    private func put(_ bytes: [UInt8], _ path: ExportPath, _ folder: URL) throws {
        let file = folder.appendingPathComponent(path.text)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }
}
