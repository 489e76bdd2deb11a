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
                        "verdict": $0.verdict?.json,
                    ])
                }), "asked": .string(question.recorded.text), "hash": .string(question.hash.hex),
            "id": .string(question.name), "open": .bool(question.isOpen), "person": .person(question.person),
            "place": .integer(question.born), "stopped": question.stopped ? .bool(true) : nil,
        ])
    }
}
