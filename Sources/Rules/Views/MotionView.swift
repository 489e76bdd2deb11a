import Ledger

/// A motion as people look at it.
package struct MotionView: Sendable {
    package let motion: Motion
    package let condition: String
    package let tally: Tally
    /// Everybody seated, ascending.
    package let seated: [Int]
    /// Whom the act names or who is in conflict: seated, but neither votes nor closes.
    package let barred: [Int]
    /// Seated members who may vote and have not.
    package let waiting: [Int]
    package let isCarriedNow: Bool
    package let mayClose: Bool
    package let floor: Int

    init(_ motion: Motion, in world: World, clock: Time, at now: Time) {
        let authority = world.authority
        self.motion = motion
        condition = world.condition(of: motion, at: now)
        tally = authority.tally(motion, at: now)
        let seated = authority.seated(in: motion.body, at: now)
        self.seated = seated.sorted()
        barred = seated.filter { authority.isBarred($0, from: motion) }.sorted()
        let voted = Set(authority.counted(motion, at: now).map(\.person))
        waiting = seated.filter { person in
            !voted.contains(person) && !authority.isBarred(person, from: motion)
                && authority.membership(of: person, in: motion.body, at: now) != nil
        }.sorted()
        isCarriedNow = authority.isCarried(motion, at: now)
        mayClose = authority.mayClose(motion, clock: clock, at: now)
        floor = max(2, authority.requirement(of: motion)?.motion?.floor ?? 2, seated.count / 2 + 1)
    }

    package var isOpen: Bool { condition == "open" }

    package var json: JSON {
        .line([
            "about": motion.act.map { .string("A-\($0)") }, "body": .string(motion.body),
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

    /// Every motion, newest first.
    package func motionViews(at now: Time) -> [MotionView] {
        authority.motions.map { $0 }.reversed().map {
            MotionView($0, in: world, clock: max(log.clock ?? now, now), at: now)
        }
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
