import Ledger

extension State {
    /// What waits for a person because of keys: to close the replacement of his own once its time is over (P-21), and to
    /// say whether what a disowned key of somebody else's did stands (P-22).
    func keyTasks(for person: Int, at now: Time) -> [OpenTask] {
        closingTasks(for: person, at: now) + disownedTasks(for: person, at: now)
    }

    private func closingTasks(for person: Int, at now: Time) -> [OpenTask] {
        replacementViews(at: now).filter { $0.person == person && $0.condition == "may-close" }.map {
            OpenTask(
                sort: .replace, id: $0.name, title: "Close the replacement of your keys", slot: nil, since: $0.opens)
        }
    }

    /// Once somebody has proposed an answer, what waits is a signature on that act.
    private func disownedTasks(for person: Int, at now: Time) -> [OpenTask] {
        let waiting = disowned().filter { $0.answer == nil }
        guard !waiting.isEmpty, let kind = Kind.named(AnswerDisowned.kind) else { return [] }
        let proposed = authority.acts.table.filter { authority.condition(of: $0, at: now) == .open }.compactMap {
            $0.act as? AnswerDisowned
        }
        return waiting.filter { one in
            guard !proposed.contains(where: { $0.entry == one.entry && $0.disowning.number == one.disowning.number })
            else { return false }
            let body = one.body(.confirmed)
            return objection(to: kind, body, by: person, at: now) == nil
                && ownSlot(of: kind, body, by: person, at: now) != nil
        }.map {
            OpenTask(
                sort: .answerDisowned, id: $0.name, title: "Answer what was disowned: \($0.title)", slot: nil,
                since: log.rows[$0.disowning.born].recorded)
        }.reversed()
    }
}

extension Disowned {
    /// The body of an answer about it.
    package func body(_ answer: AnswerDisowned.Answer) -> JSON {
        .line([
            "answer": .string(answer.rawValue), "disowning": .string("D-\(disowning.number)"),
            "entry": .integer(entry),
        ])
    }
}
