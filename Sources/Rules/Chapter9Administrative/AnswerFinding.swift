import Ledger

/// SP-3.1.3c: two people who took no part answer a finding in words. The finding stays, and so does a breach. It counts as
/// answered until the day that they name, or for good.
///
/// A finding is its rule, what it is about, and the entry that began it (decision D16). The same thing happening again is a new
/// finding, and this answer does not cover it.
package struct AnswerFinding: RegisterAct {
    package typealias Changes = AdministrativeRegisters
    package let about: Name, cause: Name, rule: Code, until: CalendarDay?

    package static let kind = "register/finding.answer", title = "Answer a finding"
    package static let clauses = ["SP-3.1.3c"]
    package static let fields = Fields(
        { Self(about: $0, cause: $1, rule: $2, until: $3) },
        Field("about", \Self.about, "What the finding is about, as the list of findings says it"),
        Field("cause", \Self.cause, "What began it, as the list says it: “entry 12”"),
        Field("rule", \Self.rule, "The rule that found it", .title),
        Field("until", \Self.until, "Day after which it must be answered again"))
    package static let detached = [DetachedNote("answer", "Your answer", required: true)]

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        // Another spelling of the same finding would have other people concerned in it.
        guard About.isText(about.text) else {
            throw Refusal(
                "SP-3.1.3c", "“\(about.text)” is nothing that a finding is about.", field: "about", sort: .malformed)
        }
        guard let begun = Beginning(text: cause.text) else {
            throw Refusal(
                "SP-3.1.3c", "“\(cause.text)” began nothing: write “entry 12”, as the list of findings does.",
                field: "cause", sort: .malformed)
        }
        if case .entry(let place) = begun, place >= moment.place {
            throw Refusal(
                "SP-3.1.3c", "There is no \(cause.text) yet: only what was found is answered.", field: "cause")
        }
        if let until, until.begins <= moment.recorded {
            throw Refusal("SP-3.1.3c", "\(until.text) has begun: name a later day, or none.", field: "until")
        }
        let concerned = world.concerned(in: about.text) + world.concerned(in: begun)
        guard let person = ([moment.signer] + moment.by).first(where: concerned.contains) else { return }
        throw Refusal(
            "SP-3.1.3c", "p\(person) took part in \(about.text), or in what began this, and does not answer for it.",
            who: "two people who took no part in it", field: "about")
    }

    package func effect(on registers: inout AdministrativeRegisters, at moment: Moment) {
        guard let proposal = moment.proposal else { return }
        registers.answer(
            FindingAnswer(
                about: about.text, cause: cause.text, rule: rule.text, until: until, by: moment.by,
                proposal: proposal.hash,
                act: proposal.place, place: moment.place, recorded: moment.recorded))
    }
}

extension World {
    /// Who took part in what a finding is about: nobody answers for themselves.
    fileprivate func concerned(in about: String) -> [Int] {
        guard let id = ItemID(about) else { return [] }
        switch id.prefix {
        case Person.prefix: return [id.number]
        case "R": return recordIndex(at: id.number).map { records[$0].people } ?? []
        case "A":
            if let act = authority.acts[place: id.number] {
                return [act.proposer] + act.named + act.signatures.map(\.person)
            }
            return acts[place: id.number].map { [$0.proposer] + $0.named + $0.signatures.map(\.person) } ?? []
        case "B": return authority.motion(at: id.number).map { [$0.opener] + $0.votes.map(\.person) } ?? []
        case Stop.prefix:
            return authority.stops.first { $0.number == id.number }.map { stop in
                if case .person(let person) = stop.target { stop.by + [person] } else { stop.by }
            } ?? []
        default: return []
        }
    }

    /// Who made what began it: the record, act or motion at its place.
    fileprivate func concerned(in begun: Beginning) -> [Int] {
        guard case .entry(let place) = begun else { return [] }
        return ["A", "B", "R"].flatMap { concerned(in: "\($0)-\(place)") }
    }
}

/// Which finding it is, for ever (decision D16).
package struct FindingKey: Hashable, Sendable {
    package let about: String, cause: String, rule: String
}

/// That a finding was answered, by whom and until when. The words are in the vault.
package struct FindingAnswer: Equatable, Sendable {
    package let about: String, cause: String, rule: String
    package let until: CalendarDay?
    /// Those whose signatures counted, ascending.
    package let by: [Int]
    /// The statement whose part `answer` has the words, and the act's place.
    package let proposal: Digest
    package let act: Int
    /// The entry at which it counts, and when that was recorded.
    package let place: Int
    package let recorded: Time

    /// The finding that it answers.
    package var finding: FindingKey { FindingKey(about: about, cause: cause, rule: rule) }
    package func isOver(at now: Time) -> Bool { until.map { $0.begins <= now } ?? false }

    package var line: JSON {
        .line([
            "about": .string(about), "act": .integer(act), "by": .array(by.map { .integer($0) }),
            "cause": .string(cause),
            "place": .integer(place), "recorded": .string(recorded.text), "rule": .string(rule),
            "statement": .string(proposal.hex),
            "until": until.map { .string($0.text) },
        ])
    }
}
