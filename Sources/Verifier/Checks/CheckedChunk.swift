import Ledger

/// What one worker makes of a few bundles in a row: leaves with their signatures checked, and what it found wrong.
struct CheckedChunk: Sendable {
    /// An entry, with what came of the parts beside it.
    struct Item: Sendable {
        let leaf: CheckedLeaf
        let parts: PartsFound
        /// Only its hash is known: the fault is told where it was read, and it is not a void entry of the log's.
        let isLost: Bool

        init(_ leaf: CheckedLeaf, _ parts: PartsFound) {
            (self.leaf, self.parts, isLost) = (leaf, parts, false)
        }
        init(lost hash: Digest) { (leaf, parts, isLost) = (CheckedLeaf(lost: hash), PartsFound(), true) }
    }

    /// The entries in their order, up to the end of the chunk or to a hole.
    var items: [Item] = []
    var faults: [Fault] = []
    /// Bundles in which nothing was wrong.
    var goodBundles = 0
    /// A bundle is lost and nothing tells its leaf hashes: what follows has no place to be on.
    var endsInHole = false
}

/// How entries are read and checked: the same for every worker.
struct ChunkReader: Sendable {
    /// Two bundles: large enough that handing over costs nothing, small enough to keep all cores busy at the end.
    static let bundles = 2

    let log: ShownLog
    /// The files under `public/`.
    let parts: Set<ExportListing.Part>
    /// The log's size as its checkpoint says.
    let size: Int
    let claimed: ClaimedLeaves?
    /// Signatures before this place are taken for good.
    let since: Int

    /// The chunks that can have entries: bounded by the bundles that are there, not by what a checkpoint says.
    var chunks: Int {
        let entries = min(size, log.listing.end)
        let chunk = ChunkReader.bundles * TilePath.widthMax
        return entries / chunk + (entries % chunk == 0 ? 0 : 1)
    }

    func chunk(_ number: Int) -> Result<CheckedChunk, FolderFailure> {
        var chunk = CheckedChunk()
        do throws(FolderFailure) {
            for inner in 0..<ChunkReader.bundles {
                let first = (number * ChunkReader.bundles + inner) * TilePath.widthMax
                guard !chunk.endsInHole, let path = TilePath.bundle(of: first, at: size) else { break }
                try read(path, into: &chunk)
            }
            return .success(chunk)
        } catch { return .failure(error) }
    }

    private func read(_ path: TilePath, into chunk: inout CheckedChunk) throws(FolderFailure) {
        let entries: [ArraySlice<UInt8>]
        let bundle = try log.entries(of: path)
        do throws(Malformed) { entries = try bundle.get() } catch {
            chunk.faults.append(Fault(error.rule, error.what, file: .tile(path)))
            lose(path, &chunk)
            return
        }
        let before = chunk.faults.count
        for (place, entry) in zip(path.leaves, entries) {
            try check(Array(entry), at: place, in: path, &chunk)
        }
        if chunk.faults.count == before { chunk.goodBundles += 1 }
    }

    private func check(
        _ entry: [UInt8], at place: Int, in path: TilePath, _ chunk: inout CheckedChunk
    ) throws(FolderFailure) {
        let leaf = place < since ? CheckedLeaf(trusting: entry) : CheckedLeaf(checking: entry)
        if let claimed = claimed?[place], claimed != leaf.leafHash {
            let what = "the bytes differ from those that the log signed, whose leaf hash is \(claimed.hex)"
            chunk.faults.append(Fault("P-2", what, entry: place, file: .tile(path)))
            chunk.items.append(CheckedChunk.Item(lost: claimed))
            return
        }
        var found = PartsFound()
        if case .success(let recorded) = leaf.content {
            try found.look(for: recorded.verified, in: log.folder, parts, at: place)
        }
        chunk.items.append(CheckedChunk.Item(leaf, found))
    }

    /// Puts leaf hashes in the place of lost entries, so that one rotten file does not hide all that follows.
    private func lose(_ path: TilePath, _ chunk: inout CheckedChunk) {
        for place in path.leaves {
            guard let hash = claimed?[place] else {
                chunk.endsInHole = true
                return
            }
            chunk.items.append(CheckedChunk.Item(lost: hash))
        }
    }
}
