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
                "P-7", "A founding must enclose the clauses, the Manual and the policy, and nothing else.",
                field: "enclosures")
        }
        guard statement.of == nil, statement.slot == nil, statement.detached.isEmpty, statement.unheard.isEmpty else {
            throw Refusal("P-54", "A founding cannot have “of”, a slot, detached content or unheard statements.")
        }
        guard statement.origin.utf8.starts(with: "demonstration/".utf8) == (sort == .demonstration) else {
            throw Refusal(
                "P-54",
                "The origin of a demonstration must begin with demonstration/. The origin of a production ledger must not.",
                field: "sort"
            )
        }
        try requireLogKeys(origin: statement.origin)
        for origin in web.origins
        where WebOrigin(origin)?.serves(web.rp, demonstration: sort == .demonstration) != true {
            throw Refusal(
                "P-54", "The host of the web origin “\(origin)” must be the RP id \(web.rp) or a subdomain of it.",
                field: "web")
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
                "P-54",
                "The name of the ledger’s log key must be the origin. The journal needs a different key with a different name.",
                field: "logs")
        }
    }

    /// A founder accepts on their own machine, so no founder's key is a passkey; in production it is a FIDO key.
    private func requireKey(of founder: Founding.Founder) throws(Refusal) {
        if let application = founder.key.application, !application.utf8.starts(with: "ssh:".utf8) {
            throw Refusal(
                "P-54", "The key of p\(founder.person) is a passkey. Founders need a key on their own machine.",
                field: "founders")
        }
        guard sort == .demonstration || founder.key.application != nil else {
            throw Refusal(
                "P-20", "The key of p\(founder.person) is not a FIDO key. In production, founders need one.",
                field: "founders")
        }
    }
}
