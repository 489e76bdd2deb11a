/// What a log signs of itself: its origin, its size, its root (C2SP tlog-checkpoint).
///
/// A log must never sign two that are not the beginning of one another. That is for the one who signs to see
/// to; nothing here can know it.
package struct Checkpoint: Hashable, Sendable {
    /// The log (P-1).
    package let origin: String
    /// Size and root.
    package let head: Head

    /// Makes a checkpoint; throws when the origin is none or the empty log has another root than its own.
    package init(origin: String, head: Head) throws(Malformed) {
        guard Grammar.isOrigin(origin) else {
            throw Malformed("tlog-checkpoint", "the origin is malformed")
        }
        guard head.isPossible else {
            throw Malformed("tlog-checkpoint", "no log has this size and root")
        }
        self.origin = origin
        self.head = head
    }

    /// Reads the three lines; throws for any text that `text` would not write.
    ///
    /// Extension lines are refused: nobody could check them, and our logs have none.
    package init(text: [UInt8]) throws(Malformed) {
        let lines = try NoteLines(text, count: 3, rule: "tlog-checkpoint")
        try self.init(origin: try lines.text(0), head: try lines.head(at: 1))
    }

    /// The three lines that are signed.
    package var text: [UInt8] { Array("\(origin)\n\(head.noteLines)".utf8) }

    /// The note with the log's signature; throws when the key has another name than the log.
    package func signed(by signer: NoteSigner) throws(Malformed) -> Note {
        guard signer.key.name.utf8.elementsEqual(origin.utf8) else {
            throw Malformed("tlog-checkpoint", "the key of \(signer.key.name) cannot sign for \(origin)")
        }
        return try Note(text: text, signatures: [try signer.sign(text)])
    }
}

/// A checkpoint that its log has signed, and those witnesses of ours who have cosigned it. Only verification
/// makes one.
package struct SignedCheckpoint: Sendable {
    /// What was signed.
    package let checkpoint: Checkpoint
    /// The note it is in, with all its lines.
    package let note: Note
    /// The good cosignatures of known witnesses, each with its time.
    package let cosigned: [VerifiedNote.Good]

    /// Reads and verifies a checkpoint of the log of this origin; throws when anything about it is wrong.
    package init(
        verifying bytes: [UInt8], origin: String, keys: [NoteKey], witnesses: [NoteKey] = []
    ) throws(Malformed) {
        let verified = try Note(bytes: bytes).verified(asOf: origin, keys: keys, witnesses: witnesses)
        checkpoint = try Checkpoint(text: verified.note.text)
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else {
            throw Malformed(
                "tlog-checkpoint", "this is a checkpoint of \(checkpoint.origin), not of \(origin)")
        }
        note = verified.note
        cosigned = verified.good.filter { $0.key.sort == .cosignature }
    }
}
