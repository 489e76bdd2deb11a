import Ledger

/// The leaf hashes that the lowest hash tiles tell.
///
/// They matter when a bundle is damaged: if together they give the root of the checkpoint, they are what the log
/// signed, so a changed entry is found at its place and those behind it keep their heads (P-8). If not, the
/// entries' own bytes are all there is to go by.
struct ClaimedLeaves: Sendable {
    private let tiles: [[Digest]]

    /// Nil when a tile is missing or malformed, or they do not give the head.
    init?(of log: ShownLog, head: Head) throws(FolderFailure) {
        let present = log.listing.tiles.count { $0.content == .hashes(level: 0) }
        // Compared first: the size may be any number, the tiles that are there are as many as somebody made.
        guard head.size > 0, (head.size - 1) / TilePath.widthMax < present else { return nil }
        var tiles: [[Digest]] = []
        var tree = Tree()
        for index in 0...(head.size - 1) / TilePath.widthMax {
            let width = min(TilePath.widthMax, head.size - index * TilePath.widthMax)
            guard let path = TilePath(.hashes(level: 0), index: index, width: width), log.file(of: path) != nil,
                case .success(let hashes) = try log.hashes(of: path)
            else { return nil }
            for hash in hashes { tree.append(hash) }
            tiles.append(hashes)
        }
        guard tree.head == head else { return nil }
        self.tiles = tiles
    }

    /// The leaf hash of the entry at a place; nil beyond the end.
    subscript(place: Int) -> Digest? {
        let tile = place / TilePath.widthMax
        guard place >= 0, tile < tiles.count, place % TilePath.widthMax < tiles[tile].count else {
            return nil
        }
        return tiles[tile][place % TilePath.widthMax]
    }
}

/// The most bytes of each sort of file that is read into memory.
enum FileLimit {
    /// 256 hashes.
    static let hashTile = TilePath.widthMax * Digest.byteCount
    /// 256 entries of the greatest length with their lengths.
    static let bundle = TilePath.widthMax * (EntryBundle.entryBytesMax + 2)
    /// A public part: 32 bytes of key and its content.
    static let part = 64 << 20
    /// An enclosure that a rule reads; others are hashed as they stream by, as far as their statements say.
    static let ruleEnclosure = 16 << 20
}
