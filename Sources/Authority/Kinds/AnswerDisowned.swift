import Ledger

/// P-22: two others, who took no part, say whether what took effect through a disowned key stands or is reversed.
/// Neither gives anybody anything: what stands has stood, and reversing takes back.
package struct AnswerDisowned: AuthorityAct {
    package enum Answer: String, Choice { case confirmed, reversed }
    package let answer: Answer, disowning: ID<Disowning>, entry: Int

    package static let kind = "authority/disowned.answer", title = "Confirm or reverse what a disowned key did"
    package static let clauses = ["P-22", "SP-1.2a", "SP-3.4.3"], narrows = true, isLocal = true
    package static let fields = Fields(
        { Self(answer: $0, disowning: $1, entry: $2) },
        Field("answer", \Self.answer, "Confirm or reverse"),
        Field("disowning", \Self.disowning, "The disowning it answers"),
        Field("entry", \Self.entry, "First entry of the act, motion or record"))

    package func named(in authority: Authority) -> [Int] {
        authority.disownings.at(disowning.index).flatMap { authority.key($0.key) }.map { [$0.key.person] } ?? []
    }

    /// What is reversed takes back the seats that it gave.
    package func seatsEnded(in authority: Authority) -> [String] {
        guard answer == .reversed, let act = authority.acts[place: authority.motion(at: entry)?.act ?? entry] else {
            return []
        }
        return act.groups.values.sorted()
    }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard let disowning = authority.disownings.at(disowning.index) else { return }
        guard entry < moment.seen else {
            throw Refusal(
                "P-35", "Entry \(entry) was not in the log that the signer had seen.", field: "entry", sort: .notFound)
        }
        if let answered = authority.answer(about: entry, key: disowning.key) {
            throw Refusal(
                "P-22", "It was already \(answered.answer.rawValue) at entry \(answered.place).", field: "entry")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        guard let disowning = authority.disownings.at(disowning.index) else { return }
        authority.disownedAnswers.append(
            DisownedAnswer(key: disowning.key, entry: entry, answer: answer, place: moment.place, by: moment.by))
        if answer == .reversed { authority.takeBack(entry, at: moment) }
    }

    /// Who proposed, performed, signed, voted on or closed it controls it not, nor whom it names (P-30).
    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        guard authority.tookPart(person, in: entry) else { return nil }
        return Refusal(
            "P-30", "p\(person) took part in it and cannot confirm or reverse it.",
            who: "people in office who took no part")
    }

    /// Two different people, whatever the policy says.
    package func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal? {
        guard Set(counted.map(\.person)).count < 2 else { return nil }
        return Refusal(
            "P-22", "Two people who took no part must confirm or reverse it.", who: "anyone in office who took no part")
    }
}
