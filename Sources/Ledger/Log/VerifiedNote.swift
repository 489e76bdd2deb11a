/// A note on which at least one signature of a known key was found good, and none bad. Only `Note` makes one.
package struct VerifiedNote: Sendable {
    /// A signature that was found good.
    package struct Good: Hashable, Sendable {
        /// Whose it is.
        package let key: NoteKey
        /// When a cosigner says they saw it; nil for a signature over the text alone.
        package let time: Time?
    }

    /// The note with all its lines, those of unknown keys too.
    package let note: Note
    /// The good signatures in the order of their lines, of each key the first one: who counts them counts signers.
    package let good: [Good]

    fileprivate init(note: Note, good: [Good]) {
        self.note = note
        self.good = good
    }
}

extension Note {
    /// Checks the signatures of known keys; lines of others are passed over.
    ///
    /// Throws when none is good, and also when one is bad beside good ones: a known key's line that does not
    /// verify was made or changed by somebody, and that is not to be passed on.
    package func verified(by keys: [NoteKey]) throws(Malformed) -> VerifiedNote {
        var good: [VerifiedNote.Good] = []
        for line in signatures {
            let claimed = Set(keys.filter(line.claims))
            guard let key = claimed.first else { continue }
            // Four bytes of an id can be made to collide by whoever offers us a second key.
            guard claimed.count == 1 else {
                throw Malformed("signed-note", "two known keys of \(key.name) have the same id")
            }
            guard let found = check(line, key) else {
                throw Malformed("signed-note", "the signature of \(key.name) does not verify")
            }
            if !good.contains(where: { $0.key == key }) { good.append(found) }
        }
        guard !good.isEmpty else { throw Malformed("signed-note", "no known key has signed the note") }
        return VerifiedNote(note: self, good: good)
    }

    /// Checks like `verified(by:)` and insists on a signature over the text by one of the log's keys, under
    /// its origin.
    ///
    /// So neither a witness alone nor a key of another log can stand for this one.
    package func verified(
        asOf origin: String, keys: [NoteKey], witnesses: [NoteKey] = []
    ) throws(Malformed) -> VerifiedNote {
        let own = keys.filter { $0.sort == .note && $0.name.utf8.elementsEqual(origin.utf8) }
        let verified = try verified(by: own + witnesses.filter { $0.sort == .cosignature })
        guard verified.good.contains(where: { own.contains($0.key) }) else {
            throw Malformed("signed-note", "the log \(origin) has not signed the note")
        }
        return verified
    }

    private func check(_ line: NoteSignature, _ key: NoteKey) -> VerifiedNote.Good? {
        switch key.sort {
        case .note:
            guard key.hasSigned(text, signature: line.bytes) else { return nil }
            return VerifiedNote.Good(key: key, time: nil)
        case .cosignature:
            guard let (time, signature) = Cosignature.parts(line.bytes),
                key.hasSigned(Cosignature.message(text, at: time), signature: signature)
            else { return nil }
            return VerifiedNote.Good(key: key, time: time)
        }
    }
}
