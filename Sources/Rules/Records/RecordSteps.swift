import Ledger

/// What a statement about a record changes.
package enum RecordStep: Sendable {
    case claim(OpenRecord)
    case replace(Int, OpenRecord)
    case ask(Question)
    case answer(Int, Question.Answer)
    /// Somebody came or went.
    case presence(Int, OpenRecord)
    case note(Annotation)
}

extension World {
    package func recordIndex(at place: Int) -> Int? { recordIndex.at(place) }

    /// Whether a gate may open on what is at a place: a record that is complete, clean, in time or attested; an act;
    /// neither reversed (K-8, P-22).
    package func opensGate(_ place: Int) -> Bool {
        guard !isDenied(place) else { return false }
        return recordIndex(at: place).map { records[$0].opensGates } ?? true
    }

    /// Whether two others said that it was not so, or reversed it: it counts for nothing, neither opening nor shutting
    /// (K-8, P-22).
    package func isDenied(_ place: Int) -> Bool { authority.isReversed(place) || isAnsweredFalse(place) }

    /// Whether two others reversed the act on an item that took effect at a place. For what a register keeps as a bare place:
    /// an answer names the proposal, and an entry that signs several acts puts each into effect.
    package func isReversed(effectAt place: Int, on item: ItemID) -> Bool {
        guard authority.disownedAnswers.contains(where: { $0.answer == .reversed }) else { return false }
        return naming.places(of: item).contains { proposal in
            guard case .inEffect(place)? = acts[place: proposal]?.end else { return false }
            return authority.isReversed(proposal)
        }
    }

    package mutating func take(_ step: RecordStep, at place: Int) {
        let record: OpenRecord
        switch step {
        case .claim(let claimed):
            record = claimed
            recordIndex.append(records.count, claimed)
            records.append(claimed)
            claimed.record.claim(in: &self, of: claimed)
        case .replace(let index, let changed):
            record = changed
            recordIndex.replace(index, records[index], by: changed)
            records[index] = changed
        case .ask(let question): return remarks.append(question)
        case .answer(let index, let answer): return remarks.add(answer, at: index)
        case .presence(let index, let changed):
            recordIndex.replace(index, records[index], by: changed)
            records[index] = changed
            return
        case .note(let note): return remarks.append(note)
        }
        if completes(record, at: place) { record.record.complete(in: &self, of: record) }
    }

    /// Whether what comes of a record comes at this entry.
    private func completes(_ record: OpenRecord, at place: Int) -> Bool {
        guard type(of: record.record).changesFacts else { return record.complete == place }
        // Whoever enters it late, or in breach, changes no fact; one who took no part attests what is late (P-43).
        return record.opensGates && !isDenied(record.place) && (record.complete == place || record.attested == place)
    }

