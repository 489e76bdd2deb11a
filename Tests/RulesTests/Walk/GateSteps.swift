/// Something that somebody says of a medium, a record, or what a key signed.
struct GateSaying {
    enum What {
        case claim(GateModel.Claim)
        case sign(Int), object(Int), close(Int), attest(Int)
        case judge(Int, String)
        case retire(Int), signRetiring(Int, String)
        case disown(since: Int)
        case answer(entry: Int, denial: Int, word: String), second(Int)
    }
    var what: What
    var person: Int
    var key = 0
    /// How long before it is entered it was signed.
    var ago = 0
}

/// What the text says of a saying, and what it changes.
extension GateModel {
    mutating func take(_ saying: GateSaying, place: Int, now: Int) -> Bool {
        guard !isRevoked(saying.person, saying.key) else { return false }
        var copy = self
        guard copy.judge(saying, place: place, now: now) else { return false }
        self = copy
        return true
    }

    private mutating func judge(_ saying: GateSaying, place: Int, now: Int) -> Bool {
        let person = saying.person
        let local = isLocal(person, saying.key)
        func line(_ about: Int) -> Line { Line(person: person, key: saying.key, about: about, place: place) }
        switch saying.what {
        case .claim(let claim):
            var said = Said(
                claim: claim, place: place, performer: person, recorded: now,
                parties: claim.named.filter { $0.key != person })
            said.broken = !isIn(person, Self.keepers) || !local || claim.happened > now - saying.ago
            said.broken = said.broken || !said.parties.values.contains("observer")
            said.late = isLate(saying, claim.happened, now)
            records.append(said)
            lines.append(line(place))
            if said.parties.isEmpty { complete(place, at: place) }
            return true
        case .sign(let about), .object(let about):
            guard let index = records.firstIndex(where: { $0.place == about }), records[index].complete == nil,
                records[index].parties[person] != nil, !records[index].answered.contains(person)
            else { return false }
            let isErasure = records[index].claim.sort == .erase
            records[index].answered.insert(person)
            if case .object = saying.what {
                records[index].broken = true
                objections.append(line(about))
            } else {
                records[index].late = records[index].late || isLate(saying, records[index].claim.happened, now)
                let pool = isErasure ? Self.reviewers : Self.keepers + Self.reviewers
                if !local || !isIn(person, pool) { records[index].broken = true }
            }
            if case .sign = saying.what { lines.append(line(about)) }
            if records[index].answered.count == records[index].parties.count { complete(about, at: place) }
            return true
        case .close(let about):
            guard let index = records.firstIndex(where: { $0.place == about }), records[index].complete == nil,
                records[index].performer == person
            else { return false }
            records[index].late = records[index].late || isLate(saying, records[index].claim.happened, now)
            records[index].broken = true
            lines.append(line(about))
            complete(about, at: place)
            return true
        case .attest(let about):
            guard let index = records.firstIndex(where: { $0.place == about }), records[index].complete != nil,
                records[index].late, !records[index].attested, isOutside(person, records[index]), inOffice(person),
                local
            else { return false }
            records[index].attested = true
            lines.append(line(about))
            return true
        case .judge(let about, let word):
            guard let said = at(about), isOutside(person, said), inOffice(person), local else { return false }
            let own = spoken(person, about)
            guard own.last?.word != word, own.count < 16 else { return false }
            words.append(Word(record: about, person: person, word: word, place: place))
            lines.append(line(place))
            return true
        default: return judgeAct(saying, line: line(place), local: local, now: now)
        }
    }
    private func isOutside(_ person: Int, _ said: Said) -> Bool {
        person != said.performer && said.parties[person] == nil
    }
    /// P-43: over an hour after it was signed, or over a day after it happened.
    private func isLate(_ saying: GateSaying, _ happened: Int, _ now: Int) -> Bool {
        saying.ago > 3600 || now - happened > 86_400
    }
    private mutating func complete(_ about: Int, at place: Int) {
        guard let index = records.firstIndex(where: { $0.place == about }) else { return }
        records[index].complete = place
        if breaksClause(records[index]) { records[index].broken = true }
    }

    private mutating func judgeAct(_ saying: GateSaying, line: Line, local: Bool, now: Int) -> Bool {
        let (person, place) = (saying.person, line.place)
        switch saying.what {
        case .retire(let medium):
            guard isIn(person, Self.keepers), mayRetire(medium) else { return false }
            retirings.append(
                Retiring(medium: medium, place: place, proposer: person, expires: now + 7 * 86_400, effect: nil))
            lines.append(line)
            return true
        case .signRetiring(let about, let slot):
            guard let index = retirings.firstIndex(where: { $0.place == about }), retirings[index].effect == nil,
                now <= retirings[index].expires, person != retirings[index].proposer,
                isIn(person, slot == "keeper" ? Self.keepers : Self.reviewers),
                !retirings[index].marks.contains(where: { $0.line.person == person && counts($0.line) })
            else { return false }
            retirings[index].marks.removeAll { $0.line.person == person }
            retirings[index].marks.append((slot, Line(person: person, key: saying.key, about: about, place: place)))
            lines.append(Line(person: person, key: saying.key, about: about, place: place))
            let slots = retirings[index].marks.filter { counts($0.line) }.map(\.slot)
            guard slots.contains("keeper"), slots.contains("reviewer") else { return true }
            guard mayRetire(retirings[index].medium) else { return false }
            retirings[index].effect = place
            return true
        case .disown(let since):
            guard local, since < place, let then = times[since], now - then <= 30 * 86_400 else { return false }
            denials.append(Denial(person: person, key: saying.key, since: since, born: place))
            people[person]?.keys[saying.key].revoked = true
            return true
        case .answer(let entry, let denial, let word):
            let answer = Answer(
                place: place, entry: entry, denial: denial, word: word, expires: now + 21 * 86_400, marks: [line])
            guard local, mayAnswer(person, answer), !isAnswered(answer), isBehind(entry, denials[denial]) else {
                return false
            }
            answers.append(answer)
            return true
        case .second(let about):
            guard let index = answers.firstIndex(where: { $0.place == about }), !answers[index].given,
                now <= answers[index].expires, local,
                !answers[index].marks.contains(where: { $0.person == person && counts($0) }),
                mayAnswer(person, answers[index])
            else { return false }
            answers[index].marks.removeAll { $0.person == person }
            answers[index].marks.append(line)
            let two = answers[index].marks.filter { counts($0) && mayAnswer($0.person, answers[index]) }
            guard two.count >= 2 else { return true }
            // What must hold is asked at the proposal and at the effect (P-32).
            guard !isAnswered(answers[index]) else { return false }
            answers[index].given = true
            return true
        default: return false
        }
    }

    /// P-22, P-30: others, in office, who took no part.
    private func mayAnswer(_ person: Int, _ answer: Answer) -> Bool {
        inOffice(person) && person != denials[answer.denial].person
            && !(lines + objections).contains { $0.about == answer.entry && $0.person == person }
    }
    private func isAnswered(_ answer: Answer) -> Bool {
        let denied = denials[answer.denial]
        return answers.contains { one in
            one.given && one.entry == answer.entry && denials[one.denial].person == denied.person
                && denials[one.denial].key == denied.key
        }
    }
    /// K-17: of records and acts on things any signature of that key suffices.
    func isBehind(_ entry: Int, _ denial: Denial) -> Bool {
        lines.contains {
            $0.about == entry && $0.person == denial.person && $0.key == denial.key && $0.place >= denial.since
                && $0.place < denial.born
        }
    }
}
