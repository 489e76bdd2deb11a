import Ledger
import Rules

/// The start: everything is replayed and compared with what was signed, before anything is written or signed.
struct StartUp: Sendable {
    let folder: DataFolder
    let files: StoreFiles
    let signer: NoteSigner
    let replay: Replay
    let sealed: SealedHead
    let unkept: [SealedHead]
    /// Content in the vault that is not what was signed for.
    let mismatches: [ContentMismatch]
    /// Content of statements that the log does not have: the log may be older than the vault.
    let strangers: [PartReference]

    /// The decision table of ledger-formats 7.6, without witnesses: throws what it says where the ledger cannot
    /// go on. Signatures below `checked` were checked here before.
    init(
        _ folder: DataFolder, checked: Head = .empty, journal: JournalStart? = nil, isRebuilt: Bool = false,
        progress: LedgerStore.Progress? = nil
    ) throws(StoreError) {
        self.folder = folder
        let layout = folder.layout
        if DurableFile.length(layout.recovered) != nil {
            throw StoreError(
                .rolledBack, "A recovery was interrupted: \(layout.recovered) has not been moved into place yet.",
                remedy: "Run `foureyes-server recover` again. It continues where it stopped.")
        }
        files = try StoreFiles(layout)
        signer = folder.ledgerSigner
        sealed = try files.anchor.read(by: signer.key)
        let start = LogStart(name: .ledger, file: files.ledger, sealed: sealed)
        replay = try StartUp.replay(start, files, checked: checked, journal: journal, progress)
        unkept = try start.compare(replay.hashes, known: StartUp.known(folder, journal))
        try StartUp.compare(replay, with: signer.key)
        // An honest writer enters nothing that does not count. What is void behind the signed head somebody put into the
        // file, and the log's key would seal it for ever.
        let signed = sealed.head.size
        if let void = replay.voids.first(where: { $0.place >= signed }) {
            throw start.damaged(
                "entry \(void.place), after the last signed head, is void (\(void.refusal.clause)): this program "
                    + "did not write it")
        }
        // Before anything is opened: what the ledger has erased is not here, whatever file was put back.
        try files.vault.settle(with: replay.state, isRebuilt: isRebuilt)
        let state = replay.state
        let missing = replay.missing.filter {
            state.erasure(of: $0.reference.statement, part: $0.reference.part) == nil
        }
        mismatches = try VaultCheck(vault: files.vault, ledger: files.ledger, state: state).run() + missing
        strangers = try files.vault.unknown(to: state)
    }

    /// K-21: what this installation has checked before is taken as it is. That these are the bytes, `compare` finds.
    private static func replay(
        _ start: LogStart, _ files: StoreFiles, checked: Head, journal: JournalStart?, _ progress: LedgerStore.Progress?
    ) throws(StoreError) -> Replay {
        let size = try start.file.head().head.size
        let enclosures = files.enclosures
        let has = Presence(part: try files.vault.presence(), enclosure: { enclosures.has($0) })
        var journalHad: (@Sendable (Head) -> Bool)?
        if let hashes = journal?.hashes {
            journalHad = { $0.size <= hashes.size && hashes.root(at: $0.size) == $0.root }
        }
        var replay = Replay(
            checked: checked.size, has: has, journalHad: journalHad, progress: { progress?($0, size) },
            enclosed: { enclosures.get($0) })
        try start.read { _, body in try replay.take(body) }
        try replay.finish()
        return replay
    }

    /// What the folder knows of the ledger's heads; a journal that does not open knows nothing.
    static func known(_ folder: DataFolder, _ journal: JournalStart?) -> [KnownHead] {
        KnownHead.ledger(
            folder.layout, mark: CheckedMarkFile(folder.layout).read(),
            exported: ExportedHead(folder.layout, .ledger, folder.ledgerSigner.key).read(),
            segments: journal?.segments ?? Table())
    }

    /// Holds the folder's key against the founding.
    private static func compare(_ replay: Replay, with key: NoteKey) throws(StoreError) {
        guard let founding = replay.state.authority.founding else { return }
        guard founding.ledgerKey.utf8.elementsEqual(key.vkey.utf8),
            founding.origin.utf8.elementsEqual(key.name.utf8)
        else {
            throw StoreError(
                .otherKey,
                "The founding names the ledger key \(founding.ledgerKey), but the folder has \(key.vkey).",
                remedy: "Restore the key that belongs to this ledger.")
        }
    }
}
