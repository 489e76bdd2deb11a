import Ledger

extension Authority {
    /// On what authority a person may read a part now, in words for page and journal; nil: they may not (P-6).
    ///
    /// Judged when they read, never when it was written: who left an office reads no more. What is stored about a
    /// person they read themselves, whatever the policy says. The office that audits reads where the audience names it,
    /// though it counts in nothing.
    package func readingRight(
        of person: Int, part: DetachedPart, subject: ContentSubject, at now: Time
    ) -> String? {
        guard part.isRestricted else { return "public" }
        guard self.person(person) != nil else { return nil }
        if self.person(of: subject) == person { return "P-6, their own data" }
        guard let exception = part.exception.flatMap({ policy?.exceptions[$0] }),
            exception.audience == part.audience, let audience = policy?.audiences[part.audience]
        else { return nil }
        return right(of: person, under: exception, audience, at: now)
    }

    /// On what authority a person may read lines of the journal now; nil: they may not. No line is anybody's own: that of a
    /// reading concerns who read and who was read (SP-4.2.2a).
    package func journalRight(of person: Int, at now: Time) -> String? {
        guard self.person(person) != nil, let exception = policy?.journal,
            let audience = policy?.audiences[exception.audience]
        else { return nil }
        return right(of: person, under: exception, audience, at: now)
    }

    private func right(
        of person: Int, under exception: ConfidentialityException, _ audience: Audience, at now: Time
    ) -> String? {
        guard let pool = audience.readers.first(where: { reads(person, as: $0, at: now) }) else { return nil }
        return "\(exception.clauses.first ?? "SP-9.5a"), exception \(exception.id), as \(pool.text)"
    }

    private func reads(_ person: Int, as pool: Pool, at now: Time) -> Bool {
        switch pool {
        case .group(let code): membership(of: person, in: code, at: now) != nil
        case .leader(let code): leadership(of: person, over: code, at: now) != nil
        case .office: inOffice(person, at: now) != nil
        case .enrolled: self.person(person)?.stopped == nil
        case .groupIn, .leaderIn, .managerIn, .named, .holder, .leadersOfNamed, .peersOfNamed, .restorers: false
        // The loader lets none of these be a reader: they are somebody in an act only.
        }
    }

    /// The person whom a subject means, if they have a number.
    package func person(of subject: ContentSubject) -> Int? {
        switch subject {
        case .person(let number): self.person(number).map { _ in number }
        case .statement(let hash): enrolledBy[hash]
        }
    }

    /// All subjects under which content about a person stands.
    package func subjects(of person: Int) -> [ContentSubject] {
        [.person(person)] + (enrolments[person].map { [.statement($0.hash)] } ?? [])
    }
}
