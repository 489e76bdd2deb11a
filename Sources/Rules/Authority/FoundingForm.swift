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
        for origin in web.origins where !isWebOrigin(origin) {
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

    /// `https://host[:port]` as browsers write origins, the host at or below the RP id; `http://localhost:port` in a
    /// demonstration, because browsers take it for secure.
    private func isWebOrigin(_ origin: String) -> Bool {
        let bytes = Array(origin.utf8)
        func host(after scheme: String) -> String? {
            guard bytes.starts(with: scheme.utf8), bytes.count <= 255 else { return nil }
            let parts = bytes.dropFirst(scheme.utf8.count).split(
                separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), !parts[0].isEmpty else { return nil }
            let lettersFit = parts[0].allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
            }
            let portFits =
                parts.count == 1
                || (1...5).contains(parts[1].count) && parts[1].allSatisfy { (0x30...0x39).contains($0) }
            return lettersFit && portFits ? String(decoding: parts[0], as: UTF8.self) : nil
        }
        if sort == .demonstration, host(after: "http://") == "localhost", web.rp == "localhost" { return true }
        guard let name = host(after: "https://") else { return false }
        return name == web.rp || name.utf8.reversed().starts(with: ("." + web.rp).utf8.reversed())
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
