import Ledger
import Rules

/// Writes the tree that a verifier reads (P-71, docs/formats/export.md).
///
/// It reads the signed checkpoint first and writes it last, so whoever finds it finds all that it covers. What
/// stands in OUT from an earlier time is gone on from, if the ledger contains it.
package struct Export {
    /// What an export did.
    package struct Report: Equatable, Sendable {
        /// The size of the earlier export that it went on from, 0 for none.
        package var from = 0
        /// The signed size that OUT has now.
        package var size = 0
        /// Files written.
        package var files = 0
        /// Enclosures and public contents that entries name and the data folder does not have, by export name.
        package var missing: [String] = []
    }

    let ledger: LedgerFile
    let vault: VaultFile
    let enclosures: EnclosureFolder
    let key: NoteKey
    let sealed: SealedHead
    let journal: JournalExport
    /// What the log says is erased; the vault's file is not asked, for whoever has it could put an older one in its place.
    /// Nil where a rule needs an enclosure that is missing: then nobody can tell, and no content is published.
    private let state: State?

    /// An export of an open store; the server goes on meanwhile.
    package init(of store: LedgerStore) {
        ledger = store.files.ledger
        vault = store.files.vault.file
        enclosures = store.files.enclosures
        key = store.key
        // A pair: the journal saw no more of the ledger than this, and no signer more of the journal. A segment
        // closes every few minutes, so that the second look nearly always finds what the first one found.
        var (journal, sealed) = (JournalExport(of: store.journal), store.published.checkpoint)
        while store.journal.head != journal.sealed.head {
            (journal, sealed) = (JournalExport(of: store.journal), store.published.checkpoint)
        }
        (self.journal, self.sealed) = (journal, sealed)
        state = store.published.state
    }

    /// An export of a data folder, read only: a server may have it open, or none.
    package init(ofFolder path: String) throws(StoreError) {
        let layout = FolderLayout(DataFolder.clean(path))
        guard DurableFile.length(layout.ledgerKey) != nil else {
            throw StoreError(
                .folder, "\(path) is no data folder.", remedy: "Name the folder that `init` made.")
        }
        key = try FolderKeys.read(layout.ledgerKey).key
        // The anchors first: the files have at least what they cover. A pair, as above.
        var journal = try JournalExport(layout)
        var sealed = try Export.anchored(layout, key)
        while true {
            let again = try JournalExport(layout)
            if again.sealed.head == journal.sealed.head { break }
            journal = again
            sealed = try Export.anchored(layout, key)
        }
        (self.journal, self.sealed) = (journal, sealed)
        ledger = try LedgerFile(layout.ledger, isReadOnly: true)
        vault = try VaultFile(layout.vault, isReadOnly: true)
        enclosures = EnclosureFolder(layout.enclosures)
        state = try Export.replayed(ledger, to: sealed.head, enclosures)
    }

    /// The state at the signed head, whose root `write` holds against the same bytes.
    private static func replayed(_ ledger: LedgerFile, to head: Head, _ enclosures: EnclosureFolder)
        throws(StoreError) -> State?
    {
        var replay = Replay(signed: head.size) { enclosures.get($0) }
        do throws(StoreError) {
            try ledger.rows(from: 0, below: head.size) { _, _, body in
                try replay.take(body)
                return true
            }
            try replay.finish()
        } catch {
            guard error.cause == .enclosureMissing else { throw error }
            return nil
        }
        return replay.state
    }

    private static func anchored(_ layout: FolderLayout, _ key: NoteKey) throws(StoreError) -> SealedHead {
        let anchor = try Anchor(layout.anchor, isReadOnly: true)
        defer { anchor.close() }
        return try anchor.read(by: key)
    }

    /// Writes the tree to OUT. Throws without a change when OUT is of another ledger, ahead of this one, or a fork.
    package func write(to out: String) throws(StoreError) -> Report {
        let folder = try ExportFolder(out)
        let earlier = try folder.checkpoint(by: key)
        let hashes = try hashes(trusting: earlier.head)
        guard hashes.root(at: sealed.head.size) == sealed.head.root else {
            throw StoreError(
                hashes.size < sealed.head.size ? .rolledBack : .damaged,
                "The entries in \(ledger.path) are not those that were signed.", remedy: Remedy.recover)
        }
        guard hashes.root(at: earlier.head.size) == earlier.head.root else {
            throw StoreError(
                .fork,
                "OUT holds a signed checkpoint of size \(earlier.head.size) that this ledger, of size \(sealed.head.size), "
                    + "does not contain: \(earlier.head.root.base64) there, "
                    + "\(hashes.root(at: earlier.head.size)?.base64 ?? "nothing") here.",
                remedy:
                    "Nothing was written. It is another history or a ledger that was rolled back; see `recover`."
            )
        }
        let plan = try journal.plan(in: folder)
        var report = Report(from: earlier.head.size, size: sealed.head.size)
        try writeContents(to: folder, from: earlier.head.size, &report)
        for case .part(let reference) in state?.authority.erasures.map(\.target) ?? []
        where state?.erasure(of: reference.statement, part: reference.part) != nil {
            folder.remove(.detached(statement: reference.statement, name: reference.part))
        }
        for path in TilePath.added(from: earlier.head.size, to: sealed.head.size) {
            try folder.write(try bytes(of: path, hashes), at: .tile(path))
            report.files += 1
        }
        report.files += try journal.write(plan, to: folder)
        try folder.write(sealed.note, at: .cosigned(size: sealed.head.size))
        try folder.write(sealed.note, at: .checkpoint)
        report.files += 2
        try removePartials(of: earlier.head.size, in: folder)
        return report
    }

    /// The hashes of all signed leaves: those of the earlier export from the stored hashes, which its root
    /// confirms; the new ones from the bytes themselves.
    private func hashes(trusting earlier: Head) throws(StoreError) -> PagedHashes {
        var hashes = PagedHashes()
        let end = sealed.head.size
        try ledger.leaves(below: min(earlier.size, end)) { hashes.append($0) }
        try ledger.rows(from: hashes.size, below: end) { place, _, body in
            guard place == hashes.size else { return false }
            hashes.append(.leaf(of: body))
            return true
        }
        return hashes
    }

    private func bytes(of path: TilePath, _ hashes: PagedHashes) throws(StoreError) -> [UInt8] {
        if path.content != .entries, let tile = hashes.tile(path) { return HashTile.encoded(tile) }
        guard path.content == .entries, let bundle = try? EntryBundle.encoded(try ledger.bodies(path.leaves))
        else {
            throw StoreError(.damaged, "\(path) cannot be made from \(ledger.path).", remedy: Remedy.recover)
        }
        return bundle
    }

    /// Enclosures and public contents of the new entries; what is missing is for the verifier to show.
    private func writeContents(to folder: ExportFolder, from first: Int, _ report: inout Report)
        throws(StoreError)
    {
        var counted = report
        try ledger.rows(from: first, below: sealed.head.size) { _, _, body in
            guard case .success(let entry) = CheckedLeaf(trusting: body).content else { return true }
            let statement = entry.verified.statement
            for enclosure in statement.enclosures {
                try put(
                    enclosures.get(enclosure.sha256), at: .enclosure(enclosure.sha256), in: folder, &counted)
            }
            for part in statement.detached where part.audience.utf8.elementsEqual(Incoming.everyone.utf8) {
                if state?.erasure(of: entry.verified.hash, part: part.name) != nil { continue }
                let found = state == nil ? nil : try vault.part(of: entry.verified.hash, name: part.name)
                // What nobody signed for goes into no export: every verification would fail, and rightly.
                let opening = found.flatMap {
                    statement.opens(part: part.name, key: $0.key, content: $0.content) ? $0 : nil
                }
                try put(
                    opening.map { $0.key + $0.content },
                    at: .detached(statement: entry.verified.hash, name: part.name),
                    in: folder, &counted)
            }
            return true
        }
        report = counted
    }

    private func put(
        _ bytes: [UInt8]?, at path: ExportPath, in folder: ExportFolder, _ report: inout Report
    ) throws(StoreError) {
        guard let bytes else {
            report.missing.append(path.text)
            return
        }
        if try folder.read(path) == bytes { return }
        try folder.write(bytes, at: path)
        report.files += 1
    }

    /// Partial tiles of the earlier size: nobody who reads the new checkpoint looks at them.
    private func removePartials(of earlier: Int, in folder: ExportFolder) throws(StoreError) {
        let now = Set(TilePath.all(at: sealed.head.size))
        for path in TilePath.all(at: earlier) where !path.isFull && !now.contains(path) {
            folder.remove(.tile(path))
        }
    }
}
