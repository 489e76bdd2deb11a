import Ledger

/// What `docs/formats/founding.md` asks of a founding beyond the shape of its body: whatever is fixed at entry 0
/// is fixed for ever, so a founding that could not be lived with is refused whole.
extension FoundingBody {
    func requireFit(for statement: Statement) throws(Refusal) {
        let named = [clauses, manual, policy]
        guard Set(named).count == 3, Set(statement.enclosures.map(\.sha256)) == Set(named),
            statement.enclosures.count == 3
        else {
            throw Refusal(
                "P-7", "A founding lists its clauses, Manual and policy as enclosures, and no other.",
                field: "enclosures")
        }
        guard statement.of == nil, statement.slot == nil, statement.detached.isEmpty, statement.unheard.isEmpty else {
            throw Refusal("P-54", "A founding has no “of”, slot, detached content or unheard statements.")
        }
        guard statement.origin.utf8.starts(with: "demonstration/".utf8) == (sort == .demonstration) else {
            throw Refusal(
                "P-54", "A demonstration's origin begins demonstration/, a production ledger's does not.", field: "sort"
            )
        }
        try requireLogKeys(origin: statement.origin)
        for origin in web.origins
        where WebOrigin(origin)?.serves(web.rp, demonstration: sort == .demonstration) != true {
            throw Refusal("P-54", "“\(origin)” is no web origin at or below the RP id \(web.rp).", field: "web")
        }
        for founder in founders { try requireKey(of: founder) }
    }

    /// The ledger's key bears the ledger's name, the journal's another, and neither serves for both.
    private func requireLogKeys(origin: String) throws(Refusal) {
        guard let ledger = try? NoteKey(vkey: ledgerKey), let journal = try? NoteKey(vkey: journalKey),
            ledger.sort == .note, journal.sort == .note, ledger.name == origin, journal.name != origin,
            ledger.publicKey != journal.publicKey
        else {
            throw Refusal(
                "P-54", "The ledger's log key bears its origin as name; the journal's is another key of another name.",
                field: "logs")
        }
    }

    /// A founder accepts on his own machine, so no founder's key is a passkey; in production it is a FIDO key.
    private func requireKey(of founder: Founding.Founder) throws(Refusal) {
        if let application = founder.key.application, !application.utf8.starts(with: "ssh:".utf8) {
            throw Refusal(
                "P-54", "p\(founder.person)'s key is a passkey; founders accept on their own machines.",
                field: "founders")
        }
        guard sort == .demonstration || founder.key.application != nil else {
            throw Refusal(
                "P-20", "p\(founder.person)'s key is no FIDO key, which a production ledger asks of founders.",
                field: "founders")
        }
    }
}
