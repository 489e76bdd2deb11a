import Ledger

extension World {
    /// What the act, motion or record at a place is called; nil where there is none.
    package func subjectID(at place: Int) -> String? {
        if authority.acts[place: place] != nil || acts[place: place] != nil { return "A-\(place)" }
        if authority.motion(at: place) != nil { return "B-\(place)" }
        return recordIndex(at: place) == nil ? nil : "R-\(place)"
    }

    /// How many questions about it nobody else has answered.
    package func openQuestions(about place: Int) -> Int { remarks.questions(about: place).count(where: \.isOpen) }

    package func json(_ question: Question) -> JSON {
        .line([
            "about": .string(subjectID(at: question.about) ?? "entry \(question.about)"),
            "answers": .array(
                question.answers.map {
                    .line([
                        "answered": .string($0.recorded.text), "hash": .string($0.hash.hex),
                        "person": .person($0.person),
                        "place": .integer($0.place), "stopped": $0.stopped ? .bool(true) : nil,
                    ])
                }), "asked": .string(question.recorded.text), "hash": .string(question.hash.hex),
            "id": .string(question.name), "open": .bool(question.isOpen), "person": .person(question.person),
            "place": .integer(question.born), "stopped": question.stopped ? .bool(true) : nil,
        ])
    }
}

extension State {
    /// Questions that wait for a person's answer: about what he proposed, opened or performed, while that is open.
    func questionTasks(for person: Int, at now: Time) -> [OpenTask] {
        world.remarks.questions.filter { $0.isOpen && $0.person != person && waits($0, for: person, at: now) }.map {
            OpenTask(
                sort: .answer, id: $0.name, title: "Answer: a question about \(world.subjectID(at: $0.about) ?? "")",
                slot: nil, since: $0.recorded)
        }.reversed()
    }

    private func waits(_ question: Question, for person: Int, at now: Time) -> Bool {
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
