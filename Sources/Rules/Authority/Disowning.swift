import Ledger

/// A key whose person says that its signatures from a place on were not his (P-22).
package struct Disowning: Item, Equatable {
    package static let letter = "D", noun = "disowning"
    package let number: Int
    package let born: Int
    package let key: Digest
    package let since: Int

    package var line: JSON {
        .line(["born": .integer(born), "key": .string(key.hex), "since": .integer(since)])
    }
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

    /// Whether two others reversed what stands at a place: nothing opens on it any more.
    package func isReversed(_ entry: Int) -> Bool {
        disownedAnswers.contains { $0.entry == entry && $0.answer == .reversed }
    }

    /// Takes back what an act of authority, or a motion's act, gave: the seats that were taken through it, the keys
    /// that were enrolled, the stop that it ended. What it took away stays away, and what it changed elsewhere is
    /// mended by acts of its own: reversing only ever narrows.
    mutating func takeBack(_ entry: Int, at moment: Moment) {
        let place = motion(at: entry)?.act ?? entry
        guard let act = acts[place: place], case .inEffect(let effect)? = act.end else { return }
        for group in act.groups.values.sorted() {
            guard let roster = rosters.firstIndex(where: { $0.group == group }) else { continue }
            for seat in rosters[roster].seats.indices
            where act.named.contains(rosters[roster].seats[seat].person) && rosters[roster].seats[seat].leads == effect
            {
                rosters[roster].seats[seat].leads = nil
            }
            for seat in rosters[roster].seats where seat.since == effect && act.named.contains(seat.person) {
                unseat(seat.person, from: group, at: moment, confirmed: false)
            }
        }
        if let given = act.act.holderKey, let (index, enrolled) = key(given.fingerprint), enrolled.born == effect {
            keys[index].revoked = enrolled.revoked ?? moment.place
        }
        if let replaced = replacement(of: place), replaced.waiting.isWaiting {
            replacements[replaced.index].cancelled = moment.place
        }
        if let ended = (act.act as? EndStop).flatMap({ stops.at($0.stop.index) }), ended.ended == effect,
            !isStopped(ended.target, byPage: ended.page)
        {
            stop(ended.target, by: moment.by, page: ended.page, at: moment)
        }
    }
}
