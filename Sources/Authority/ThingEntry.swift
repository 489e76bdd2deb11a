import Ledger

/// An act on things or a record, as authority knows it: its kind and who signed, from the first layer of P-4, which signer
/// and hosts compute too. So they know a stop of such an act, who took part in it and when it expires (K-26), and authority
/// reads no register (P-35).
package struct ThingEntry: Equatable, Sendable {
    package let place: Int
    package let kind: String
    package let part: Part
    /// Who proposed the act or performed what the record says.
    package let signer: Int
    /// Of an act whose kind the policy knows: until when it may be decided, by the requirement at its proposal.
    package let expires: Time?
    /// Stands under a requirement of the opening (P-54).
    package let opening: Bool
    /// Whoever signed, closed, attested or denied it, whatever came of that.
    package var others: [Int] = []
    /// The places of the statements that make, sign, close or attest it and are their signer's: of a signature on several
    /// acts only where one of the kind's slots admitted the signer then (K-6). Who leaves a team later denies nothing by it.
    package var statements: [Int] = []

    func isSigned(by person: Int) -> Bool { signer == person || others.contains(person) }
}

extension Authority {
    /// Takes from the log's row of an entry what it says of things; called for every entry that passed the first layer.
    package mutating func note(_ row: Log.Row, at place: Int) {
        guard let part = row.part, part != .authority, row.hash != nil else { return }
        guard let verb = Verb.named(row.kind) else {
            let opening = part == .register && stands(underOpening: row.kind, at: row.recorded)
            let asked = part == .register ? requirement(of: row.kind, opening: opening) : nil
            things[place] = ThingEntry(
                place: place, kind: row.kind, part: part, signer: row.signer,
                expires: asked.map { row.recorded.adding($0.expires) }, opening: opening, statements: [place])
            if part == .record { openCase(by: row, at: place) }
            return
        }
        guard verb.signsThing else { return }
        // A verb of records signs records: else whoever joined an act on things would have a part in it, and could stop it.
        for entry in row.signs {
            guard let thing = things[entry], thing.part == part else { continue }
            if !thing.isSigned(by: row.signer) { things[entry]?.others.append(row.signer) }
            // Who came, went or objected took part, and nothing else rests on it.
            if !verb.restsNothing, !row.isList || hasSlot(row.signer, in: thing) {
                things[entry]?.statements.append(place)
            }
        }
    }

    /// Whether one of the slots of an act on things, or its motion, admits somebody, stopped or not.
    private func hasSlot(_ person: Int, in act: ThingEntry) -> Bool {
        pools(of: act).contains { sits(person, in: $0) }
    }

    /// The act on things that was proposed at a place.
    func thingAct(_ place: Int) -> ThingEntry? { things[place].flatMap { $0.part == .register ? $0 : nil } }

    /// The kind of the act of either part that was proposed at a place.
    func kindName(ofActAt place: Int) -> String? { acts[place: place]?.kind.name ?? thingAct(place)?.kind }

    /// Its proposer, and those of its signers whom one of its slots admits. A signature on several acts is in the log
    /// though one of them refused it (P-36): who has no part in an act must not become one who stops it alone.
    func parties(to act: ThingEntry) -> [Int] {
        let signers = act.others.filter { hasSlot($0, in: act) }
        return Set([act.signer] + signers + closers(ofActAt: act.place)).filter { $0 > 0 }.sorted()
    }

    /// The pools of its slots; who votes on its motion signs it in the slot `motion` (P-50).
    private func pools(of act: ThingEntry) -> [Pool] {
        guard let requirement = requirement(of: act) else { return [] }
        return requirement.ways.flatMap(\.slots).flatMap(\.pool)
            + (requirement.motion.map { [.group($0.body)] } ?? [])
    }

    /// Whether somebody sits in a pool that no body of an act names, stopped or not.
    func sits(_ person: Int, in pool: Pool) -> Bool {
        switch pool {
        case .group(let code): groups(of: person).contains(code)
        case .leader(let code): roster(code)?.seats.contains { $0.person == person && $0.leads != nil } ?? false
        case .office: groups(of: person).contains { policy?.groups[$0]?.sort != .list }
        case .enrolled: true
        // Whom or which group its body names authority does not read.
        default: false
        }
    }

    /// Who could sign it, in a slot whose pool can be told without its body: *the list* of P-55.
    func slotStanding(_ person: Int, of act: ThingEntry, at place: Int, now: Time) -> Int? {
        let subject = Subject(proposer: act.signer, named: [], groups: [:], place: place)
        return standing(of: person, in: pools(of: act), for: subject, at: now)
    }
}
