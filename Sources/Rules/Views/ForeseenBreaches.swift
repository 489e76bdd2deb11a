import Ledger

/// What a record will be in breach of as things stand. It is taken whatever it says (P-40) and stays in breach for ever, so
/// everybody who is asked to sign it should know before. A view: the steps judge the signed statements again.
extension State {
    /// Of a statement that somebody is about to sign: a new record, a signature on one, its closing.
    package func foreseenBreaches(of statement: Statement, at now: Time) -> [Breach] {
        if let kind = Kind.named(statement.kind), kind.isRecord {
            return foreseenBreaches(of: kind, statement.body, by: statement.signer.number, at: now)
        }
        guard ["record/sign", "record/close"].contains(statement.kind),
            let index = statement.of.flatMap({ log.place(of: $0) }).flatMap({ world.recordIndex(at: $0) })
        else { return [] }
        let record = world.records[index]
        guard statement.kind == "record/close" else { return foreseenBreaches(of: record, at: now) }
        let missing = record.waitsFor.map { party in
            Breach(world.clause(of: party.role, in: record.kind), "its \(party.role) p\(party.person) did not sign")
        }
        return (record.breaches + missing + judged(record, in: world, at: now)).distinct
    }

    /// Of a record that waits for signatures, once everybody whom it names has signed.
    package func foreseenBreaches(of record: OpenRecord, at now: Time) -> [Breach] {
        guard record.complete == nil else { return record.breaches }
        let pools = poolBreaches(record.waitsFor, of: record.kind, at: now)
        return (record.breaches + pools + judged(record, in: world, at: now)).distinct
    }

    /// Of a record that this person makes now, once everybody whom it names has signed.
    package func foreseenBreaches(of kind: Kind, _ body: JSON, by person: Int, at now: Time) -> [Breach] {
        guard let (open, copy) = claimed(kind, body, by: person, at: now) else { return [] }
        var breaches = world.poolBreaches(
            person, of: kind, role: "performer", pool: authority.policy?.records[kind.name]?.performer ?? [], at: now)
        breaches += world.roleBreaches(open)
        breaches += world.timeBreaches(open, claimed: now)
        breaches += poolBreaches(open.parties, of: kind, at: now)
        breaches += judged(open, in: copy, at: now)
        return breaches.distinct
    }

    /// The first thing that what it says breaks, whoever says it.
    func foreseenFlaw(of kind: Kind, _ body: JSON, at now: Time) -> Breach? {
        claimed(kind, body, by: 0, at: now).flatMap { judged($0.open, in: $0.world, at: now).first }
    }

    /// What it says is in the histories from its claim on: its breaches are judged with it there.
    private func claimed(_ kind: Kind, _ body: JSON, by person: Int, at now: Time) -> (open: OpenRecord, world: World)?
    {
        guard let record = try? (kind.reader as? RecordReader)?.read(body) else { return nil }
        let parties = record.parties.list.filter { $0.person != person }
        let open = OpenRecord(
            kind: kind, record: record, place: log.size, hash: .ofNothing, performer: person,
            parties: parties.map { .init(person: $0.person, role: $0.role) },
            happened: record.happened, recorded: now, late: false)
        var copy = world
        copy.take(.claim(open), at: log.size)
        return (open, copy)
    }

    private func poolBreaches(_ parties: [OpenRecord.Party], of kind: Kind, at now: Time) -> [Breach] {
        let rule = authority.policy?.records[kind.name]
        return parties.flatMap { party in
            world.poolBreaches(
                party.person, of: kind, role: party.role, pool: rule?.roles[party.role] ?? [], at: now)
        }
    }

    private func judged(_ record: OpenRecord, in world: World, at now: Time) -> [Breach] {
        var record = record
        record.complete = log.size
        return record.record.breaches(of: record, in: world, at: moment(record.performer, now))
    }
}

extension World {
    /// Who may take part in a record of this kind, ascending: in a role, or as its performer.
    package func mayTakePart(in kind: Kind, as role: String? = nil, at now: Time) -> [Int] {
        let rule = authority.policy?.records[kind.name]
        let pool = role.map { rule?.roles[$0] ?? [] } ?? rule?.performer ?? []
        return authority.people.map(\.number).filter {
            poolBreaches($0, of: kind, role: role ?? "performer", pool: pool, at: now).isEmpty
        }
    }
}
