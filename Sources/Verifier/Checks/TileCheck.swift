import Ledger

/// The tiles and bundles of an export against the leaves: every one that the size asks for is there, and every one
/// that is there says what the leaves give.
///
/// Those of older sizes, which an export may keep, are held to the same: a wrong one is a second history for whoever
/// fetches it.
struct TileCheck {
    let log: ShownLog
    let kept: KeptHashes
    /// The size in the checkpoint.
    let size: Int
    private(set) var faults = Faults()
    /// Tiles and bundles whose bytes are what the leaves give.
    private(set) var good = 0
    private(set) var strangers: [TilePath] = []

    init(log: ShownLog, kept: KeptHashes, size: Int) {
        self.log = log
        self.kept = kept
        self.size = size
    }

    mutating func run() throws(FolderFailure) {
        // When entries are lost, what is asked for stops where they do: the size may be any number.
        let asked = TilePath.all(at: min(size, kept.size))
        var met: Set<TilePath> = []
        for path in asked {
            let file = log.file(of: path)
            if let file { met.insert(file) }
            // Bundles of this size were read and judged, or found missing, where they were folded.
            guard case .hashes = path.content else { continue }
            guard file != nil else {
                faults.add(Fault("P-71", "the tile is missing", file: log.path(.tile(path))))
                continue
            }
            try compare(path)
        }
        for path in log.listing.tiles where !met.contains(path) {
            guard path.leaves.upperBound <= min(size, kept.size) else {
                strangers.append(path)
                continue
            }
            if path.content == .entries { try compareOlder(path) } else { try compare(path) }
        }
    }

    private mutating func compare(_ path: TilePath) throws(FolderFailure) {
        let reading = try log.hashes(of: path)
        do throws(Malformed) {
            let hashes = try reading.get()
            guard let computed = kept.tile(path) else { return }
            if let place = zip(hashes, computed).enumerated().first(where: { $0.element.0 != $0.element.1 })?
                .offset
            {
                throw Malformed(
                    "P-71",
                    "hash \(place) is \(hashes[place].hex), but the leaves give \(computed[place].hex)")
            }
            good += 1
        } catch { faults.add(Fault(error.rule, error.what, file: log.path(.tile(log.file(of: path) ?? path)))) }
    }

    /// A bundle of an older size: its entries are the same leaves.
    private mutating func compareOlder(_ path: TilePath) throws(FolderFailure) {
        let bundle = try log.entries(of: path)
        do throws(Malformed) {
            for (place, entry) in zip(path.leaves, try bundle.get())
            where kept.hash(level: 0, index: place) != Digest.leaf(of: entry) {
                throw Malformed("P-71", "entry \(place) differs from the one in the newer bundle")
            }
            good += 1
        } catch { faults.add(Fault(error.rule, error.what, file: log.path(.tile(path)))) }
    }
}
