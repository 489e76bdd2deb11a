import Ledger

/// A member's vote by name; the last one counts (P-50).
package struct Vote: Equatable, Sendable {
    package enum Choice: String, Sendable, CaseIterable { case yes, no, abstain }
    package let person: Int
    package let choice: Choice
    package let place: Int
    package let local: Bool
    package let key: Int
    /// Changed after the first closing: it is that person's last.
    package let final: Bool
}

package struct Tally: Equatable, Sendable {
    package var yes = 0, no = 0, abstain = 0

    package init(yes: Int = 0, no: Int = 0, abstain: Int = 0) {
        (self.yes, self.no, self.abstain) = (yes, no, abstain)
    }

    package var line: JSON { .line(["abstain": .integer(abstain), "no": .integer(no), "yes": .integer(yes)]) }
}

/// What a body decides together: about one act, or a question whose words are beside the line.
package struct Motion: Equatable, Sendable {
    package struct Closing: Equatable, Sendable {
        package let person: Int
        package let place: Int
        package let key: Int
        package let tally: Tally
    }
    package enum Outcome: Equatable, Sendable { case carried(Int), lost(Int) }

    package let place: Int
    package let hash: Digest
    package let body: String
    /// The place of the act, of either part; nil for a question.
    package let act: Int?
    package let opener: Int
    package let opened: Time
    package var votes: [Vote] = []
    package var firstClosed: Closing?
    package var outcome: Outcome?
    /// Who closed it for good: the entry at `decided` says it again, so it is in no line.
    package var lastCloser: Int?
    /// The votes that counted there, and what they had to reach (K-17).
    package var count: MotionCount?

    package var name: String { "B-\(place)" }
    /// The second closing's place.
    var decided: Int? {
        switch outcome {
        case .carried(let place)?, .lost(let place)?: place
        case nil: nil
        }
    }

    package var line: JSON {
        .line([
            "act": act.map { .integer($0) }, "body": .string(body),
            "closed": firstClosed.map {
                .line([
                    "key": .integer($0.key), "person": .integer($0.person), "place": .integer($0.place),
                    "tally": $0.tally.line,
                ])
            }, "count": count?.line, "hash": .string(hash.hex), "opened": .string(opened.text),
            "opener": .integer(opener),
            "outcome": outcome.map {
                switch $0 {
                case .carried(let place): .string("carried \(place)")
                case .lost(let place): .string("lost \(place)")
                }
            }, "place": .integer(place),
            "votes": .array(
                votes.map {
                    .line([
                        "choice": .string($0.choice.rawValue), "final": $0.final ? .bool(true) : nil,
                        "key": .integer($0.key), "local": .bool($0.local), "person": .integer($0.person),
                        "place": .integer($0.place),
                    ])
                }),
        ])
    }
}

extension Authority {
    package func motion(at place: Int) -> Motion? { motionIndex(at: place).map { motions[$0] } }

    func motionIndex(at place: Int) -> Int? {
        let index = motions.firstIndex { $0.place < place }
        return motions.at(index)?.place == place ? index : nil
    }

    /// The one motion that an act of either part ever has.
    package func motion(ofActAt place: Int) -> Motion? { motionByAct[place].map { motions[$0] } }

    /// The act of authority that a motion is about.
    package func act(of motion: Motion) -> ProposedAct<Authority>? { motion.act.flatMap { acts[place: $0] } }

    /// What its act asks; of one on things by the policy's form, which reads alike in every program (K-9).
    package func requirement(of motion: Motion) -> Requirement? {
        motion.act.flatMap { requirement(ofActAt: $0) }
    }

    /// Whoever closed an act's motion: they sign the act too (P-32), and one of them brings an act on things into effect.
    package func closers(ofActAt place: Int) -> [Int] {
        guard let motion = motion(ofActAt: place) else { return [] }
        return [motion.firstClosed?.person, motion.lastCloser].compactMap(\.self)
    }

    /// Whom a motion keeps from voting and closing: whoever its act names, whoever declared a conflict,
    /// and who set the stop that it would end.
    package func isBarred(_ person: Int, from motion: Motion) -> Bool {
        guard let act = motion.act else { return false }
        if conflicted[act]?.contains(person) == true { return true }
        guard let open = self.act(of: motion) else { return false }
        // Who stopped something gives it back by no vote either (P-56).
        if let lift = open.act as? LiftStop, lift.isInConflict(person, in: self) { return true }
        return open.named.contains(person) || open.act.stopSubject(in: self)?.stoppers.contains(person) == true
    }

    /// Everybody seated in a body: stopped, absent and conflicted members included (P-50).
    package func seated(in body: String, at now: Time) -> [Int] {
        (roster(body)?.seats ?? []).filter { seat in seat.until.map { now < $0 } ?? true }.map(\.person)
    }

    /// The votes that count now, as they count: made by members who have been in standing since, with a key that still is.
    package func counted(_ motion: Motion, at now: Time) -> [Vote] {
        motion.votes.compactMap { vote in
            guard !isBarred(vote.person, from: motion), isGood(vote.key, since: vote.place, page: !vote.local),
                let since = membership(of: vote.person, in: motion.body, at: now)
            else { return nil }
            return since < vote.place ? counting(vote, in: motion) : nil
        }
    }

    package func tally(_ motion: Motion, at now: Time) -> Tally {
        var tally = Tally()
        for vote in counted(motion, at: now) {
            switch vote.choice {
            case .yes: tally.yes += 1
            case .no: tally.no += 1
            case .abstain: tally.abstain += 1
            }
        }
        return tally
    }

    /// Whether a motion may be closed now: 72 hours after its opening by the log's clock, or once all seated have voted
    /// but those whom the act itself bars. Who is stopped, suspended or away has not voted: else whoever stops the
    /// others decides within seconds, before anybody can give them back (K-4).
    package func mayClose(_ motion: Motion, clock: Time, at now: Time) -> Bool {
        if clock.since(motion.opened) >= 72 * StatementSort.hour { return true }
        return silent(in: motion, at: now).isEmpty
    }

    /// Everybody seated who has not voted and whom the act does not bar, ascending: they keep the motion open (K-4).
    package func silent(in motion: Motion, at now: Time) -> [Int] {
        let voted = Set(counted(motion, at: now).map(\.person))
        return seated(in: motion.body, at: now).filter { !voted.contains($0) && !isBarred($0, from: motion) }.sorted()
    }

    /// Whether a motion still asks for votes: not decided, and its act has not ended (P-50).
    package func condition(of motion: Motion, at now: Time) -> String {
        switch motion.outcome {
        case .carried: return "carried"
        case .lost: return "lost"
        case nil: break
        }
        switch motion.act.flatMap({ condition(ofActAt: $0, at: now) }) {
        case nil, .open: return "open"
        case .stopped: return "stopped"
        case .ended, .expired, .lapsed: return "ended with its act"
        }
    }
}
