import Ledger
import Testing

/// Goal: names, lists and contents of tiles are those of C2SP tlog-tiles, and no name or file has a second
/// reading.
@Suite struct TileTests {
    @Test(
        "tlog-tiles: names are written and read in one form",
        arguments: [
            ("tile/0/000", TilePath.Content.hashes(level: 0), 0, 256),
            ("tile/0/000.p/1", .hashes(level: 0), 0, 1), ("tile/0/255.p/255", .hashes(level: 0), 255, 255),
            ("tile/1/999", .hashes(level: 1), 999, 256), ("tile/0/x001/000", .hashes(level: 0), 1000, 256),
            ("tile/0/x001/x234/067", .hashes(level: 0), 1_234_067, 256),
            ("tile/0/x001/x234/067.p/8", .hashes(level: 0), 1_234_067, 8),
            ("tile/entries/x001/x234/067", .entries, 1_234_067, 256),
            ("tile/entries/000.p/15", .entries, 0, 15),
            ("tile/entries/x035/x184/x372/x088/831.p/255", .entries, 35_184_372_088_831, 255),
            ("tile/6/000.p/31", .hashes(level: 6), 0, 31),
        ])
    func names(text: String, content: TilePath.Content, index: Int, width: Int) throws {
        let path = try #require(TilePath(content, index: index, width: width))
        #expect(path.text == text)
        #expect(TilePath(text) == path)
    }

    @Test(
        "tlog-tiles: what is no name of a tile is refused",
        arguments: [
            "", "tile", "tile/", "tile/0", "tile/0/", "/tile/0/000", "tile/0/000/", "tile//000",
            "tile/0//000",
            "tile/00/000", "tile/+0/000", "tile/-1/000", "tile/64/000", "tile/63/000", "tile/8/000",
            "tile/7/000",
            "tile/a/000", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000", "tile/0/x000/000",
            "tile/0/x000/001", "tile/0/001/000", "tile/0/x001/x000", "tile/0/X001/000", "tile/0/x1/000",
            "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01",
            "tile/0/000.p/+1", "tile/0/000.p/1/", "tile/0/000.p/1/2", "tile/0/000/1", "tile/0/000.q/1",
            "tile/0/x001.p/000", "tile/0/x001/000.p/300", "tile/0/x001.p/000.p/3", "tile/0/000.p/1.p/1",
            "tile/entries", "tile/Entries/000", "tile/entries/x000/000", "tile/data/000", "Tile/0/000",
            "tile/0/../000", "tile/./000", "tile/0/٠٠٠", "tile/0/０００", "tile/0/000\n", " tile/0/000",
            "tile/0/000%2Ep/1", "tile/6/000.p/32", "tile/entries/x035/x184/x372/x088/831",
            "tile/entries/x035/x184/x372/x088/832.p/1",
            "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999",
            "tile/99999999999999999999/000", "tile/0/000.p/99999999999999999999",
        ])
    func noNames(text: String) {
        #expect(TilePath(text) == nil)
    }

    @Test("tlog-tiles: places that no log has make no name")
    func impossible() {
        #expect(TilePath(.entries, index: -1) == nil)
        #expect(TilePath(.entries, index: Int.max) == nil)
        #expect(TilePath(.entries, index: Int.min, width: Int.min) == nil)
        #expect(TilePath(.entries, index: 0, width: 0) == nil)
        #expect(TilePath(.entries, index: 0, width: 257) == nil)
        #expect(TilePath(.hashes(level: -1), index: 0) == nil)
        #expect(TilePath(.hashes(level: Int.min), index: 0) == nil)
        #expect(TilePath(.hashes(level: Int.max), index: 0, width: 1) == nil)
        #expect(TilePath.all(at: -1).isEmpty)
        #expect(TilePath.all(at: Int.max).isEmpty)
        #expect(TilePath.bundle(of: 5, at: 5) == nil)
        #expect(TilePath.bundle(of: -1, at: 5) == nil)
        #expect(TilePath.bundle(of: 256, at: 300)?.text == "tile/entries/001.p/44")
        #expect(TilePath.bundle(of: 255, at: 300)?.text == "tile/entries/000")
    }

    @Test("tlog-tiles: the tiles of a size, from the specification's examples")
    func examples() {
        func names(_ size: Int, level: String) -> [String] {
            TilePath.all(at: size).map(\.text).filter { $0.hasPrefix("tile/\(level)/") }
        }
        #expect(TilePath.all(at: 0).isEmpty)
        #expect(TilePath.all(at: 1).map(\.text) == ["tile/entries/000.p/1", "tile/0/000.p/1"])
        #expect(names(256, level: "0") == ["tile/0/000"])
        #expect(names(256, level: "1") == ["tile/1/000.p/1"])
        #expect(names(256, level: "2").isEmpty)
        // 70,000: 273 full tiles and one of 112; one full and one of 17; one of 1.
        #expect(names(70_000, level: "0").count == 274)
        #expect(names(70_000, level: "0").last == "tile/0/273.p/112")
        #expect(names(70_000, level: "1") == ["tile/1/000", "tile/1/001.p/17"])
        #expect(names(70_000, level: "2") == ["tile/2/000.p/1"])
        #expect(names(70_000, level: "3").isEmpty)
        #expect(names(70_000, level: "entries").count == 274)
    }

