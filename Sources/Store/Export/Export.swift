import Ledger
import Rules

/// Writes the tree that a verifier reads, without the server (SP-1.2g, P-71, docs/formats/export.md).
///
/// It takes the signed heads of both logs first and writes their checkpoints last, so whoever finds one finds all that it
/// covers. What is in OUT from an earlier time is gone on from, if the logs contain it.
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

    private let layout: FolderLayout
    let ledger: LogExport
    let journal: LogExport
    let journalFile: JournalFile
    let vault: VaultFile
    let enclosures: EnclosureFolder
    /// What the log says is erased; nil where nobody can tell (`ExportContents`).
    let state: State?

    /// An export of an open store; the server goes on meanwhile.
    package init(of store: LedgerStore) {
        let (heads, state) = Export.pair(
            journal: { store.journal.published.checkpoint },
            ledger: {
                let published = store.published
                return (published.checkpoint, published.state)
            })
        layout = store.files.layout
        ledger = LogExport(name: .ledger, file: store.files.ledger, key: store.key, sealed: heads.ledger)
        journalFile = store.journal.file
        journal = LogExport(name: .journal, file: journalFile.log, key: store.journal.key, sealed: heads.journal)
        vault = store.files.vault.file
        enclosures = store.files.enclosures
        self.state = state
    }

    /// An export of a data folder, whose logs it only reads: a server may have it open, or none.
    package init(ofFolder path: String) throws(StoreError) {
        layout = FolderLayout(DataFolder.clean(path))
        guard DurableFile.length(layout.ledgerKey) != nil else { throw layout.withoutKey }
        let ledgerKey = try FolderKeys.read(layout.ledgerKey).key
        let journalKey = try FolderKeys.read(layout.journalKey).key
        // The anchors first: the files have at least what they cover.
        let (heads, _) = try Export.pair(
            journal: { [layout] () throws(StoreError) in try Export.anchored(layout.journalAnchor, .journal, journalKey)
            },
            ledger: { [layout] () throws(StoreError) in (try Export.anchored(layout.anchor, .ledger, ledgerKey), ()) })
        ledger = LogExport(
            name: .ledger, file: try LogFile(layout.ledger, isReadOnly: true), key: ledgerKey, sealed: heads.ledger)
        journalFile = try JournalFile(layout.journal, isReadOnly: true)
        journal = LogExport(name: .journal, file: journalFile.log, key: journalKey, sealed: heads.journal)
        vault = try VaultFile(layout.vault, isReadOnly: true)
        enclosures = EnclosureFolder(layout.enclosures)
        state = try Export.replayed(ledger.file, to: heads.ledger.head, enclosures)
    }

    /// The signed heads as a pair: the journal saw no more of the ledger than this, and no signer more of the journal. A
    /// segment closes every few minutes, so that the second look nearly always finds what the first one found.
    private static func pair<Beside, Fault: Error>(
        journal: () throws(Fault) -> SealedHead, ledger: () throws(Fault) -> (SealedHead, Beside)
    ) throws(Fault) -> ((ledger: SealedHead, journal: SealedHead), Beside) {
        var seen = try journal()
        while true {
            let (sealed, beside) = try ledger()
            let again = try journal()
            if again.head == seen.head { return ((sealed, seen), beside) }
            seen = again
        }
    }

    private static func anchored(_ path: String, _ log: LogName, _ key: NoteKey) throws(StoreError) -> SealedHead {
        let anchor = try Anchor(path, of: log, isReadOnly: true)
        defer { anchor.close() }
        return try anchor.read(by: key)
    }

    /// The state at the signed head, whose root `write` holds against the same bytes.
    private static func replayed(_ ledger: LogFile, to head: Head, _ enclosures: EnclosureFolder)
        throws(StoreError) -> State?
    {
        var replay = Replay(checked: head.size) { enclosures.get($0) }
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

    /// Writes the tree to OUT. Throws without a change when OUT is of another ledger, ahead of this one, or a fork.
    package func write(to out: String) throws(StoreError) -> Report {
        let folder = try ExportFolder(out, isWritten: true)
        defer { folder.finish() }
        let plan = try ledger.plan(in: folder), journalPlan = try journal.plan(in: folder)
        var contents = ExportContents(of: self, to: folder)
        try contents.write(plan.from..<ledger.sealed.head.size)
        contents.removeErased()
        try contents.writeLines(of: journalFile, origin: journal.key.name, journalPlan.from..<journal.sealed.head.size)
        var files = contents.files
        files += try ledger.writeTiles(plan, to: folder)
        files += try journal.writeTiles(journalPlan, to: folder)
        try folder.settle()
        files += try journal.writeCheckpoints(to: folder)
        files += try ledger.writeCheckpoints(to: folder)
        // An older backup of ledger and anchor is to be known for one, as long as this folder is.
        for log in [ledger, journal] { ExportedHead(layout, log.name, log.key).raise(to: log.sealed) }
        ledger.removePartials(plan, in: folder)
        journal.removePartials(journalPlan, in: folder)
        return Report(
            from: plan.from, size: ledger.sealed.head.size, files: files, missing: contents.missing)
    }
}
