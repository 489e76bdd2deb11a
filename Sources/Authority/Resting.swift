import Ledger

/// K-17: a reversal takes back only what rested on the key.
///
/// Else one member who disowns a key, and two who agree, would undo a year of unanimous motions.
extension Authority {
    /// Whether an act or motion of authority would have ended otherwise without what this key gave, and without what other
    /// disowned keys gave that nobody confirmed: of two thieves each alone may not have mattered. A proposal matters where
    /// the act names its proposer, who alone could ask; a closing only says the tally.
    package func rests(_ entry: Int, on disowning: Disowning, log: Log) -> Bool {
        let denied = disownings.filter { one in
            one.key == disowning.key || answer(about: entry, key: one.key)?.answer != .confirmed
        }
        func isDenied(_ place: Int) -> Bool { denied.contains { isBy(place, $0, log: log) } }
        let motion = motion(about: entry)
        if let motion, let count = motion.count {
            let votes = motion.votes(of: count)
            let left = votes.filter { !isDenied($0.place) }
            if count.majority.isMet(by: votes) != count.majority.isMet(by: left) { return true }
        }
        guard let act = acts[place: motion?.act ?? entry] else { return false }
        return act.needed.contains(where: isDenied) || act.named.contains(act.proposer) && isDenied(act.place)
    }

    /// Whether the entry at a place was signed with a key that its person disowned there.
    func isBy(_ place: Int, _ disowning: Disowning, log: Log) -> Bool {
        guard let (key, _) = key(disowning.key) else { return false }
        return disowning.denies(place) && log.rows.at(place)?.key == key
    }

    /// The people to whom bodies gave seats by motions that rest on this key, ascending.
    package func seated(through disowning: Disowning, log: Log) -> [Int] {
        let people = motions.lazy.filter { ($0.decided ?? -1) >= disowning.since }.flatMap { motion -> [Int] in
            guard let act = self.act(of: motion), !act.groups.isEmpty, act.kind.widens, act.end != nil,
                self.isBehind(motion.place, disowning, log: log), self.rests(motion.place, on: disowning, log: log)
            else { return [] }
            return act.named
        }
        return Set(people).sorted()
    }

    /// Whether a seat that a motion gave is still held through it.
    private func isHeld(_ act: ProposedAct<Authority>) -> Bool {
        guard case .inEffect(let effect)? = act.end else { return false }
        return act.groups.values.contains { group in
            (roster(group)?.seats ?? []).contains {
                act.named.contains($0.person) && ($0.since == effect || $0.leads == effect)
            }
        }
    }

    /// Why two people may not reverse an act or motion of authority that something of the key is behind; nil: they may.
    package func lasts(_ entry: Int, _ disowning: Disowning, log: Log) -> Refusal? {
        guard statements(behind: entry) != nil else { return nil }
        let name = "D-\(disowning.number)"
        guard rests(entry, on: disowning, log: log) else {
            return Refusal(
                "K-17",
                "What \(name) disowns did not decide this: without it the same would have come about. It stands.",
                who: "two people in office who took no part, by confirming it", field: "answer")
        }
        guard let motion = motion(about: entry), let act = act(of: motion), isHeld(act) else { return nil }
        let people = seated(through: disowning, log: log)
        guard people.count > 1, people.contains(where: act.named.contains) else { return nil }
        let all = people.map { "p\($0)" }.joined(separator: ", ")
        return Refusal(
            "K-17",
            "What \(name) disowns gave seats to \(all). What gave two or more people their seats is reversed by the body that gave them.",
            who: "a motion of “\(motion.body)” by \(EndSeat.kind), for each seat", field: "answer")
    }
}