    @Test(
        "tlog-tiles: the new tiles are those of the size that its older size has not",
        arguments: [
            (0, 0), (0, 1), (1, 1), (1, 2), (255, 256), (256, 256), (256, 257), (255, 257), (256, 512),
            (3, 1000),
            (65_535, 65_536), (65_536, 65_537), (65_535, 65_537), (60_000, 131_073), (511, 65_537),
        ])
    func added(old: Int, size: Int) {
        let before = Set(TilePath.all(at: old))
        let added = TilePath.added(from: old, to: size)
        #expect(Set(added) == Set(TilePath.all(at: size)).subtracting(before))
        #expect(Set(added).count == added.count)
        #expect(TilePath.added(from: size + 1, to: size).isEmpty)
        #expect(TilePath.added(from: -1, to: size).isEmpty)
    }

    @Test("P-2: bundles hold entries of every length that is allowed, and are read in one way")
    func bundles() throws {
        let entries: [[UInt8]] = [[], [1], [UInt8](repeating: 7, count: 65_535), [0, 0], Array("x\n".utf8)]
        let path = try #require(TilePath(.entries, index: 0, width: 5))
        let bytes = try EntryBundle.encoded(entries)
        #expect(try EntryBundle.decoded(bytes, as: path).map(Array.init) == entries)
        #expect(throws: Malformed.self) { try EntryBundle.encoded([]) }
        #expect(throws: Malformed.self) { try EntryBundle.encoded([[UInt8](repeating: 7, count: 65_536)]) }
        #expect(throws: Malformed.self) { try EntryBundle.encoded(Array(repeating: [1], count: 257)) }
        let wider = try #require(TilePath(.entries, index: 0, width: 6))
        let narrower = try #require(TilePath(.entries, index: 0, width: 4))
        let tile = try #require(TilePath(.hashes(level: 0), index: 0, width: 5))
        for other in [wider, narrower, tile] {
            #expect(throws: Malformed.self) { try EntryBundle.decoded(bytes, as: other) }
        }
        for bad in [[], [0], Array(bytes.dropLast()), bytes + [0], bytes + [0, 0], Array(bytes.dropFirst())] {
            #expect(throws: Malformed.self) { try EntryBundle.decoded(bad, as: path) }
        }
    }

    @Test("tlog-tiles: a hash tile has exactly the hashes that its name says")
    func hashTiles() throws {
        let hashes = NaiveTree.leaves(7)
        let path = try #require(TilePath(.hashes(level: 3), index: 9, width: 7))
        let bytes = HashTile.encoded(hashes)
        #expect(bytes == hashes.flatMap(\.bytes))
        #expect(try HashTile.decoded(bytes, as: path) == hashes)
        let wider = try #require(TilePath(.hashes(level: 3), index: 9, width: 8))
        let bundle = try #require(TilePath(.entries, index: 9, width: 7))
        for other in [wider, bundle] {
            #expect(throws: Malformed.self) { try HashTile.decoded(bytes, as: other) }
        }
        for bad in [[], Array(bytes.dropLast()), bytes + [0], bytes + bytes] {
            #expect(throws: Malformed.self) { try HashTile.decoded(bad, as: path) }
        }
        #expect(KeptHashes(hashes).tile(path) == nil, "hashes that do not exist make no tile")
        #expect(KeptHashes(hashes).tile(bundle) == nil)
    }

    @Test("tlog-tiles: names and bundles that were changed are read as what they are or not at all")
    func mutations() throws {
        var dice = Dice(seed: 2)
        let names = ["tile/0/x001/x234/067.p/8", "tile/entries/x035/x184/372", "tile/5/000.p/255"]
        let path = try #require(TilePath(.entries, index: 0, width: 3))
        let bundle = try EntryBundle.encoded([[1, 2, 3], [], [4]])
        for round in 0..<6000 {
            let text = String(decoding: dice.mutated(Array(names[round % 3].utf8)), as: UTF8.self)
            if let read = TilePath(text) { #expect(Array(read.text.utf8) == Array(text.utf8)) }
            let bytes = dice.mutated(bundle)
            if let entries = try? EntryBundle.decoded(bytes, as: path) {
                #expect(try EntryBundle.encoded(entries.map(Array.init)) == bytes)
            }
        }
    }
}
