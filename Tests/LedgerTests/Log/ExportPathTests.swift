import Ledger
import Testing

/// Goal: every file of an export has one name, and no name leads out of the folder (P-71).
@Suite struct ExportPathTests {
    static let hash = Digest.of(Array("x".utf8))

    static let samples: [(String, ExportPath)] = [
        ("checkpoint", .checkpoint),
        ("enclosures/\(hash.hex)", .enclosure(hash)),
        ("public/\(hash.hex)/reason", .detached(statement: hash, name: "reason")),
        ("checkpoints/0", .cosigned(size: 0)),
        ("journal/checkpoint", .journal(.checkpoint)),
        ("journal/checkpoints/7", .journal(.cosigned(size: 7))),
        ("journal/lines/0", .lines(0)),
        ("journal/tile/entries/000.p/4", .journal(.tile(TilePath(.entries, index: 0, width: 4)!))),
        ("checkpoints/9007199254740991", .cosigned(size: Tree.sizeMax)),
    ]

    @Test("P-71: names of an export are written and read in one form", arguments: samples)
    func names(text: String, path: ExportPath) {
        #expect(path.text == text)
        #expect(ExportPath(text) == path)
    }

    @Test("P-71: the names of tiles are those of tlog-tiles")
    func tiles() throws {
        for path in TilePath.all(at: 70_001) {
            #expect(ExportPath.tile(path).text == path.text)
            #expect(ExportPath(path.text) == .tile(path))
        }
    }

    @Test(
        "P-71: what is no name in an export is refused",
        arguments: [
            "", "/", "/checkpoint", "checkpoint/", "Checkpoint", "checkpoint/0", "checkpoints",
            "checkpoints/",
            "checkpoints/01", "checkpoints/+1", "checkpoints/-1", "checkpoints/1/",
            "checkpoints/9007199254740992",
            "checkpoints/99999999999999999999", "enclosures", "enclosures/", "enclosures/..",
            "enclosures/\(hash.hex.uppercased())", "enclosures/\(hash.hex.dropLast())",
            "enclosures/\(hash.hex)0",
            "enclosures/\(hash.hex)/x", "enclosures//\(hash.hex)", "../enclosures/\(hash.hex)",
            "public/\(hash.hex)", "public/\(hash.hex)/", "public/\(hash.hex)/..", "public/\(hash.hex)/Reason",
            "public/\(hash.hex)/a.b", "public/\(hash.hex)/-a", "public/\(hash.hex)/a/b", "public/x/reason",
            "public/\(hash.hex)/\u{ff52}eason", "tile", "tile/", "tile/../checkpoint", "tile/0/000.p/0",
            "journal",
            "checkpoin\u{212a}", "\u{1d04}heckpoint", "checkpoint\u{0}", "checkpoint\n", "./checkpoint",
        ])
    func noNames(text: String) {
        #expect(ExportPath(text) == nil)
    }

    @Test("P-71: names that were changed are read as what they are or not at all")
    func mutations() {
        var dice = Dice(seed: 7)
        for round in 0..<5000 {
            let changed = dice.mutated(Array(Self.samples[round % Self.samples.count].0.utf8))
            let text = String(decoding: changed, as: UTF8.self)
            if let path = ExportPath(text) { #expect(path.text.utf8.elementsEqual(text.utf8)) }
        }
    }
}
