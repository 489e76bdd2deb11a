import Ledger

/// One log of an export, the ledger or the journal: its tiles, its bundles, its checkpoints (P-71).
struct LogExport {
    let name: LogName
    let file: LogFile
    let key: NoteKey
    /// The head that is exported, taken once: what is entered meanwhile is for the next export.
    let sealed: SealedHead

    /// What was found before anything is written.
    struct Plan {
        /// The size of the export that it goes on from.
        let from: Int
        fileprivate let hashes: KeptHashes
    }

    /// Holds file, signed head and what is in OUT against each other. Throws before anything is written.
    func plan(in folder: ExportFolder) throws(StoreError) -> Plan {
        let earlier = try folder.checkpoint(by: key, of: name).head
        let hashes = try hashes(trusting: earlier)
        guard hashes.root(at: sealed.head.size) == sealed.head.root else {
            throw StoreError(
                hashes.size < sealed.head.size ? .rolledBack : .damaged,
                "The \(name.leaves) in \(file.path) differ from those that were signed.", remedy: name.remedy)
        }
        guard hashes.root(at: earlier.size) == earlier.root else {
            throw StoreError(
                .fork,
                "OUT has a signed checkpoint of the \(name.noun), of size \(earlier.size). The present one, of size "
                    + "\(sealed.head.size), does not continue it: \(earlier.root.base64) there, "
                    + "\(hashes.root(at: earlier.size)?.base64 ?? "nothing") here.",
                remedy:
                    "Nothing was written. The histories differ, or the \(name.noun) was rolled back. See `recover`."
            )
        }
        return Plan(from: earlier.size, hashes: hashes)
    }

    /// The hashes of all signed leaves: those of the earlier export from the stored hashes, which its root
    /// confirms; the new ones from the bytes themselves.
    private func hashes(trusting earlier: Head) throws(StoreError) -> KeptHashes {
        var hashes = KeptHashes()
        let end = sealed.head.size
        try file.leaves(below: min(earlier.size, end)) { hashes.append($0) }
        try file.rows(from: hashes.size, below: end) { place, _, body in
            guard place == hashes.size else { return false }
            hashes.append(.leaf(of: body))
            return true
        }
        return hashes
    }

    /// Writes the tiles and bundles that OUT lacks; the number of files.
    func writeTiles(_ plan: Plan, to folder: ExportFolder) throws(StoreError) -> Int {
        let paths = TilePath.added(from: plan.from, to: sealed.head.size)
        for path in paths { try folder.write(try bytes(of: path, plan.hashes), at: .log(name, .tile(path))) }
        return paths.count
    }

    private func bytes(of path: TilePath, _ hashes: KeptHashes) throws(StoreError) -> [UInt8] {
        if path.content != .entries, let tile = hashes.tile(path) { return HashTile.encoded(tile) }
        guard path.content == .entries, let bundle = try? EntryBundle.encoded(try file.bodies(path.leaves)) else {
            throw StoreError(.damaged, "\(path) cannot be made from \(file.path).", remedy: name.remedy)
        }
        return bundle
    }

    /// Writes the checkpoint, first among those that are kept and last as the newest; the number of files.
    func writeCheckpoints(to folder: ExportFolder) throws(StoreError) -> Int {
        let paths = [LogPath.cosigned(size: sealed.head.size), .checkpoint].map { ExportPath.log(name, $0) }
        var files = 0
        for path in paths where try folder.read(path) != sealed.note {
            try folder.writeLast(sealed.note, at: path)
            files += 1
        }
        return files
    }

    /// Removes the partial tiles of the earlier size: nobody who reads the new checkpoint looks at them.
    func removePartials(_ plan: Plan, in folder: ExportFolder) {
        let now = Set(TilePath.all(at: sealed.head.size))
        for path in TilePath.all(at: plan.from) where !path.isFull && !now.contains(path) {
            folder.remove(.log(name, .tile(path)))
        }
    }
}

extension LogName {
    /// As messages call it.
    var noun: String { self == .ledger ? "ledger" : "journal" }
    /// What one of its leaves is.
    var leaf: String { self == .ledger ? "entry" : "segment" }
    /// What is in it.
    var leaves: String { self == .ledger ? "entries" : "segments" }
    /// What to do when its file is missing, old or damaged.
    var remedy: String { self == .ledger ? Remedy.recover : Remedy.recoverJournal }
}
