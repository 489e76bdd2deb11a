import Ledger

/// What a statement about a record changes.
package enum RecordStep: Sendable {
    case claim(OpenRecord)
    case replace(Int, OpenRecord)
    case ask(Question)
    case answer(Int, Question.Answer)
}

extension World {
    package func recordIndex(at place: Int) -> Int? {
        let index = records.firstIndex { $0.place < place }
        return records.at(index)?.place == place ? index : nil
    }

    /// Whether a gate may open on the record at a place: what two others reversed opens none (P-22).
    func opensGate(_ place: Int) -> Bool {
        recordIndex(at: place).map { records[$0].opensGates && !authority.isReversed(place) } ?? false
    }

    package mutating func take(_ step: RecordStep, at place: Int) {
        let record: OpenRecord
        switch step {
        case .claim(let claimed):
            record = claimed
            recordIndex.append(records.count, claimed)
            records.append(claimed)
        case .replace(let index, let changed):
            record = changed
            recordIndex.replace(index, records[index], by: changed)
            records[index] = changed
        case .ask(let question): return remarks.append(question)
        case .answer(let index, let answer): return remarks.add(answer, at: index)
        }
        if record.complete == place { record.record.apply(to: &self, of: record) }
    }

    /// The performer's statement. Nothing but form and unknown ids can be wrong with it (P-40).
    func claim(_ record: any Record, kind: Kind, admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep
    {
        for (field, item) in kind.items(record) {
            guard let born = born(item), born < moment.seen else {
                throw Refusal(
                    "P-35", "\(item.text) does not exist at the head that its signer saw.", field: field,
                    sort: .notFound)
            }
        }
        let statement = admission.verified.statement
        var open = OpenRecord(
            kind: kind, record: record, place: moment.place, hash: admission.verified.hash, performer: moment.signer,
            observer: record.observer, happened: record.happened, recorded: moment.recorded,
            late: isLate(statement, happened: record.happened, at: moment))
        let rule = authority.policy?.records[kind.name]
        open.breaches += routeBreaches(admission, of: kind, role: "performer", pool: rule?.performer ?? [], at: moment)
        if record.happened > statement.claimed {
            // Else an erasure of next year would stay newer than every use, and a gate open for ever.
            open.breaches.append(Breach("P-41", "it says that it happened after its performer signed it"))
        }
        switch record.observer {
        case .none: complete(&open, with: [Breach("SP-1.2b", "nobody observed it")], at: moment)
        case .person(moment.signer):
            complete(&open, with: [Breach("SP-1.2b", "its performer is its observer")], at: moment)
        case .person: break
        }
        return .claim(open)
    }

    /// `record/sign`: the other party signs what was done.
    func signRecord(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        let (index, found) = try openedRecord(admission)
        var open = found
        guard open.observer == .person(moment.signer) else {
            throw Refusal("P-40", "p\(moment.signer) has no part in \(open.name).", who: "the observer it names")
        }
        guard open.complete == nil else {
            throw Refusal("P-41", "\(open.name) is complete since entry \(open.complete ?? 0).", sort: .over)
        }
        open.observed = moment.place
        open.late = open.late || isLate(admission.verified.statement, happened: open.happened, at: moment)
        let rule = authority.policy?.records[open.kind.name]
        complete(
            &open,
            with: routeBreaches(admission, of: open.kind, role: "observer", pool: rule?.observer ?? [], at: moment),
            at: moment)
        return .replace(index, open)
    }

    /// `record/close`: without the other, the performer completes it in breach (P-41).
    func closeRecord(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        let (index, found) = try openedRecord(admission)
        var open = found
        guard open.performer == moment.signer else {
            throw Refusal("P-40", "Only the performer closes \(open.name).", who: "p\(open.performer)")
        }
        guard open.complete == nil else {
            throw Refusal("P-41", "\(open.name) is complete since entry \(open.complete ?? 0).", sort: .over)
        }
        open.late = open.late || isLate(admission.verified.statement, happened: open.happened, at: moment)
        complete(&open, with: [Breach("SP-1.2b", "its observer did not sign")], at: moment)
        return .replace(index, open)
    }

    /// `record/attest`: one in office who took no part saw the thing or the evidence as recorded (P-43).
    func attestRecord(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        let (index, found) = try openedRecord(admission)
        var open = found
        guard open.complete != nil else { throw Refusal("P-43", "\(open.name) is not complete yet.") }
        guard open.late else { throw Refusal("P-43", "\(open.name) is not late and needs nobody to attest it.") }
        guard open.attested == nil else { throw Refusal("P-43", "\(open.name) is attested already.", sort: .over) }
        guard moment.signer != open.performer, open.observer != .person(moment.signer) else {
            throw Refusal("P-43", "p\(moment.signer) took part in \(open.name).", who: "one in office who took no part")
        }
        guard let key = moment.key, authority.isGood(key, since: moment.place, page: moment.isPage),
            authority.inOffice(moment.signer, at: moment.recorded) != nil, !authority.isAuditor(moment.signer)
        else {
            throw Refusal(
                "P-43", "p\(moment.signer) is not in office, or is stopped.", who: "one in office who took no part")
        }
        open.attested = moment.place
        return .replace(index, open)
    }

    private func openedRecord(_ admission: Admission) throws(Refusal) -> (Int, OpenRecord) {
        guard let place = admission.ofPlace, let index = recordIndex(at: place) else {
            throw Refusal("P-35", "“of” names no record.", field: "of", sort: .notFound)
        }
        guard admission.verified.statement.body.members?.isEmpty == true else {
            throw Refusal("P-4", "This kind's body is empty.", field: "body", sort: .malformed)
        }
        return (index, records[index])
    }

    private func complete(_ open: inout OpenRecord, with breaches: [Breach], at moment: Moment) {
        open.complete = moment.place
        open.breaches += breaches
        open.breaches += open.record.breaches(in: self, at: moment)
    }

    /// A wrong route, a stopped signer, somebody outside the pool: a breach, never a refusal (P-40).
    private func routeBreaches(
        _ admission: Admission, of kind: Kind, role: String, pool: [Pool], at moment: Moment
    ) -> [Breach] {
        var breaches: [Breach] = []
        let person = moment.signer
        let rule = authority.policy?.records[kind.name]
        let clause = rule?.clauses.first ?? kind.clauses.first ?? "P-40"
        if let key = moment.key,
            !authority.isGood(key, since: moment.place, page: moment.isPage) || !authority.stands(person, own: false)
        {
            breaches.append(Breach("P-55", "the \(role) p\(person) or the key was stopped"))
        }
        let subject = Subject(proposer: 0, named: [], groups: [:], place: nil)
        if authority.standing(of: person, in: pool, for: subject, at: moment.recorded) == nil {
            breaches.append(
                Breach(clause, "the \(role) p\(person) is not among " + pool.map(\.text).joined(separator: ", ")))
        }
        if kind.isLocal || rule?.local == true, !admission.verified.signature.isLocal {
            breaches.append(Breach("P-42", "the \(role) did not sign on an own machine"))
        }
        return breaches
    }

    /// P-43: over an hour after the claim, or over a day after the happening.
    private func isLate(_ statement: Statement, happened: Time, at moment: Moment) -> Bool {
        moment.recorded.since(statement.claimed) > StatementSort.hour
            || moment.recorded.since(happened) > StatementSort.day
    }
}
