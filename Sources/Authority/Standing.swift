import Ledger

/// What an act is about, as far as pools ask.
package struct Subject: Sendable {
    package let proposer: Int
    package let named: [Int]
    package let groups: [String: String]
    /// The act's place, by which conflicts are filed; nil before it stands.
    package let place: Int?
    /// What a stop names or ends, for the pools of section G.
    package var stop: StopSubject?

    package init(proposer: Int, named: [Int], groups: [String: String], place: Int?, stop: StopSubject? = nil) {
        self.proposer = proposer
        self.named = named
        self.groups = groups
        self.place = place
        self.stop = stop
    }
}

extension Authority {
    package func isAuditor(_ person: Int) -> Bool {
        guard let audits = policy?.audits else { return false }
        return roster(audits)?.seats.contains { $0.person == person } ?? false
    }

    /// The place since which a person has been in one of these pools for this subject; nil if in none now.
    /// The auditor is in none but what concerns themselves (SP-1.2g, P-30); nor is whom the act names.
    package func standing(of person: Int, in pool: [Pool], for subject: Subject, at now: Time) -> Int? {
        var since: Int?
        for part in pool {
            guard let place = standing(of: person, in: part, for: subject, at: now) else { continue }
            since = min(since ?? place, place)
        }
        return since
    }

    private func standing(of person: Int, in pool: Pool, for subject: Subject, at now: Time) -> Int? {
        switch pool {
        case .named:
            guard subject.named.contains(person) else { return nil }
            return self.person(person)?.since
        case .holder: return nil
        default: break
        }
        guard !subject.named.contains(person), !isAuditor(person) else { return nil }
        if let place = subject.place, conflicted[place]?.contains(person) == true { return nil }
        return open(pool, to: person, for: subject, at: now)
    }

    private func open(_ pool: Pool, to person: Int, for subject: Subject, at now: Time) -> Int? {
        switch pool {
        case .named, .holder: nil
        case .group(let code): membership(of: person, in: code, at: now)
        case .leader(let code): leadership(of: person, over: code, at: now)
        case .groupIn(let field): subject.groups[field].flatMap { membership(of: person, in: $0, at: now) }
        case .leaderIn(let field): subject.groups[field].flatMap { leadership(of: person, over: $0, at: now) }
        case .managerIn(let field):
            subject.groups[field].flatMap { policy?.groups[$0]?.manager }
                .flatMap { leadership(of: person, over: $0, at: now) }
        case .office: inOffice(person, at: now)
        case .enrolled:
            self.person(person).flatMap { $0.stopped == nil ? $0.since : nil }
        case .leadersOfNamed: subject.stop.flatMap { leaderStanding(person, over: $0, at: now) }
        case .peersOfNamed: subject.stop.flatMap { peerStanding(person, of: $0, at: now) }
        case .restorers: subject.stop.flatMap { restorerStanding(person, of: $0, at: now) }
        }
    }
}
