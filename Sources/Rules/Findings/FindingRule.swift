import Ledger

/// How bad it is.
package enum Severity: String, Sendable {
    /// Something is not as a clause demands: the clause is broken.
    case fault
    /// Somebody must do something, and nothing is wrong yet: the clause is due.
    case due
}

/// A rule that finds what is not as it should be. Declared beside its clause and listed in its chapter's doorway:
/// pages, command line, API, verifier and the clauses' states read everything from here.
package struct FindingRule: Sendable {
    /// As a part of a clause names it: `medium-in-use-unerased`.
    package let name: String
    /// The clauses, or rules of the protocol, that ask for it.
    package let clauses: [String]
    package let severity: Severity
    /// Above a list of what it found.
    package let title: String
    /// One or two words that say it at a glance.
    package let word: String
    /// Who can do what about it, in a sentence.
    package let answer: String
    /// Each cause speaks against the clauses that it names, and against no other: what a breach breaks.
    package let speaksPerClause: Bool
    /// The task of whoever can answer it, by its name: nobody else is offered the step. nil: the policy says who proposes.
    package let task: String?
    let find: @Sendable (Seen) -> [Cause]
    let step: @Sendable (Cause, Seen) -> NextStep?

    package init(
        _ name: String, _ clauses: [String], _ severity: Severity, title: String, word: String, answer: String,
        speaksPerClause: Bool = false, task: String? = nil,
        step: @escaping @Sendable (Cause, Seen) -> NextStep? = { _, _ in nil },
        find: @escaping @Sendable (Seen) -> [Cause]
    ) {
        (self.name, self.clauses, self.severity) = (name, clauses, severity)
        (self.title, self.word, self.answer) = (title, word, answer)
        (self.speaksPerClause, self.task) = (speaksPerClause, task)
        (self.find, self.step) = (find, step)
    }

    fileprivate func findings(_ seen: Seen) -> [Finding] {
        find(seen).map { Finding(rule: self, cause: $0, since: seen.since($0), step: step($0, seen)) }
    }

    /// Every rule of this program: those of authority first, then chapter by chapter; a duty that is overdue is one too.
    package static let all: [FindingRule] = of(World.chapters)

    /// Those of some chapters, and of authority.
    static func of(_ chapters: [any Chapter.Type]) -> [FindingRule] {
        AuthorityRules.findings + AuthorityRules.duties.map(\.finding)
            + chapters.flatMap { $0.findings + $0.duties.map(\.finding) }
    }
}

/// Something that a rule found. It lasts as long as its cause; a new cause is a new finding.
package struct Finding: Sendable {
    package let rule: FindingRule
    package let cause: Cause
    package let since: Time
    /// What somebody can do about it next.
    package let step: NextStep?
    /// Two people answered it. It stays what it is (SP-3.1.3c).
    package internal(set) var answered: FindingAnswer?

    package var about: About { cause.about }
    package var what: String { cause.says }
    package var clauses: [String] { cause.clauses ?? rule.clauses }
    /// Who it is for ever (decision D16).
    package var id: String { "\(rule.name) \(about.text) \(cause.begun.text)" }

    package var json: JSON {
        .line([
            "about": .string(about.text), "answer": .string(rule.answer),
            "answered": answered.map { .string("A-\($0.act)") }, "begun": .string(cause.begun.text),
            "clauses": .texts(clauses), "command": step.map { .string($0.command) }, "finding": .string(rule.name),
            "severity": .string(rule.severity.rawValue), "since": .string(since.text),
            "title": .string(rule.title), "what": .string(what),
        ])
    }
}

extension State {
    /// Everything found at a time, rule by rule.
    package func findings(journal: JournalFacts? = nil, contents: [ContentMismatch] = [], at now: Time) -> [Finding] {
        guard authority.founding?.isAccepted == true else { return [] }
        let seen = Seen(self, at: now, journal: journal, contents: contents)
        return FindingRule.of(authority.chaptersInForce).flatMap { $0.findings(seen) }.map { finding in
            var finding = finding
            let key = FindingKey(about: finding.about.text, cause: finding.cause.begun.text, rule: finding.rule.name)
            // What was said before it was found, and words that were erased, answer nothing.
            if let answer = world.administrative.answer(to: key, at: now), answer.recorded >= finding.since,
                erasure(of: answer.proposal, part: "answer") == nil
            {
                finding.answered = answer
            }
            return finding
        }
    }

    /// What one rule finds at a time.
    package func findings(by rule: FindingRule, at now: Time) -> [Finding] { rule.findings(Seen(self, at: now)) }
}
