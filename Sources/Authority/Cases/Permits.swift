import Ledger

// P-52, SP-1.2h, SP-9.3.2b: an act that names a ruling in `under` rests on it: the ruling must permit this very act, at the proposal
// and again at its effect. It fills no slot; where the policy says so, it opens a way, or stands in the place of a motion.

extension Authority {
    /// The ruling that a statement names, if it names one. It existed when its signer spoke.
    func ruling(under statement: Statement, seen: Int) throws(Refusal) -> Int? {
        let named = statement.under.compactMap { ItemID($0) }.filter { $0.prefix == Ruling.prefix }
        guard let first = named.first else { return nil }
        guard named.count == 1 else {
            throw Refusal("P-52", "An act rests on one ruling; this one names several.", field: "under")
        }
        guard let ruling = cases.rulings.item(first), ruling.born < seen else {
            throw Refusal(
                "P-35", "\(first.text) was not in the log that the signer had seen.", field: "under", sort: .notFound)
        }
        return ruling.number
    }

    /// Why a ruling permits nothing now; nil: it is in force.
    package func isSilent(_ ruling: Ruling) -> Refusal? {
        if let ended = ruling.ended {
            return Refusal("P-52", "\(ruling.id.text) was set aside at entry \(ended).", field: "under", sort: .over)
        }
        if let suspended = ruling.suspended {
            return Refusal(
                "P-52", "\(ruling.id.text) is suspended since entry \(suspended).",
                who: "other Arbitrators, by \(GiveAppeal.kind)", field: "under")
        }
        guard !isReversed(ruling.act) else {
            return Refusal("P-22", "\(ruling.id.text) was reversed.", field: "under", sort: .over)
        }
        return nil
    }

    package func directions(of ruling: Ruling) -> [RulingDirection] {
        ruling.directions.map { cases.directions[$0 - 1] }
    }

    /// Whether somebody is who may use a permission now.
    fileprivate func isMeant(_ person: Int, by who: Direction.Who?, at now: Time) -> Bool {
        switch who {
        case nil: true
        case .person(let number): number == person
        case .group(let code): membership(of: person, in: code, at: now) != nil
        }
    }
}

extension Kind {
    /// Everything that a body of this kind names: items, groups, digests, codes. A permission lists each.
    package func names(in body: JSON) -> [String] {
        Set(Self.names(notes, in: body)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func names(_ notes: [FieldNote], in body: JSON) -> [String] {
        notes.flatMap { note -> [String] in
            guard let value = body[note.name] else { return [] }
            if case .facts(let facts) = note.type.control { return names(facts, in: value) }
            if note.type.word == Code.type.word { return value.text.map { [$0] } ?? [] }
            return note.type.mentions(value).compactMap { mention in
                switch mention {
                case .item(let id): id.text
                case .key(let digest), .digest(let digest): digest.hex
                case .publicKey(let key): key.fingerprint.hex
                case .group(let code): code
                case .time, .entry: nil
                }
            }
        }
    }
}

extension Scope {
    /// Acts in effect that a direction permitted.
    package func timesUsed(_ direction: RulingDirection) -> Int {
        acts.index.resting(on: direction.ruling).count { index in
            let act = acts.table[index]
            return direction.says.covers(kind: act.kind.name, naming: act.names)
        }
    }

    /// Why the ruling on which an act rests does not permit it now; nil: it does, or the act rests on none.
    package func permitLacking(_ open: ProposedAct<Self>, at now: Time) -> Refusal? {
        guard let number = open.ruling else { return nil }
        guard let ruling = authority.cases.rulings.at(number - 1) else {
            return Refusal("P-35", "RUL-\(number) does not exist.", field: "under", sort: .notFound)
        }
        if let silent = authority.isSilent(ruling) { return silent }
        // What changes every later majority, or who decides cases, is decided by more people than give a ruling and act on it.
        let guarded = [authority.policy?.governs, authority.policy?.arbitrates].compactMap { $0 }
        if let body = open.act.seatsEnded(in: authority).first(where: guarded.contains) {
            return Refusal(
                "K-4", "No ruling ends a seat in “\(body)”.", who: "the motion that the policy asks for", field: "under"
            )
        }
        let fitting = authority.directions(of: ruling).filter {
            $0.says.covers(kind: open.kind.name, naming: open.names)
        }
        let who = "an Arbitrator and a Case Manager, by another ruling"
        guard !fitting.isEmpty else {
            return Refusal(
                "SP-9.3.2b",
                "\(ruling.id.text) does not permit this: \(open.kind.title), naming \(open.names.joined(separator: ", ")).",
                who: who, field: "under")
        }
        let current = fitting.filter { !$0.says.isOver(at: now) }
        guard !current.isEmpty else {
            return Refusal("P-52", "What \(ruling.id.text) permitted is over.", who: who, field: "under", sort: .over)
        }
        let left = current.filter { timesUsed($0) < ($0.says.count ?? 0) }
        guard !left.isEmpty else {
            return Refusal(
                "P-52", "What \(ruling.id.text) permitted was done as often as it says.", who: who, field: "under")
        }
        guard left.contains(where: { authority.isMeant(open.proposer, by: $0.says.by, at: now) }) else {
            return Refusal(
                "SP-9.3.2b", "\(ruling.id.text) does not permit p\(open.proposer) to propose this.",
                who: left.compactMap { $0.says.by?.text }.joined(separator: " or "), field: "under")
        }
        return nil
    }

    /// P-52: for 24 hours by the log's clock a ruling permits nothing. A proposal is good for an hour, so that its claim binds this
    /// time: a signature, which is good for a day, would be recorded later than it was made.
    func requirePermit(_ open: ProposedAct<Self>, at moment: Moment) throws(Refusal) {
        guard let number = open.ruling, let ruling = authority.cases.rulings.at(number - 1) else { return }
        let from = ruling.recorded.adding(Ruling.waiting)
        guard moment.clock >= from else {
            throw Refusal(
                "P-52", "\(ruling.id.text) permits nothing before \(from.text).", field: "under")
        }
        if let refusal = permitLacking(open, at: moment.recorded) { throw refusal }
    }

    /// P-52: a ruling fills no slot, nor do those who gave it where an act rests on it.
    func rulingBar(_ person: Int, from open: ProposedAct<Self>) -> Refusal? {
        guard let number = open.ruling, let ruling = authority.cases.rulings.at(number - 1), ruling.by.contains(person)
        else { return nil }
        return Refusal(
            "P-52", "p\(person) gave \(ruling.id.text) and cannot also sign what rests on it.", who: "somebody else")
    }
}

extension Authority {
    /// Adds a ruling with this one direction that has been in force for long, of a case that is none: for a view that asks what it
    /// would permit.
    package mutating func suppose(_ direction: Direction) {
        let number = cases.rulings.count + 1
        cases.rulings.append(
            Ruling(
                number: number, born: 0, act: -1, inCase: 0, sort: .standing, day: CalendarDay(known: "1970-01-01"),
                place: Name(known: "nowhere"), recorded: .zero, arbitrator: 0, manager: 0,
                directions: [cases.directions.count + 1]))
        cases.directions.append(
            RulingDirection(number: cases.directions.count + 1, born: 0, ruling: number, says: direction))
    }
}
