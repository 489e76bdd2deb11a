import Ledger

/// What somebody must do by a time: a task of its owner from when it begins, a finding from when it is overdue.
package struct DutyRule: Sendable {
    /// Whose it is.
    package enum Owner: Sendable {
        /// Everybody who sits in a group of the policy.
        case group(String)
        /// Everybody who sits in the group that keeps what it is about; nil: nobody is named.
        case groupOf(@Sendable (Cause, Seen) -> String?)
        /// The body whose motion this kind needs: who decides about it looks after it.
        case body(deciding: String)
    }

    /// One time that it falls due.
    package struct Due: Sendable {
        package let cause: Cause
        package let begins: Time
        package let by: Time

        package init(_ cause: Cause, begins: Time, by: Time) {
            (self.cause, self.begins, self.by) = (cause, begins, by)
        }
    }

    package enum Deadline: Sendable {
        /// A time that is in what it is about.
        case by(@Sendable (Seen) -> [Due])
        /// A span of the Manual, by its name, from when each cause began. Where the Manual has no such value, the duty
        /// is due at once: nobody escapes it by striking the value out.
        case within(manual: String, of: @Sendable (Seen) -> [Cause])
    }

    package let name: String
    package let clauses: [String]
    package let owner: Owner
    package let deadline: Deadline
    /// Kinds of acts or records that meet it; the first is what its owner is offered.
    package let metBy: [String]
    package let title: String
    package let word: String
    /// Before the name of what it is about: “Review”.
    package let verb: String
    /// Who does what, in a sentence.
    package let answer: String
    private let step: (@Sendable (Cause, Seen) -> NextStep)?

    package init(
        _ name: String, _ clauses: [String], owner: Owner, _ deadline: Deadline, metBy: [String], title: String,
        word: String, verb: String, answer: String, step: (@Sendable (Cause, Seen) -> NextStep)? = nil
    ) {
        (self.name, self.clauses, self.owner, self.deadline, self.metBy) = (name, clauses, owner, deadline, metBy)
        (self.title, self.word, self.verb, self.answer, self.step) = (title, word, verb, answer, step)
    }

    /// Everything that is to be done and not yet met.
    func dues(_ seen: Seen) -> [Due] {
        switch deadline {
        case .by(let dues): return dues(seen)
        case .within(let manual, let causes):
            var span = 0
            if case .span(let seconds)? = seen.authority.manualValues?.value(manual) { span = seconds }
            return causes(seen).map { cause in
                let begins = seen.since(cause)
                return Due(cause, begins: begins, by: begins.adding(span))
            }
        }
    }

    private func next(_ cause: Cause, _ seen: Seen) -> NextStep? {
        step?(cause, seen) ?? metBy.first.map { NextStep.propose($0) }
    }

    /// The finding of those that are overdue.
    package var finding: FindingRule {
        FindingRule(
            name, clauses, .due, title: title, word: word, answer: answer, task: name, step: { next($0, $1) },
            find: { seen in dues(seen).filter { $0.by <= seen.now }.map(\.overdue) })
    }

    /// The task of its owner.
    package var task: TaskRule {
        TaskRule(name, verb: verb, button: "Read") { seen, person in
            dues(seen).filter { $0.begins <= seen.now && owner.includes(person, $0.cause, seen) }.compactMap { due in
                next(due.cause, seen).map { (due.cause, $0) }
            }
        }
    }
}

extension DutyRule.Due {
    /// As a finding says it: since it was due.
    fileprivate var overdue: Cause {
        Cause(about: cause.about, begun: cause.begun, since: by, says: cause.says, clauses: cause.clauses)
    }
}

extension DutyRule.Owner {
    fileprivate func includes(_ person: Int, _ cause: Cause, _ seen: Seen) -> Bool {
        let group: String? =
            switch self {
            case .group(let code): code
            case .groupOf(let find): find(cause, seen)
            case .body(let kind): seen.authority.policy?.kinds[kind]?.motion?.body
            }
        return group.map { seen.authority.membership(of: person, in: $0, at: seen.now) != nil } ?? false
    }
}
