import Ledger

/// An entry that passed the first layer of P-4: form, key, head, times, uniqueness, order.
package struct Admission: Sendable {
    package let verified: VerifiedStatement
    package let recorded: Time
    package let sort: StatementSort
    /// The place of the statement named in `of`, which the log holds.
    package let ofPlace: Int?
    /// The place in the key register of the signing key; nil for the key inside an open enrolment.
    package let key: Int?
    /// The request id that an `act.withdraw` takes out of use.
    package let withdrawn: Request?
    /// The place of the statement that this id stands for, if it stands.
    package let withdrawnPlace: Int?
}

/// What the first layer asks of the state: who holds which key.
protocol KeyRing {
    /// The ledger's name, nil before the founding.
    var origin: String? { get }
    /// The place in the key register of a key that this person holds, enrolled and not revoked.
    func held(_ key: PublicKey, by person: Int) -> Int?
    /// Whether the act at this place is an open enrolment of this very key for this person (0: not yet numbered).
    func isOpenEnrolment(_ place: Int, of key: PublicKey, for person: Int) -> Bool
    /// Whether the act at this place announced that this very key replaces this person's keys, and waits still.
    func isReplacement(_ place: Int, by key: PublicKey, of person: Int) -> Bool
}

extension Log {
    /// Judges an entry that would stand next. Its rules in the order of the protocol; all of P-4's first layer.
    func admit(_ verified: VerifiedStatement, recorded: Time, keys: some KeyRing) throws(Refusal) -> Admission {
        let statement = verified.statement
        guard let sort = StatementSort(kind: statement.kind) else {
            throw Refusal("P-4", "There is no kind \(statement.kind) in any edition.", sort: .malformed)
        }
        if let origin = keys.origin, !origin.utf8.elementsEqual(statement.origin.utf8) {
            throw Refusal("P-1", "The statement is for the ledger \(statement.origin), but this ledger is \(origin).")
        }
        try judgeHead(statement)
        let ofPlace = try statement.of.map { (hash) throws(Refusal) in try judgeReference(hash, statement, sort) }
        let key = try judgeKey(verified, ofPlace: ofPlace, keys: keys)
        try judgeUniqueness(verified)
        try judgeOrder(statement, sort)
        try judgeTimes(statement, sort, recorded: recorded)
        let withdrawn = try withdrawn(statement)
        return Admission(
            verified: verified, recorded: recorded, sort: sort, ofPlace: ofPlace, key: key, withdrawn: withdrawn,
            withdrawnPlace: withdrawn.flatMap { place(of: $0, by: statement.signer) })
    }

    /// P-8: the signer's head is one that this log had.
    private func judgeHead(_ statement: Statement) throws(Refusal) {
        guard statement.ledger.size <= size, let root = roots.at(statement.ledger.size) else {
            throw Refusal("P-8", "The signer saw \(statement.ledger.size) entries, but this log has only \(size).")
        }
        guard root == statement.ledger.root else {
            throw Refusal(
                "P-8",
                "The signer saw different contents in the first \(statement.ledger.size) entries: the log has forked.")
        }
    }

    /// P-4: what `of` names is in the log, and (P-8) the signer saw it, unless the statement is exempt.
    private func judgeReference(
        _ hash: Digest, _ statement: Statement, _ sort: StatementSort
    ) throws(Refusal) -> Int {
        guard let place = place(of: hash) else {
            throw Refusal("P-4", "The log has no statement with the hash in “of”.", field: "of", sort: .notFound)
        }
        guard sort.exempt || place < statement.ledger.size else {
            throw Refusal(
                "P-8", "The signer had not seen the statement in “of”: it came after the head that they name.",
                field: "of")
        }
        return place
    }

