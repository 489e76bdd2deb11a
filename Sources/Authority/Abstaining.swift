import Ledger

// SP-9.1.5b: members who are active in the area that a motion is about abstain. Their vote counts as an abstention, whatever
// they vote: they are present, and never a yes or a no.

extension Authority {
    /// The groups in whose affairs a motion's act decides: those that it names, and of a list the teams that it is drawn from
    /// and that manages it. The body that decides is none of them: it fills its own seats.
    private func area(of motion: Motion) -> Set<String> {
        let named = motion.act.flatMap { acts[place: $0] }?.groups.values.map { $0 } ?? []
        let behind = named.flatMap { code -> [String] in
            guard let group = policy?.groups[code], group.sort == .list else { return [] }
            return group.eligible + [group.manager].compactMap { $0 }
        }
        return Set(named + behind).subtracting([motion.body])
    }

    /// Whether a member's votes on a motion count as abstentions. Who left the area since the act was proposed is active in
    /// it all the same: else one would leave for a day, vote, and be appointed again.
    package func isActive(_ person: Int, in motion: Motion) -> Bool {
        guard let act = motion.act, requirement(ofActAt: act)?.motion?.activeAbstain == true else { return false }
        let area = area(of: motion)
        return area.contains { code in
            roster(code)?.seats.contains { $0.person == person } == true
        } || former.contains { $0.seat.person == person && $0.ended > act && area.contains($0.group) }
    }

    /// A vote as it counts.
    func counting(_ vote: Vote, in motion: Motion) -> Vote {
        guard vote.choice != .abstain, isActive(vote.person, in: motion) else { return vote }
        return vote.abstaining
    }
}

extension Vote {
    fileprivate var abstaining: Vote {
        Vote(person: person, choice: .abstain, place: place, local: local, key: key, final: final)
    }
}

extension Motion {
    /// The votes that counted where it was decided, as they counted.
    package func votes(of count: MotionCount) -> [Vote] {
        votes.filter { count.votes.contains($0.place) }.map {
            count.abstained.contains($0.place) ? $0.abstaining : $0
        }
    }
}
