import Ledger

extension Authority {
    /// Who may give back: for a key who could witness it, for a person whoever `restoring` says, else the pool of what
    /// was stopped; neither the stopped nor a stopper (P-56).
    package func restorerStanding(_ person: Int, of subject: StopSubject, at now: Time) -> Int? {
        guard !subject.people.contains(person), !subject.stoppers.contains(person) else { return nil }
        switch subject.target {
        case .key:
            // Whoever recommended the person never vouches for their keys, with two of one mind less (P-21, K-5).
            guard !subject.people.contains(where: { self.person($0)?.recommenders.contains(person) == true }) else {
                return nil
            }
            return inOffice(person, at: now)
        case .person: return restoring(subject, at: now).compactMap { membership(of: person, in: $0, at: now) }.min()
        case .act(let place): return slotStanding(person, of: place, at: now)
        }
    }

    /// The groups whose members give a person back: the bodies that seat the person; or, where the stopped and the
    /// stoppers leave fewer than two there, the electors of these bodies (K-5).
    func restoring(_ subject: StopSubject, at now: Time) -> [String] {
        guard let policy else { return [] }
        let seated = Set(subject.groups.map { policy.groups[$0]?.seatedBy ?? policy.governs }).sorted()
        let bodies = seated.isEmpty ? [policy.governs] : seated
        let left = standing(in: bodies, at: now).subtracting(subject.people).subtracting(subject.stoppers)
        return left.count >= 2 ? bodies : Set(bodies.flatMap(policy.electors)).sorted()
    }

    /// Everybody who stands in one of these groups.
    package func standing(in groups: [String], at now: Time) -> Set<Int> {
        Set(
            groups.flatMap { group in
                (roster(group)?.seats ?? []).map(\.person).filter { membership(of: $0, in: group, at: now) != nil }
            })
    }
}
