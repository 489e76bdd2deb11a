import Foundation
import Ledger
import TestWorld

/// A small export in a folder of its own, with a log key, for programs that are not ours to check (P-71).
struct HandmadeExport {
    let folder: URL
    let log: NoteSigner

    static let origin = "demonstration/by-hand.example"

    /// Writes a log of these entries, with the tiles and checkpoints of some earlier sizes, ascending, left in it.
    init(entries: [[UInt8]], earlier: [Int], log: NoteSigner) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "foureyes-\(UUID().uuidString)")
        self.log = log
        let hashes = KeptHashes(entries.map { .leaf(of: $0) })
        var before = 0
        for size in earlier + [entries.count] {
            for path in TilePath.added(from: before, to: size) {
                let bytes =
                    path.content == .entries
                    ? try EntryBundle.encoded(Array(entries[path.leaves]))
                    : HashTile.encoded(hashes.tile(path) ?? [])
                try write(bytes, .tile(path))
            }
            before = size
            let head = Head(root: hashes.root(at: size) ?? .ofNothing, size: size)
            let note = try Checkpoint(origin: log.key.name, head: head).signed(by: log)
            try write(note.bytes, size == entries.count ? .checkpoint : .cosigned(size: size))
        }
        let enclosure = Array("public bytes".utf8)
        try write(enclosure, .enclosure(.of(enclosure)))
    }

    func write(_ bytes: [UInt8], _ path: ExportPath) throws {
        let file = folder.appendingPathComponent(path.text)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// Changes the bytes of a file.
    func change(_ name: String, _ change: (inout [UInt8]) -> Void) throws {
        let file = folder.appendingPathComponent(name)
        var bytes = [UInt8](try Data(contentsOf: file))
        change(&bytes)
        try Data(bytes).write(to: file)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// An entry by a key in software; the first one names the log's key as a founding does.
    static func entry(_ place: Int, by key: SoftwareKey, log: NoteSigner) throws -> [UInt8] {
        let statement = Samples.statement {
            $0.origin = origin
            $0.request = Request(high: 0, low: UInt64(place))
            if place == 0 {
                $0.kind = "authority/founding"
                $0.body = .object(of: ["logs": .object(of: ["ledger": .string(log.key.vkey)])])
            }
        }
        let line = statement.line()
        return try Submission(bytes: line + key.armour(line: line)).recorded(at: Samples.claimed)
    }
}
