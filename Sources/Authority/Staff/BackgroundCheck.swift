import Ledger

/// SP-9.1.4a to f: an Arbitrated Background Check of a person for one role: what was found under each heading, who found it, and
/// until when it is good.
package struct BackgroundCheck: AuthorityItem {
    package static let prefix = "ABC", noun = "background check"
    package enum Answer: String, Choice {
        case satisfied
        case withRemark = "with-remark"
        case notSatisfied = "not-satisfied"
    }
    package enum Outcome: String, Choice { case accept, refuse, `defer` }

    package let number: Int
    package let born: Int
    /// The place of the act, whose public summary stands beside its line.
    package let act: Int
    package let candidate: Int
    package let role: String
    /// Arbitrator and Case Manager, ascending.
    package let by: [Int]
    package let outcome: Outcome
    package let until: CalendarDay
    package let answers: [(heading: String, answer: Answer)]

    package func isGood(at now: Time) -> Bool { outcome == .accept && now < until.begins }

    package var line: JSON {
        .line([
            "act": .integer(act), "answers": .array(answers.map { .string("\($0.heading) \($0.answer.rawValue)") }),
            "born": .integer(born), "by": .numbers(by), "candidate": .integer(candidate),
            "outcome": outcome.json, "role": .string(role), "until": until.json,
        ])
    }

    package static func == (one: Self, other: Self) -> Bool { one.line.written() == other.line.written() }
}
