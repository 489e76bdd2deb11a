import Ledger

/// A rule that says what somebody can do now. Declared beside what it is about and listed in its chapter's doorway.
package struct TaskRule: Sendable {
    package let name: String
    /// What is done, before the name of what it is about: “Vote on”.
    package let verb: String
    /// What the button says.
    package let button: String
    let find: @Sendable (_ seen: Seen, _ person: Int) -> [(Cause, NextStep)]

    package init(
        _ name: String, verb: String, button: String,
        find: @escaping @Sendable (_ seen: Seen, _ person: Int) -> [(Cause, NextStep)]
    ) {
        (self.name, self.verb, self.button, self.find) = (name, verb, button, find)
    }

    fileprivate func tasks(_ seen: Seen, _ person: Int) -> [OpenTask] {
        find(seen, person).map { cause, step in
            OpenTask(rule: self, cause: cause, since: seen.since(cause), step: step)
        }
    }

    /// Every rule of this program: those of authority first, then chapter by chapter; a duty is a task of its owner.
    package static let all: [TaskRule] = of(World.chapters)

    /// Those of some chapters, and of authority.
    static func of(_ chapters: [any Chapter.Type]) -> [TaskRule] {
        AuthorityRules.tasks + AuthorityRules.duties.map(\.task)
            + chapters.flatMap { $0.tasks + $0.duties.map(\.task) }
    }
}

/// Something that waits for a person.
package struct OpenTask: Sendable {
    package let rule: TaskRule
    package let cause: Cause
    package let since: Time
    /// What does it.
    package let step: NextStep

    package var about: About { cause.about }
    /// The act, motion or record: `A-412`, `B-7`, `R-9`.
    package var id: String { about.text }
    package var title: String { cause.says }
    /// For an act, the slot that the person would fill.
    package var slot: String? { step.slot }
    package var command: String { step.command }

    package var json: JSON {
        .line([
            "command": .string(command), "id": .string(id), "since": .string(since.text),
            "slot": slot.map { .string($0) }, "task": .string(rule.name), "title": .string(title),
        ])
    }
}

extension State {
    /// What waits for a person, rule by rule, the newest of each first; `open` are the views of this state and time,
    /// where they are at hand.
    package func tasks(for person: Int, at now: Time, open: (acts: [ActView], motions: [MotionView])? = nil)
        -> [OpenTask]
    {
        guard let founding = authority.founding else { return [] }
        let seen = Seen(self, at: now, open: open)
        let rules = founding.isAccepted ? TaskRule.of(authority.chaptersInForce) : [AuthorityRules.acceptFounding]
        return rules.flatMap { $0.tasks(seen, person) }
    }

    /// What one rule says that a person can do.
    package func tasks(for person: Int, by rule: TaskRule, at now: Time) -> [OpenTask] {
        rule.tasks(Seen(self, at: now), person)
    }
}
