import Ledger

extension LogFile {
    /// What is under a name of this log's tree, as `/log/` serves it and an export holds it (P-71); nil where there is
    /// nothing.
    ///
    /// Tiles and bundles are served up to the signed size, partial ones of earlier sizes too.
    func file(_ path: LogPath, below sealed: SealedHead, _ hashes: KeptHashes) throws(StoreError) -> [UInt8]? {
        switch path {
        case .checkpoint: return sealed.note
        case .cosigned(let size) where size == sealed.head.size: return sealed.note
        case .cosigned(let size): return try checkpoint(at: size)
        case .tile(let tile):
            guard tile.leaves.upperBound <= sealed.head.size else { return nil }
            if tile.content != .entries { return hashes.tile(tile).map { HashTile.encoded($0) } }
            return try? EntryBundle.encoded(try bodies(tile.leaves))
        }
    }
}
