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

    init(_ motion: Motion, in authority: Authority, clock: Time, at now: Time) {
        self.motion = motion
        condition = authority.condition(of: motion, at: now)
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
        let rule = authority.act(of: motion).flatMap { authority.requirement(of: $0)?.motion }
        floor = max(2, rule?.floor ?? 2, seated.count / 2 + 1)
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
        authority.motion(at: place).map { MotionView($0, in: authority, clock: max(log.clock ?? now, now), at: now) }
    }

    /// A page of the motions, newest first, before the one at a place.
    package func motionViews(at now: Time, before place: Int = .max, limit: Int) -> [MotionView] {
        let end = authority.motions.firstIndex { $0.place < place }
        return (max(0, end - limit)..<end).reversed().map { view(authority.motions[$0], at: now) }
    }

    /// Motions that are open, newest first.
    package func openMotionViews(at now: Time) -> [MotionView] {
        authority.openMotions(at: now).map { view($0, at: now) }
    }

    private func view(_ motion: Motion, at now: Time) -> MotionView {
        MotionView(motion, in: authority, clock: max(log.clock ?? now, now), at: now)
    }
}

extension Authority {
    /// Motions that are open, newest first.
    package func openMotions(at now: Time) -> [Motion] {
        undecided.sorted(by: >).map { motions[$0] }.filter { condition(of: $0, at: now) == "open" }
    }
}
