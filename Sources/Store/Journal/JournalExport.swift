import Ledger

/// Writes the journal's part of an export, `OUT/journal/…` (P-71): its log, and the leaf hashes of each segment's
/// lines. What the lines say is never in it.
struct JournalExport {
    let file: JournalFile
    let key: NoteKey
    let sealed: SealedHead

    init(of journal: Journal) {
        file = journal.file
        key = journal.key
        sealed = journal.published.checkpoint
    }

    init(_ layout: FolderLayout) throws(StoreError) {
        key = try FolderKeys.read(layout.journalKey).key
        let anchor = try Anchor(layout.journalAnchor, isReadOnly: true)
        sealed = try anchor.read(by: key)
        anchor.close()
        file = try JournalFile(layout.journal, isReadOnly: true)
    }

    /// Holds file, anchor and what stands in OUT against each other. Throws before anything is written.
    func plan(in folder: ExportFolder) throws(StoreError) -> Plan {
        let earlier = try folder.checkpoint(by: key, of: .journal)
        var hashes = PagedHashes()
        try file.log.rows(from: 0, below: sealed.head.size) { place, _, body in
            guard place == hashes.size else { return false }
            hashes.append(.leaf(of: body))
            return true
        }
        guard hashes.root(at: sealed.head.size) == sealed.head.root else {
            throw StoreError(
                hashes.size < sealed.head.size ? .rolledBack : .damaged,
                "The segments in \(file.path) are not those that were signed.", remedy: Remedy.recoverJournal)
        }
        guard hashes.root(at: earlier.head.size) == earlier.head.root else {
            throw StoreError(
                .fork,
                "OUT holds a signed checkpoint of the journal of size \(earlier.head.size) that this journal, of size "
                    + "\(sealed.head.size), does not contain.",
                remedy: "Nothing was written. It is another history or a journal that was rolled back; see `recover`.")
        }
        return Plan(from: earlier.head.size, hashes: hashes)
    }

    /// What was found before anything is written.
    struct Plan {
        let from: Int
        let hashes: PagedHashes
    }

    /// Writes what is new; the number of files.
    func write(_ plan: Plan, to folder: ExportFolder) throws(StoreError) -> Int {
        var files = 0
        var lines = 0
        var new: [(place: Int, lines: Range<Int>)] = []
        try file.log.rows(from: 0, below: sealed.head.size) { place, _, body in
            let entry = try JournalEntry(trusting: body, origin: key.name)
            if place >= plan.from, entry.segment.count > 0 {
                new.append((place, lines..<lines + entry.segment.count))
            }
            lines += entry.segment.count
            return true
        }
        for segment in new {
            try folder.write(
                HashTile.encoded(try file.leaves(segment.lines)), at: .journal(.lines(segment.place)))
            files += 1
        }
        for path in TilePath.added(from: plan.from, to: sealed.head.size) {
            try folder.write(try bytes(of: path, plan.hashes), at: .journal(.tile(path)))
            files += 1
        }
        for name in [JournalPath.cosigned(size: sealed.head.size), .checkpoint]
        where try folder.read(.journal(name)) != sealed.note {
            try folder.write(sealed.note, at: .journal(name))
            files += 1
        }
        let now = Set(TilePath.all(at: sealed.head.size))
        for path in TilePath.all(at: plan.from) where !path.isFull && !now.contains(path) {
            folder.remove(.journal(.tile(path)))
        }
        return files
    }

    private func bytes(of path: TilePath, _ hashes: PagedHashes) throws(StoreError) -> [UInt8] {
        if path.content != .entries, let tile = hashes.tile(path) { return HashTile.encoded(tile) }
        guard path.content == .entries, let bundle = try? EntryBundle.encoded(try file.log.bodies(path.leaves)) else {
            throw StoreError(.damaged, "\(path) cannot be made from \(file.path).", remedy: Remedy.recoverJournal)
        }
        return bundle
    }
}
