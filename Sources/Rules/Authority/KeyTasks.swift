import Ledger

extension AuthorityRules {
    /// P-21: to close the replacement of one's own keys once its time is over.
    static let closeReplacement = TaskRule("replace", verb: "Close", button: "See how to close it") { seen, person in
        seen.state.replacementViews(at: seen.now).filter { $0.person == person && $0.condition == "may-close" }.map {
            (
                Cause(
                    about: .item($0.name), place: $0.place, since: $0.opens,
                    says: "Close the replacement of your keys"),
                .say(
                    "authority/replacement.close", about: $0.name,
                    "keys replace close \($0.name) --key NEW")
            )
        }
    }

    /// P-22: to say whether what a disowned key of somebody else's did stands. Once somebody has proposed an answer,
    /// what waits is a signature on that act.
    static let answerDisowned = TaskRule(
        "answer-disowned", verb: "Confirm or reverse", button: "Read and answer"
    ) { seen, person in
        let state = seen.state
        let waiting = state.disowned().filter { $0.answer == nil }
        guard !waiting.isEmpty, let kind = Kind.named(AnswerDisowned.kind) else { return [] }
        let proposed = seen.authority.openActs(at: seen.now).compactMap { $0.act as? AnswerDisowned }
        return waiting.filter { one in
            guard !proposed.contains(where: { $0.entry == one.entry && $0.disowning.number == one.disowning.number })
            else { return false }
            let body = one.body(.confirmed)
            return state.objection(to: kind, body, by: person, at: seen.now) == nil
                && state.ownSlot(of: kind, body, by: person, at: seen.now) != nil
        }.map { ($0.cause("Signed with a disowned key: \($0.title)"), $0.step) }.reversed()
    }
}