    private func judgeKey(
        _ verified: VerifiedStatement, ofPlace: Int?, keys: some KeyRing
    ) throws(Refusal) -> Int? {
        let statement = verified.statement
        guard statement.signer.sort == .person else {
            throw Refusal("P-1", "Machines cannot make entries. Their statements must be enclosed.")
        }
        if size == 0 { return nil }
        // The holder of a key that is being enrolled proves it with that key (P-4, P-21).
        if statement.kind == "authority/act.sign", statement.slot == "holder", let ofPlace, let act = statement.of {
            guard keys.isOpenEnrolment(ofPlace, of: verified.signature.key, for: statement.signer.number) else {
                throw Refusal("P-4", "The enrolment in “of” is for a different key or is no longer open.")
            }
            guard statement.signer.number != 0 || !isSigned(byHolderOf: act) else {
                throw Refusal("P-4", "The holder has already signed this enrolment.")
            }
            return keys.held(verified.signature.key, by: statement.signer.number)
        }
        // Who closes a replacement does so with the key that it announced (P-4, P-21).
        if statement.kind == "authority/replacement.close", let ofPlace {
            guard keys.isReplacement(ofPlace, by: verified.signature.key, of: statement.signer.number) else {
                throw Refusal("P-4", "“of” does not name a waiting replacement by this key.", field: "of")
            }
            return nil
        }
        guard let key = keys.held(verified.signature.key, by: statement.signer.number) else {
            throw Refusal(
                "P-2",
                "\(statement.signer.text) cannot sign with this key: it is not enrolled, is revoked or belongs to somebody else.",
                who: "two key witnesses, by enrolling a key")
        }
        return key
    }

    /// P-5: a statement stands once, a request id is used once by its signer.
    private func judgeUniqueness(_ verified: VerifiedStatement) throws(Refusal) {
        if let place = place(of: verified.hash) {
            throw Refusal("P-5", "This statement is already in the log, as entry \(place).")
        }
        let statement = verified.statement
        guard statement.signer != .person(0), isUsed(statement.request, by: statement.signer) else { return }
        throw Refusal("P-5", "The signer has already used or withdrawn this request id.", field: "request")
    }

    /// P-8: the head covers the signer's last entry, or the statement names it as unheard.
    private func judgeOrder(_ statement: Statement, _ sort: StatementSort) throws(Refusal) {
        guard !sort.exempt, statement.signer != .person(0), let last = last(of: statement.signer) else { return }
        guard last >= statement.ledger.size else { return }
        if let hash = rows[last].hash, statement.unheard.contains(hash) { return }
        throw Refusal(
            "P-8",
            "The signer’s previous entry \(last) comes after the head that they name, and is not listed as unheard.",
            who: "the signer, by signing again")
    }

    /// P-10: the log's clock, the signer's claim and the window fit each other.
    private func judgeTimes(_ statement: Statement, _ sort: StatementSort, recorded: Time) throws(Refusal) {
        if let clock, recorded < clock {
            throw Refusal("P-10", "The recorded time \(recorded.text) is before the log’s clock, \(clock.text).")
        }
        guard statement.until.since(statement.claimed) <= sort.window else {
            throw Refusal("P-10", "“until” is more than \(sort.window) seconds after “claimed”.", field: "until")
        }
        guard recorded.since(statement.claimed) >= -600 else {
            throw Refusal(
                "P-10",
                "“claimed” (\(statement.claimed.text)) is more than 10 minutes later than the server’s time (\(recorded.text)): "
                    + "one of the two clocks is wrong.")
        }
        guard recorded <= statement.until else {
            throw Refusal(
                "P-10", "The statement was valid until \(statement.until.text), and it is now \(recorded.text).",
                who: "the signer, by signing again", sort: .over)
        }
    }

    /// The one body that this layer reads (P-4).
    private func withdrawn(_ statement: Statement) throws(Refusal) -> Request? {
        guard statement.kind == "authority/act.withdraw" || statement.kind == "register/act.withdraw" else {
            return nil
        }
        guard let members = statement.body.members, members.count == 1, let hex = statement.body["request"]?.text,
            let request = Request(hex: hex)
        else {
            throw Refusal("P-4", "The body of a withdrawal must be {\"request\": 32 hex digits}.", sort: .malformed)
        }
        return request
    }
}
