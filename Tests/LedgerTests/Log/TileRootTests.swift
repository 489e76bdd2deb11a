import Ledger
import Testing

/// Goal: what a client makes of tiles alone is what the log has, also where levels of tiles begin and end.
@Suite struct TileRootTests {
    /// 65,537 leaves: the first size at which a second tile of level 1 begins, after the first full one.
    static let leaves = NaiveTree.leaves(65_537)
    static let hashes = KeptHashes(leaves)
    /// The 256 roots of full tiles of level 0, each by the recursion of the standard.
    static let tileRoots = (0..<256).map { NaiveTree.root(leaves[$0 * 256..<($0 + 1) * 256]) }

    @Test("tlog-tiles: tiles around 65,536 leaves", arguments: [65_535, 65_536, 65_537])
    func large(size: Int) throws {
        var files: [TilePath: [UInt8]] = [:]
        for path in TilePath.all(at: size) where path.content != .entries {
            let tile = try #require(Self.hashes.tile(path), "\(path)")
            files[path] = HashTile.encoded(tile)
            switch path.content {
            case .hashes(level: 0): #expect(tile == Array(Self.leaves[path.leaves]))
            case .hashes(level: 1):
                #expect(tile == Array(Self.tileRoots[..<path.width]))
            default:
                #expect(path.text == "tile/2/000.p/1")
                #expect(tile == [NaiveTree.root(Self.tileRoots[...])])
            }
        }
        #expect(files.count == [65_535: 257, 65_536: 258, 65_537: 259][size])
        let expected = NaiveTree.root(Self.leaves[..<size])
        let reader = TileHashes(size: size) { files[$0] }
        #expect(reader.root(at: size) == expected)
        #expect(Self.hashes.root(at: size) == expected)
        #expect(reader.root(at: size + 1) == nil)
        let head = Head(root: expected, size: size)
        for index in [0, 1, 255, 256, 32_767, 65_279, 65_280, size - 1] {
            let path = try #require(reader.inclusionProof(leaf: index, size: size))
            #expect(path == Self.hashes.inclusionProof(leaf: index, size: size))
            #expect(Proof.includes(Self.leaves[index], at: index, in: head, path: path))
        }
        for old in [1, 255, 256, 257, 32_768, 65_280, 65_281, 65_534] {
            let path = try #require(reader.consistencyProof(from: old, to: size))
            #expect(path == Self.hashes.consistencyProof(from: old, to: size))
            let first = Head(root: NaiveTree.root(Self.leaves[..<old]), size: old)
            #expect(Proof.isConsistent(first, with: head, path: path))
        }
    }

    @Test("tlog-tiles: tiles of every size up to 300 make its root and proofs")
    func small() throws {
        for size in 0...300 {
            let reader = TileHashes(size: size) { Self.hashes.tile($0).map(HashTile.encoded) }
            let root = NaiveTree.root(Self.leaves[..<size])
            #expect(reader.root(at: size) == root)
            guard size > 0 else { continue }
            let path = try #require(reader.inclusionProof(leaf: size / 2, size: size))
            #expect(
                Proof.includes(
                    Self.leaves[size / 2], at: size / 2, in: Head(root: root, size: size), path: path))
        }
    }

    @Test("P-71: a tile that is missing, short or changed makes no root that passes for the log's")
    func damaged() throws {
        let size = 700
        let root = NaiveTree.root(Self.leaves[..<size])
        let bad = try #require(TilePath(.hashes(level: 0), index: 2, width: 188))
        func read(_ damage: @escaping ([UInt8]) -> [UInt8]?) -> Digest? {
            TileHashes(size: size) { path in
                let bytes = Self.hashes.tile(path).map(HashTile.encoded)
                return path == bad ? bytes.flatMap(damage) : bytes
            }.root(at: size)
        }
        #expect(read { $0 } == root)
        #expect(read { _ in nil } == nil)
        #expect(read { $0.dropLast() } == nil)
        #expect(read { $0 + [0] } == nil)
        let flipped = read { [$0[0] ^ 1] + $0.dropFirst() }
        #expect(flipped != nil && flipped != root)
    }
}
