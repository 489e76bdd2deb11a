import Foundation
import Ledger
import TestWorld
import Testing

/// One thing done to the files of an honest export, and what must be said of it.
struct FileCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let finds: String
    /// Whether all entries are still folded.
    let goesOn: Bool
    let tamper: @Sendable (Exported, ExportMaking) throws -> Void

    init(
        _ name: String, finds: String, goesOn: Bool = true,
        _ tamper: @escaping @Sendable (Exported, ExportMaking) throws -> Void
    ) {
        testDescription = name
        self.finds = finds
        self.goesOn = goesOn
        self.tamper = tamper
    }

    static let bundle = "tile/entries/000"

    /// The bundle with its entries changed, framed as they must be.
    static func rebundle(_ exported: Exported, _ change: (inout [[UInt8]]) -> Void) throws {
        let path = try #require(TilePath(bundle))
        var entries = try EntryBundle.decoded(try exported.bytes(bundle), as: path).map { Array($0) }
        change(&entries)
        try exported.put(try EntryBundle.encoded(entries), bundle)
    }

    static func reseal(_ exported: Exported, _ export: ExportMaking, size: Int, root: Digest, _ name: String)
        throws
    {
        let checkpoint = try Checkpoint(origin: export.origin, head: Head(root: root, size: size))
        try exported.put(try checkpoint.signed(by: export.signer).bytes, name)
    }

    static let all: [FileCase] = [
        FileCase(
            "change an entry",
            finds: "entry 17: tile/entries/000: the bytes differ from those that the log signed"
        ) { out, _ in
            try rebundle(out) { $0[17][40] ^= 1 }
        },
        FileCase("swap two entries", finds: "entry 31: tile/entries/000: the bytes differ from those") { out, _ in
            try rebundle(out) { $0.swapAt(30, 31) }
        },
        FileCase(
            "put an entry in the place of another",
            finds: "entry 31: tile/entries/000: the bytes differ from those"
        ) { out, _ in
            try rebundle(out) { $0[31] = $0[30] }
        },
        FileCase("drop an entry of a bundle", finds: "tile/entries/000: tile/entries/000 has only 255") {
            out, _ in
            try rebundle(out) { $0.remove(at: 9) }
        },
        FileCase("a bundle with bytes behind its entries", finds: "has bytes after its entries") { out, _ in
            try out.put(try out.bytes(bundle) + [0, 1, 7], bundle)
        },
        FileCase("cut a bundle short", finds: "ends inside an entry") { out, _ in
            try out.put(try out.bytes(bundle).dropLast(5), bundle)
        },
        FileCase("an empty bundle", finds: "has only 0 entries") { out, _ in try out.put([], bundle) },
        FileCase("no bundle in the middle", finds: "tile/entries/000: the file is missing") { out, _ in
            try out.remove(bundle)
        },
        FileCase("no bundle and no tile of its hashes", finds: "the entries from 0 to", goesOn: false) {
            out, _ in
            try out.remove(bundle)
            try out.remove("tile/0/000")
        },
        FileCase("no bundle at the end", finds: "tile/entries/001.p/56: the file is missing") {
            out, export in
            try out.remove("tile/entries/001.p/\(export.entries.count - 256)")
        },
        FileCase("a symlink as bundle", finds: "symlink") { out, _ in
            try out.put(try out.bytes(bundle), "kept")
            try out.remove(bundle)
            try FileManager.default.createSymbolicLink(
                atPath: out.folder.appendingPathComponent(bundle).path,
                withDestinationPath: out.folder.path + "/kept")
        },
        FileCase("a pipe as bundle", finds: "not a regular file") { out, _ in
            try out.remove(bundle)
            #expect(mkfifo(out.folder.appendingPathComponent(bundle).path, 0o600) == 0)
        },
        FileCase("a folder as bundle", finds: "not a regular file") { out, _ in
            try out.remove(bundle)
            try out.put([1], bundle + "/inside")
        },
        FileCase("a symlink as a folder of tiles", finds: "the entries from 0 to", goesOn: false) { out, _ in
            let folder = out.folder.path
            try FileManager.default.moveItem(atPath: folder + "/tile", toPath: folder + "/moved")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/tile", withDestinationPath: folder + "/moved")
        },
        FileCase("no hash tile", finds: "tile/0/000: the tile is missing") { out, _ in
            try out.remove("tile/0/000")
        },
        FileCase("a wrong hash in a tile", finds: "tile/0/000: hash 3 is") { out, _ in
            var bytes = try out.bytes("tile/0/000")
            bytes[96] ^= 0x80
            try out.put(bytes, "tile/0/000")
        },
        FileCase("a wrong hash in an upper tile", finds: "tile/1/000.p/1: hash 0 is") { out, _ in
            try out.put([UInt8](repeating: 9, count: 32), "tile/1/000.p/1")
        },
        FileCase("a tile of another width", finds: "tile/1/000.p/1 has 64 bytes") { out, _ in
            try out.put([UInt8](repeating: 9, count: 64), "tile/1/000.p/1")
        },
        FileCase("an older tile with another history", finds: "tile/0/000.p/7: hash 0 is") { out, _ in
            try out.put([UInt8](repeating: 9, count: 32 * 7), "tile/0/000.p/7")
        },
        FileCase("an older bundle with another history", finds: "tile/entries/000.p/1: entry 0 differs") {
            out, _ in
            try out.put([0, 1, 9], "tile/entries/000.p/1")
        },
        FileCase("no checkpoint", finds: "checkpoint: the file is missing") { out, _ in
            try out.remove("checkpoint")
        },
        FileCase("garbage as checkpoint", finds: "signed-note") { out, _ in
            try out.put(Array("garbage".utf8), "checkpoint")
        },
        FileCase("a checkpoint of 200 kB", finds: "more than 65536 bytes") { out, _ in
            try out.put([UInt8](repeating: 0x41, count: 200_000), "checkpoint")
        },
        FileCase("a checkpoint by another key", finds: "no known key has signed") { out, export in
            let other = try NoteSigner(name: export.origin, seed: [UInt8](repeating: 99, count: 32))
            var forged = export
            forged.signer = other
            try out.put(try forged.checkpoint(at: export.entries.count), "checkpoint")
        },
        FileCase("a checkpoint of another origin", finds: "checkpoint: ") { out, export in
            let other = try NoteSigner(name: "demonstration/other", seed: [UInt8](repeating: 1, count: 32))
            var forged = export
            (forged.signer, forged.origin) = (other, "demonstration/other")
            try out.put(try forged.checkpoint(at: export.entries.count), "checkpoint")
        },
        FileCase("the greatest size there is", finds: "the entries from", goesOn: false) { out, export in
            try reseal(out, export, size: Tree.sizeMax, root: .ofNothing, "checkpoint")
        },
        FileCase("a signed size of one more", finds: "the entries from", goesOn: false) { out, export in
            try reseal(out, export, size: export.entries.count + 1, root: .ofNothing, "checkpoint")
        },
        FileCase("a signed root of another history", finds: "a fork, or entries were changed") { out, export in
            try reseal(out, export, size: export.entries.count, root: .ofNothing, "checkpoint")
        },
        FileCase("rolled back to an older checkpoint", finds: "it was rolled back", goesOn: false) {
            out, export in
            try out.put(try export.checkpoint(at: 300), "checkpoint")
        },
        FileCase("an empty log", finds: "the log is empty", goesOn: false) { out, export in
            try reseal(out, export, size: 0, root: .ofNothing, "checkpoint")
        },
        FileCase("a kept checkpoint of a fork", finds: "checkpoints/100: the log signed the root") {
            out, export in
            try reseal(out, export, size: 100, root: Digest.of([7]), "checkpoints/100")
        },
        FileCase("a kept checkpoint of another size", finds: "checkpoints/100: it is of 101 entries") {
            out, export in
            try out.put(try export.checkpoint(at: 101), "checkpoints/100")
        },
        FileCase(
            "a kept checkpoint of more than is shown", finds: "checkpoints/9999: the log signed 9999 entries"
        ) { out, export in
            try reseal(out, export, size: 9999, root: Digest.of([7]), "checkpoints/9999")
        },
        FileCase("words that were not signed for", finds: "the content differs from what was signed") {
            out, export in
            let content = try #require(export.contents.first)
            let name = "public/\(content.statement.hex)/reason"
            try out.put(content.key + Array("Another reason.".utf8), name)
        },
        FileCase("a public part shorter than its key", finds: "the content differs from what was signed") {
            out, export in
            let content = try #require(export.contents.first)
            try out.put([1, 2, 3], "public/\(content.statement.hex)/reason")
        },
        FileCase("the policy is not at hand", finds: "the replay stops here", goesOn: true) { out, export in
            for bytes in export.enclosures { try out.remove("enclosures/\(Digest.of(bytes).hex)") }
        },
        FileCase("a changed enclosure", finds: "its bytes have the SHA-256") { out, export in
            let bytes = try #require(export.enclosures.first)
            try out.put(bytes.dropLast() + [0x7E], "enclosures/\(Digest.of(bytes).hex)")
        },
        FileCase("an enclosure that is longer than its statements say", finds: "no statement that lists it says more") {
            out, export in
            let bytes = try #require(export.enclosures.first)
            try out.put(bytes + [0x20], "enclosures/\(Digest.of(bytes).hex)")
        },
    ]
}