    /// The performer's statement. Nothing but form and unknown ids can be wrong with it (P-40).
    func claim(_ record: any Record, kind: Kind, admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep
    {
        for (field, item) in kind.items(record) {
            guard let born = born(item), born < moment.seen else {
                throw Refusal(
                    "P-35", "\(item.text) was not in the log that the signer had seen.", field: field,
                    sort: .notFound)
            }
        }
        let statement = admission.verified.statement
        try authority.requireGroups(of: kind, in: statement.body)
        // Who names themselves as a party counts once: as the performer.
        let parties = record.parties.list.filter { $0.person != moment.signer }
        var open = OpenRecord(
            kind: kind, record: record, place: moment.place, hash: admission.verified.hash, performer: moment.signer,
            parties: parties.map { OpenRecord.Party(person: $0.person, role: $0.role) }, happened: record.happened,
            recorded: moment.recorded, late: isLate(statement, happened: record.happened, at: moment))
        let rule = authority.policy?.records[kind.name]
        open.breaches += routeBreaches(admission, of: kind, role: "performer", pool: rule?.performer ?? [], at: moment)
        open.breaches += roleBreaches(open)
        open.breaches += timeBreaches(open, claimed: statement.claimed)
        if open.parties.isEmpty { complete(&open, with: [], at: moment) }
        return .claim(open)
    }

    /// `record/sign`: one who took part signs what was done; the last one completes it.
    func signRecord(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        let (index, found) = try openedRecord(admission)
        var open = found
        guard let party = open.parties.firstIndex(where: { $0.person == moment.signer }) else {
            throw Refusal(
                "P-40", "p\(moment.signer) is not named in \(open.name).",
                who: open.waitsFor.map { "p\($0.person)" }.joined(separator: ", "))
        }
        try requireWaiting(open, party)
        open.parties[party].signed = moment.place
        open.late = open.late || isLate(admission.verified.statement, happened: open.happened, at: moment)
        let role = open.parties[party].role
        let pool = authority.policy?.records[open.kind.name]?.roles[role] ?? []
        open.breaches += routeBreaches(admission, of: open.kind, role: role, pool: pool, at: moment)
        if open.waitsFor.isEmpty { complete(&open, with: [], at: moment) }
        return .replace(index, open)
    }

    /// `record/object`: one who took part says that it was not so. The record stays, in breach; the words are beside.
    func objectToRecord(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        try requireText(admission.verified.statement)
        let (index, found) = try openedRecord(admission)
        var open = found
        guard let party = open.parties.firstIndex(where: { $0.person == moment.signer }) else {
            throw Refusal("P-40", "p\(moment.signer) is not named in \(open.name).", who: "the people whom it names")
        }
        try requireWaiting(open, party)
        open.parties[party].objected = moment.place
        open.breaches.append(
            Breach("P-41", "the \(open.parties[party].role) p\(moment.signer) objects to it"))
        if open.waitsFor.isEmpty { complete(&open, with: [], at: moment) }
        return .replace(index, open)
    }

    private func requireWaiting(_ open: OpenRecord, _ party: Int) throws(Refusal) {
        if let complete = open.complete {
            throw Refusal("P-41", "\(open.name) has been complete since entry \(complete).", sort: .over)
        }
        guard open.parties[party].signed == nil, open.parties[party].objected == nil else {
            throw Refusal(
                "P-41", "p\(open.parties[party].person) has already signed \(open.name).",
                who: open.waitsFor.map { "p\($0.person)" }.joined(separator: ", "), sort: .over)
        }
    }

    /// `record/close`: without the others, the performer completes it in breach (P-41).
    func closeRecord(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        let (index, found) = try openedRecord(admission)
        var open = found
        guard open.performer == moment.signer else {
            throw Refusal("P-40", "Only the performer can close \(open.name).", who: "p\(open.performer)")
        }
        guard open.complete == nil else {
            throw Refusal("P-41", "\(open.name) has been complete since entry \(open.complete ?? 0).", sort: .over)
        }
        open.late = open.late || isLate(admission.verified.statement, happened: open.happened, at: moment)
        let missing = open.waitsFor.map { party in
            Breach(clause(of: party.role, in: open.kind), "its \(party.role) p\(party.person) did not sign")
        }
        complete(&open, with: missing, at: moment)
        return .replace(index, open)
    }

    /// `record/attest`: one in office who took no part saw the thing or the evidence as recorded (P-43).
    func attestRecord(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        let (index, found) = try openedRecord(admission)
        var open = found
        guard open.complete != nil else { throw Refusal("P-43", "\(open.name) is not complete yet.") }
        guard open.late else { throw Refusal("P-43", "\(open.name) was not entered late, so it needs no attestation.") }
        guard open.attested == nil else { throw Refusal("P-43", "\(open.name) is already attested.", sort: .over) }
        guard !open.people.contains(moment.signer) else {
            throw Refusal(
                "P-43", "p\(moment.signer) took part in \(open.name) and cannot attest it.",
                who: "somebody in office who took no part")
        }
        guard isUninvolvedOffice(moment) else {
            throw Refusal(
                "P-43", "p\(moment.signer) is not in office or is stopped.", who: "somebody in office who took no part")
        }
        // It opens what the record itself would have opened, so it takes what the record takes: else a page that somebody
        // else serves would open a gate that no signature by page opens.
        guard !isLocal(open.kind) || admission.verified.signature.isLocal else {
            throw Refusal(
                "P-42", "\(open.name) is signed on people's own machines, and so is the attestation.",
                who: "p\(moment.signer)")
        }
        open.attested = moment.place
        // It changes the fact here and not where it was completed: somebody else may have changed it in between.
        if type(of: open.record).changesFacts {
            open.breaches += open.record.breaches(of: open, in: self, at: moment)
        }
        return .replace(index, open)
    }

    /// The record that “of” names.
    func namedRecord(_ admission: Admission) throws(Refusal) -> (Int, OpenRecord) {
        guard let place = admission.ofPlace, let index = recordIndex(at: place) else {
            throw Refusal("P-35", "“of” does not name a record.", field: "of", sort: .notFound)
        }
        return (index, records[index])
    }

    func openedRecord(_ admission: Admission) throws(Refusal) -> (Int, OpenRecord) {
        let found = try namedRecord(admission)
        try requireEmptyBody(admission.verified.statement)
        return found
    }

    func requireEmptyBody(_ statement: Statement) throws(Refusal) {
        guard statement.body.members?.isEmpty == true else {
            throw Refusal("P-4", "A statement of this kind has an empty body.", field: "body", sort: .malformed)
        }
    }

    private func complete(_ open: inout OpenRecord, with breaches: [Breach], at moment: Moment) {
        open.complete = moment.place
        open.breaches += breaches
        open.breaches += open.record.breaches(of: open, in: self, at: moment)
    }
}
