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

    /// The decision table of ledger-formats 7.6, without witnesses: throws what it says where the ledger cannot
    /// go on.
    init(_ folder: DataFolder) throws(StoreError) {
        self.folder = folder
        let layout = folder.layout
        if DurableFile.length(layout.recovered) != nil {
            throw StoreError(
                .rolledBack, "A recovery was interrupted: \(layout.recovered) is not in its place yet.",
                remedy: "Run `foureyes-server recover` again; it goes on where it stopped.")
        }
        files = try StoreFiles(layout)
        signer = folder.ledgerSigner
        sealed = try files.anchor.read(by: signer.key)
        replay = try StartUp.replay(files.ledger, signed: sealed.head.size, enclosures: files.enclosures)
        try StartUp.compare(replay, with: sealed, key: signer.key)
        let kept = try files.ledger.lastCheckpoint() ?? 0
        guard kept <= sealed.head.size else {
            throw StoreError(
                .anchorBehind,
                "The anchor remembers size \(sealed.head.size), but the ledger holds a signed checkpoint of size \(kept): "
                    + "an older anchor was put back.",
                remedy:
                    "Nothing is written or signed. `foureyes-server recover --data DIR --from OUT` compares all and sets it."
            )
        }
        unkept = kept < sealed.head.size ? [sealed] : []
        // An honest writer enters nothing that does not count. What is void behind the signed head somebody put into the
        // file, and the log's key would seal it for ever.
        let signed = sealed.head.size
        if let void = replay.voids.first(where: { $0.place >= signed }) {
            throw StartUp.damaged(
                files.ledger,
                "entry \(void.place), behind what was signed last, counts for nothing (\(void.refusal.clause)): no writer of "
                    + "this program entered it")
        }
        // Before anything is opened: what the ledger has erased is not here, whatever file was put back.
        try files.vault.settle(with: replay.state)
        mismatches = try VaultCheck(vault: files.vault, ledger: files.ledger, state: replay.state).run()
    }

    /// Replays a ledger's file and holds it against itself: leaf hashes, places, head.
    private static func replay(
        _ ledger: LogFile, signed: Int, enclosures: EnclosureFolder
    ) throws(StoreError) -> Replay {
        var replay = Replay(signed: signed) { enclosures.get($0) }
        var place = 0
        try ledger.rows(from: 0) { index, leaf, body in
            guard index == place else {
                throw damaged(ledger, "entry \(place) is missing; the next one is \(index)")
            }
            guard Digest.leaf(of: body) == Digest(bytes: leaf) else {
                throw damaged(
                    ledger, "entry \(place) was changed: its bytes do not have the leaf hash beside them")
            }
            try replay.take(body)
            place += 1
            return true
        }
        try replay.finish()
        let (head, frontier) = try ledger.head()
        guard head.size == place else {
            throw damaged(ledger, "it holds \(place) entries, but its head says \(head.size)")
        }
        guard head == replay.state.log.head, frontier == replay.state.log.tree else {
            throw damaged(
                ledger, "its \(place) entries do not make the root of its head: some were changed or swapped")
        }
        return replay
    }

    /// Holds the ledger against what was signed last, and against the founding.
    private static func compare(_ replay: Replay, with sealed: SealedHead, key: NoteKey) throws(StoreError) {
        let log = replay.state.log
        guard log.size >= sealed.head.size else {
            throw StoreError(
                .rolledBack,
                "The ledger's file has \(log.size) entries, but a checkpoint of \(sealed.head.size) was signed: "
                    + "an older file was put back, or its end is lost.",
                remedy: Remedy.recover)
        }
        guard log.roots.at(sealed.head.size) == sealed.head.root else {
            throw StoreError(
                .fork,
                "The first \(sealed.head.size) entries in the ledger's file are not those that were signed: "
                    + "changed, or of another history.",
                remedy: Remedy.people)
        }
        guard let founding = replay.state.authority.founding else { return }
        guard founding.ledgerKey.utf8.elementsEqual(key.vkey.utf8),
            founding.origin.utf8.elementsEqual(key.name.utf8)
        else {
            throw StoreError(
                .otherKey,
                "The founding names the ledger key \(founding.ledgerKey), the folder holds \(key.vkey).",
                remedy: "Put the key back that belongs to this ledger.")
        }
    }

    private static func damaged(_ ledger: LogFile, _ what: String) -> StoreError {
        StoreError(.damaged, "\(ledger.path) is not whole: \(what).", remedy: Remedy.recover)
    }
}
