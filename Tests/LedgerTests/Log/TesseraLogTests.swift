import Ledger
import Testing

/// Goal: from the same entries we make, byte for byte, what tessera made. Method: its test log of 15 entries
/// with every checkpoint and partial tile.
@Suite(.enabled(if: SharedVectors.present, SharedVectors.absent)) struct TesseraLogTests {
    static let entries = [
        "one", "two", "three", "four", "five", "six", "seven", "eit", "nain", "ten", "ileven", "twelf",
        "threeten",
        "fourten", "fivten",
    ].map { Array($0.utf8) }

    @Test("tlog-tiles: every tile and bundle of every size is tessera's", arguments: 1...15)
    func tiles(size: Int) throws {
        let hashes = KeptHashes(Self.entries[..<size].map { .leaf(of: $0) })
        let paths = TilePath.all(at: size)
        #expect(paths.map(\.text) == ["tile/entries/000.p/\(size)", "tile/0/000.p/\(size)"])
        for path in paths {
            let theirs = try SharedVectors.bytes("tlog/" + path.text)
            switch path.content {
            case .entries:
                #expect(try EntryBundle.encoded(Array(Self.entries[path.leaves])) == theirs)
                #expect(
                    try EntryBundle.decoded(theirs, as: path).map(Array.init) == Array(Self.entries[..<size]))
            case .hashes:
                let ours = try #require(hashes.tile(path))
                #expect(HashTile.encoded(ours) == theirs)
                #expect(try HashTile.decoded(theirs, as: path) == ours)
            }
        }
    }

    @Test("tlog-checkpoint: every checkpoint verifies and has our root", arguments: 0...15)
    func checkpoints(size: Int) throws {
        let bytes = try SharedVectors.bytes("tlog/checkpoint.\(size)")
        let signed = try SignedCheckpoint(
            verifying: bytes, origin: NoteSamples.logOrigin, keys: [NoteKey(vkey: NoteSamples.logKey)])
        let tree = Tree(Self.entries[..<size].map { .leaf(of: $0) })
        #expect(signed.checkpoint.head == tree.head)
        #expect(signed.note.bytes == bytes)
        if size == 15 { #expect(bytes == Array(NoteSamples.logCheckpoint.utf8)) }
    }

    @Test("P-71: the folder holds no file of a tile whose name we would not read")
    func allFiles() {
        let files = SharedVectors.files(below: "tlog").filter { $0.hasPrefix("tile/") }
        #expect(files.count == 30)
        for file in files { #expect(TilePath(file)?.text == file) }
    }
}
