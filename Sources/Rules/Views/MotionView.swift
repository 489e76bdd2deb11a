import Ledger

/// A motion as people look at it.
package struct MotionView: Sendable {
    package let motion: Motion
    package let condition: String
    package let tally: Tally
    /// Everybody seated, ascending; of a motion that was decided, whose votes counted then.
    package let seated: [Int]
    /// How many were seated when it was decided, or are.
    package let seats: Int
    /// Whom the act names or who is in conflict: seated, but neither votes nor closes.
    package let barred: [Int]
    /// Active in the area of the act: whatever they vote counts as an abstention (SP-9.1.5b).
    package let abstaining: [Int]
    /// Seated members who may vote and have not.
    package let waiting: [Int]
    /// Seated members who have not voted and cannot now: they keep the motion open for its 72 hours (K-4).
    package let absent: [Int]
    package let isCarriedNow: Bool
    package let mayClose: Bool
    package let floor: Int

    init(_ motion: Motion, in world: World, clock: Time, at now: Time) {
        let authority = world.authority
        self.motion = motion
        condition = world.condition(of: motion, at: now)
        if let count = motion.count {
            // Over is over: seats, keys and the policy are others by now (K-17).
            let votes = motion.votes(of: count)
            (tally, seats, seated) = (Tally(of: votes), count.seated, votes.map(\.person).sorted())
            (barred, waiting, absent) = ([], [], [])
            abstaining = motion.votes.filter { count.abstained.contains($0.place) }.map(\.person).sorted()
            if case .carried = motion.outcome { isCarriedNow = true } else { isCarriedNow = false }
            mayClose = false
            floor = max(count.majority.floor, count.majority.seated.map { $0 / 2 + 1 } ?? 0)
            return
        }
        tally = authority.tally(motion, at: now)
        let seated = authority.seated(in: motion.body, at: now)
        self.seated = seated.sorted()
        seats = seated.count
        barred = seated.filter { authority.isBarred($0, from: motion) }.sorted()
        abstaining = seated.filter { authority.isActive($0, in: motion) && !authority.isBarred($0, from: motion) }
            .sorted()
        let silent = authority.silent(in: motion, at: now)
        let able = Set(silent.filter { authority.membership(of: $0, in: motion.body, at: now) != nil })
        waiting = silent.filter(able.contains)
        absent = silent.filter { !able.contains($0) }
        isCarriedNow = authority.isCarried(motion, at: now)
        mayClose = authority.mayClose(motion, clock: clock, at: now)
        floor = max(
            2, authority.requirement(of: motion)?.motion?.floor ?? 2,
            authority.needsMajority(motion) ? seated.count / 2 + 1 : 0)
    }

    package var isOpen: Bool { condition == "open" }

    package var json: JSON {
        .line([
            "abstaining": abstaining.isEmpty ? nil : .array(abstaining.map { .person($0) }),
            "about": motion.act.map { .string("A-\($0)") },
            "absent": absent.isEmpty ? nil : .array(absent.map { .person($0) }), "body": .string(motion.body),
            "condition": .string(condition),
            "id": .string(motion.name), "may-close": .bool(mayClose), "needs": .integer(floor),
            "opened": .string(motion.opened.text), "opener": .person(motion.opener),
            "tally": tally.line,
            "votes": .array(
                motion.votes.map {
                    .line([
                        "person": .person($0.person), "place": .integer($0.place), "vote": .string($0.choice.rawValue),
                    ])
                }), "waiting": .array(waiting.map { .person($0) }),
        ])
    }
}

extension State {
    package func motionView(at place: Int, now: Time) -> MotionView? {
        authority.motion(at: place).map { MotionView($0, in: world, clock: max(log.clock ?? now, now), at: now) }
    }

    /// A page of the motions, newest first, before the one at a place.
    package func motionViews(at now: Time, before place: Int = .max, limit: Int) -> [MotionView] {
        let end = authority.motions.firstIndex { $0.place < place }
        return (max(0, end - limit)..<end).reversed().map { view(authority.motions[$0], at: now) }
    }

    /// Motions that are open, newest first.
    package func openMotionViews(at now: Time) -> [MotionView] {
        world.openMotions(at: now).map { view($0, at: now) }
    }

    private func view(_ motion: Motion, at now: Time) -> MotionView {
        MotionView(motion, in: world, clock: max(log.clock ?? now, now), at: now)
    }
}

extension World {
    /// Motions that are open, newest first.
    package func openMotions(at now: Time) -> [Motion] {
        authority.undecided.sorted(by: >).map { authority.motions[$0] }.filter { condition(of: $0, at: now) == "open" }
    }
}

extension World {
    /// How a motion stands. Authority goes on with one whose act on things was declined or withdrawn, or never stood; it
    /// changes nothing any more, so nobody is asked for it (K-26).
    package func condition(of motion: Motion, at now: Time) -> String {
        let word = authority.condition(of: motion, at: now)
        guard word == "open", let place = motion.act, authority.acts[place: place] == nil else { return word }
        if let open = acts[place: place], case .open = condition(of: open, at: now) { return word }
        return "ended with its act"
    }

    /// What the act of either part that was proposed at a place is called.
    package func actTitle(at place: Int) -> String? {
        authority.acts[place: place]?.kind.title ?? acts[place: place]?.kind.title
    }
}

extension Tally {
    fileprivate init(of votes: [Vote]) {
        self.init(
            yes: votes.count { $0.choice == .yes }, no: votes.count { $0.choice == .no },
            abstain: votes.count { $0.choice == .abstain })
    }
}
