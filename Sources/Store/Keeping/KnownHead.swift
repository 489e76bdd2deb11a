import Ledger

/// A head of a log that something in the data folder says was signed, beside the log's own file and its anchor.
///
/// Log and anchor may both come from an older backup. Whatever remembers a greater head than they do keeps the log's key from
/// signing a second root for the same size.
struct KnownHead: Sendable {
    let head: Head
    /// What remembers it, as the subject of a sentence.
    let source: String

    /// What the folder knows of the ledger's heads.
    static func ledger(
        _ layout: FolderLayout, mark: CheckedMark, exported: SealedHead?, segments: Table<StandingSegment>
    ) -> [KnownHead] {
        let seen = (0..<segments.count).map { place in
            KnownHead(head: segments[place].entry.statement.ledger, source: "segment \(place) of the journal")
        }
        // A segment an hour says the same again and again.
        var last: Head?
        let changes = seen.filter { known in
            defer { last = known.head }
            return known.head != last
        }
        return KnownHead.of(mark.ledger, layout, exported) + changes
    }

    /// What it knows of the journal's. What people's statements saw of it proves nothing: anybody can write a head (P-8).
    static func journal(_ layout: FolderLayout, mark: CheckedMark, exported: SealedHead?) -> [KnownHead] {
        of(mark.journal, layout, exported)
    }

    private static func of(_ mark: Head, _ layout: FolderLayout, _ exported: SealedHead?) -> [KnownHead] {
        [
            KnownHead(head: mark, source: "\(layout.checked), the mark of what was checked here,"),
            exported.map { KnownHead(head: $0.head, source: "the last export of this folder") },
        ].compactMap(\.self)
    }
}

/// `DATA/exported` and `DATA/journal-exported`: the largest checkpoint of each log that ever went into an export from here, as
/// its signed note. It is no loss, and what cannot be written hinders no export.
struct ExportedHead {
    private let path: String
    private let key: NoteKey

    init(_ layout: FolderLayout, _ log: LogName, _ key: NoteKey) {
        path = layout.exported(log)
        self.key = key
    }

    /// Returns nil if the file is missing or this key did not sign it.
    func read() -> SealedHead? {
        guard let note = (try? DurableFile.read(path)).flatMap(\.self),
            let signed = try? SignedCheckpoint(verifying: note, origin: key.name, keys: [key])
        else { return nil }
        return SealedHead(head: signed.checkpoint.head, note: note)
    }

    func raise(to sealed: SealedHead) {
        guard read()?.head.size ?? -1 < sealed.head.size else { return }
        try? DurableFile.write(sealed.note, to: path, mode: 0o600)
    }
}
