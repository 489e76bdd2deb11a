import Ledger

/// A key whose person says that its signatures from a place on were not theirs (P-22).
package struct Disowning: Item, Equatable {
    package static let prefix = "D", noun = "disowning"
    package let number: Int
    package let born: Int
    package let key: Digest
    package let since: Int

    package var line: JSON {
        .line(["born": .integer(born), "key": .string(key.hex), "since": .integer(since)])
    }

    /// Whether it denies what its key signed at a place: from there on until it was said. What the key signs after
    /// key witnesses gave it back is its person's again: else a thief who disowned it would have put a doubt on all
    /// that its owner ever signs.
    package func denies(_ place: Int) -> Bool { place >= since && place < born }
}

/// What two others said of something that took effect through a disowned key: it stands for good once given.
package struct DisownedAnswer: Equatable, Sendable {
    package let key: Digest
    /// The place of the act, motion or record.
    package let entry: Int
    package let answer: AnswerDisowned.Answer
    package let place: Int
    package let by: [Int]

    package var line: JSON {
        .line([
            "answer": .string(answer.rawValue), "by": .numbers(by), "entry": .integer(entry),
            "key": .string(key.hex), "place": .integer(place),
        ])
    }
}

extension Authority {
    /// What was answered about an act, motion or record that took effect through this key.
    package func answer(about entry: Int, key: Digest) -> DisownedAnswer? {
        disownedAnswers.first { $0.entry == entry && $0.key == key }
    }

    /// The statements through which an act took effect or a motion was decided; empty while that has not happened, nil
    /// where no act or motion of authority stands.
    package func statements(behind entry: Int) -> [Int]? {
        if let act = acts[place: entry] {
            guard case .inEffect? = act.end else { return [] }
            return [act.place] + act.signatures.map(\.place)
        }
        guard let motion = motion(at: entry) else { return nil }
        guard let decided = motion.decided else { return [] }
        return motion.votes.map(\.place) + [decided] + (motion.firstClosed.map { [$0.place] } ?? [])
    }

    /// The motion at a place, or about the act there.
    func motion(about entry: Int) -> Motion? { motion(at: entry) ?? motion(ofActAt: entry) }

    /// Whether somebody took part in an act, motion or record, or is who got something through it (P-30).
    func tookPart(_ person: Int, in entry: Int) -> Bool {
        let motion = motion(about: entry)
        if things[motion?.act ?? entry]?.isSigned(by: person) == true { return true }
        if let motion,
            motion.opener == person || motion.firstClosed?.person == person || motion.lastCloser == person
                || motion.votes.contains(where: { $0.person == person })
        {
            return true
        }
        guard let act = acts[place: motion?.act ?? entry] else { return false }
        return act.proposer == person || act.named.contains(person)
            || act.signatures.contains { $0.person == person }
    }

    /// Whether two others reversed what is at a place: nothing opens on it any more.
    package func isReversed(_ entry: Int) -> Bool {
        disownedAnswers.contains { $0.entry == entry && $0.answer == .reversed }
    }

    /// Takes back what an act of authority, or a motion's act, gave: the seats that were taken through it, the keys
    /// that were enrolled, the stop that it ended. What it took away stays away, and what it changed elsewhere is
    /// mended by acts of its own: reversing only ever narrows.
    mutating func takeBack(_ entry: Int, at moment: Moment) {
        let place = motion(at: entry)?.act ?? entry
        guard let act = acts[place: place], case .inEffect(let effect)? = act.end else { return }
        // All of them: an appointment gives access to lists beside the team, and one of those would count again with the
        // person's next team.
        for roster in rosters.indices {
            let group = rosters[roster].group
            for seat in rosters[roster].seats.indices
            where act.named.contains(rosters[roster].seats[seat].person) && rosters[roster].seats[seat].leads == effect
            {
                rosters[roster].seats[seat].leads = nil
            }
            for seat in rosters[roster].seats where seat.since == effect && act.named.contains(seat.person) {
                unseat(seat.person, from: group, at: moment, confirmed: false)
            }
        }
        let replaced = replacement(of: place)
        if let given = act.act.holderKey(in: self), let (index, enrolled) = key(given.fingerprint),
            enrolled.born == effect || enrolled.born == replaced?.waiting.closed
        {
            keys[index].revoked = enrolled.revoked ?? moment.place
        }
        if let given = (act.act as? EnrolMachine)?.key, let index = machineIndex[given.fingerprint],
            machines[index].born == effect
        {
            machines[index].retired = machines[index].retired ?? moment.place
        }
        if let replaced, replaced.waiting.isWaiting {
            replacements[replaced.index].cancelled = moment.place
        }
        let ending = (act.act as? EndStop)?.stop ?? (act.act as? LiftStop)?.stop
        if let ended = ending.flatMap({ stops.at($0.index) }), ended.ended == effect,
            !isStopped(ended.target, byPage: ended.page)
        {
            stop(ended.target, by: moment.by, page: ended.page, at: moment)
        }
    }
}

extension Authority {
    /// What rests on the past that only the log remembers (P-22).
    package func judgePast(_ kind: String, _ body: JSON, log: Log, at moment: Moment) throws(Refusal) {
        switch kind {
        case DisownKey.kind: try log.judgeReach(body, at: moment)
        case AnswerDisowned.kind: try judgeAnswered(body, log: log, seen: moment.seen)
        default: break
        }
    }

    /// Whether something that a disowned key signed is behind an act, motion or record (P-22).
    func isBehind(_ entry: Int, _ disowning: Disowning, log: Log) -> Bool {
        guard entry < disowning.born else { return false }
        func isBy(_ place: Int) -> Bool { self.isBy(place, disowning, log: log) }
        if let statements = statements(behind: entry) { return statements.contains(where: isBy) }
        // A coming or a verdict is answered by its own place.
        if let row = log.rows.at(entry), row.part != .authority, row.hash != nil, isBy(entry) { return true }
        return things[entry]?.statements.contains(where: isBy) == true
    }

    /// P-22: what is answered rests on the disowned key. Else whoever disowns a key of their own would let two others
    /// take back what that key never signed: anybody's seat, key or record.
    private func judgeAnswered(_ body: JSON, log: Log, seen: Int) throws(Refusal) {
        guard let entry = body["entry"]?.number, entry < seen, let id = body["disowning"]?.text,
            let disowning = ItemID(id).flatMap({ disownings.at($0.number - 1) })
        else { return }
        guard isBehind(entry, disowning, log: log) else {
            throw Refusal(
                "P-22", "Entry \(entry) does not rest on the key that \(id) disowns.", field: "entry",
                sort: .notFound)
        }
        guard body["answer"]?.text == AnswerDisowned.Answer.reversed.rawValue,
            let why = lasts(entry, disowning, log: log)
        else { return }
        throw why
    }
}
