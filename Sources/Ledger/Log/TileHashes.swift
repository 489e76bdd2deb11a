/// The hashes of a log of one size, taken from its tiles: what a client needs to make proofs for itself.
///
/// The tiles are not trusted. A root or proof made from them is compared with a signed head, and a tile of
/// another length than its name says counts as missing.
package struct TileHashes: Hashes {
    /// The size whose tiles are asked for.
    package let size: Int
    private let tile: (TilePath) -> [UInt8]?

    /// Asks `tile` for the bytes of each tile, perhaps more than once; nil means missing.
    package init(size: Int, tile: @escaping (TilePath) -> [UInt8]?) {
        self.size = min(max(size, 0), Tree.sizeMax)
        self.tile = tile
    }

    /// The hash of a complete subtree, hashed together from the highest tile below it.
    package func hash(level: Int, index: Int) -> Digest? {
        guard 0...53 ~= level, 0..<(size >> level) ~= index else { return nil }
        // The subtree of this level is 2^inner hashes of a tile of level/8, all in the same tile.
        let inner = level % 8
        let first = index << inner
        let hashesInAll = size >> (level - inner)
        let number = first / TilePath.widthMax
        let width = min(TilePath.widthMax, hashesInAll - number * TilePath.widthMax)
        guard let path = TilePath(.hashes(level: level / 8), index: number, width: width),
            let bytes = tile(path), let hashes = try? HashTile.decoded(bytes, as: path)
        else { return nil }
        let start = first % TilePath.widthMax
        guard start + 1 << inner <= hashes.count else { return nil }
        return ReadBack.root(of: Array(hashes[start..<start + 1 << inner]))
    }
}
