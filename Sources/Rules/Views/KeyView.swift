import Ledger

/// A key as its person and others look at it: whether it signs, since when, and what it may do.
package struct KeyView: Sendable {
    package let key: EnrolledKey
    /// In words: at work, stopped by which stop, revoked or disowned by which entry.
    package let condition: String
    /// What its signatures count for, in words.
    package let may: String
    package let disowned: Disowning?

    package var json: JSON {
        .line([
            "condition": .string(condition), "disowned-since": disowned.map { .integer($0.since) },
            "fingerprint": .string(key.fingerprint.hex), "may": .string(may), "person": .person(key.person),
            "revoked": key.revoked.map { .integer($0) }, "since": .integer(key.since),
            "stopped": key.stopped.map { .string("X-\($0 + 1)") },
            "stopped-by-page": key.pageStopped.map { .string("X-\($0 + 1)") }, "type": .string(key.key.type),
            "witnesses": .array(key.witnesses.map { .person($0) }),
            "words": .string(Words.words12(key.fingerprint).joined(separator: " ")),
        ])
    }
}

extension Authority {
    /// A person's keys, oldest first; all that were ever theirs, because a key belongs to one person for ever (P-21).
    package func keyViews(of person: Int) -> [KeyView] {
        guard let standing = self.person(person) else { return [] }
        return standing.keys.map { keys[$0] }.map { key in
            KeyView(
                key: key, condition: condition(of: key, standing), may: use(of: key),
                disowned: disownings.filter { $0.key == key.fingerprint }.min { $0.since < $1.since })
        }
    }

    private func condition(of key: EnrolledKey, _ person: Person) -> String {
        if let disowned = disownings.first(where: { $0.key == key.fingerprint }) {
            return "disowned from entry \(disowned.since) on"
        }
        if let place = key.revoked { return "revoked by entry \(place)" }
        if let stop = key.stopped { return "stopped by X-\(stop + 1)" }
        if let stop = person.stopped { return "working, but its person is stopped by X-\(stop + 1)" }
        if key.isPasskey, let stop = key.pageStopped ?? person.pageStopped {
            return "stopped for pages by X-\(stop + 1)"
        }
        return "at work"
    }

    /// P-20, P-23: the route is read from the form alone.
    private func use(of key: EnrolledKey) -> String {
        guard key.isAtWork else { return "signs nothing" }
        if key.isPasskey { return "on pages: acts that give no power, and slots beyond the two local signatures" }
        if key.key.application != nil || isDemonstration {
            return "on the person’s own machine: everything, including acts that give power"
        }
        return "on the person’s own machine: acts that give no power (the others need a FIDO key)"
    }
}
