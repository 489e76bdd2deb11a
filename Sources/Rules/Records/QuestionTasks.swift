import Ledger

extension AuthorityRules {
    /// Questions about what one proposed, opened or performed, while that is open.
    static let answerQuestion = TaskRule("answer", verb: "Answer", button: "Read and answer") { seen, person in
        seen.world.remarks.openQuestions.filter { question in
            question.person != person && seen.waits(question, for: person)
        }.map { question in
            (
                Cause(
                    about: .item(question.name), place: question.born, since: question.recorded,
                    says: "Answer: a question about \(seen.world.subjectID(at: question.about) ?? "")"),
                .say("record/answer", about: question.name, "answer \(question.name) '…'")
            )
        }
    }
}

extension Seen {
    fileprivate func waits(_ question: Question, for person: Int) -> Bool {
        if let act = authority.acts[place: question.about] {
            return act.proposer == person && authority.condition(of: act, at: now) == .open
        }
        if let act = world.acts[place: question.about] {
            return act.proposer == person && world.condition(of: act, at: now) == .open
        }
        if let motion = authority.motion(at: question.about) {
            return motion.opener == person && world.condition(of: motion, at: now) == "open"
        }
        return world.recordIndex(at: question.about).map { world.records[$0].performer == person } ?? false
    }
}
