import Ledger

/// What acts ask and change, by the text.
extension ReferenceModel {
    /// What must hold at the proposal and at the effect.
    func holds(_ act: Act, at now: Int) -> Bool {
        switch act.kind {
        case .add:
            return seatable(act.person, "machine-room") && Self.teams.contains { member(act.person, $0) != nil }
        case .appoint: return seatable(act.person, act.group)
        case .seat:
            return seatable(act.person, "council")
                && (chairs["council"] ?? [:]).keys.filter { $0 != act.person }.count < 4
        case .remove, .leave, .resign, .end: return chairs[act.group]?[act.person] != nil
        case .stop: return act.target.map { !isStopped($0) } ?? false
        case .lift: return !stops[act.stop].ended
        case .restore: return !stops[act.stop].ended && now - stops[act.stop].at >= 72 * 3600
        case .store: return !stores.contains(act.label)
        case .disown: return !isDisowned(act)
        case .answer: return answered(act.entry, denials[act.denial]) == nil
        case .machine: return !machines.contains(act.label)
        }
    }
    private func seatable(_ person: Int, _ group: String) -> Bool {
        guard people[person]?.stopped == false, chairs[group]?[person].map(\.suspended) ?? true else { return false }
        // The reviser holds nothing else; nobody is in both teams.
        if group != "machine-room", isAuditor(person) { return false }
        guard Self.teams.contains(group) else { return true }
        return Self.teams.allSatisfy { $0 == group || chairs[$0]?[person] == nil }
    }
    func isStopped(_ target: Target) -> Bool {
        switch target {
        case .person(let person): people[person]?.stopped ?? false
        case .key(let person, let key): people[person]?.keys[key].stopped ?? false
        }
    }

    /// P-55, P-56: a stop by page stops once, and its maker alone does not repeat it.
    func holdsByPage(_ act: Act, by: [Int]) -> Bool {
        guard act.kind == .stop, let target = act.target else { return true }
        let stopped =
            switch target {
            case .person(let person): people[person]?.pageStopped ?? false
            case .key(let person, let key): people[person]?.keys[key].pageStopped ?? false
            }
        return !stopped && !(by.count == 1 && stops.contains { $0.target == target && $0.by == by })
    }

    mutating func effect(_ act: Act, by: [Int], page: Bool = false, place: Int, now: Int, key: Int = 0) {
        if act.kind == .appoint { recommenders[act.person, default: []].formUnion(act.marks.map(\.person)) }
        switch act.kind {
        case .disown: disown(act, with: key, place: place, now: now)
        case .answer:
            answers.append(Answered(denial: act.denial, entry: act.entry, word: act.label))
            if act.label == "reversed" { takeBack(act.entry, by: by, place: place, now: now) }
        case .add, .appoint, .seat: chairs[act.group, default: [:]][act.person] = Chair(since: place)
        case .remove, .leave, .resign: unseat(act.person, act.group, by: by)
        case .end: chairs[act.group]?[act.person] = nil
        case .stop:
            if let target = act.target { halt(target, by: by, page: page, place: place, now: now) }
        case .restore, .lift:
            stops[act.stop].ended = true
            stops[act.stop].given = place
            set(stops[act.stop].target, stopped: false, page: stops[act.stop].page, place: place)
        case .store: stores.append(act.label)
        case .machine: machines.append(act.label)
        }
    }
    mutating func halt(_ target: Target, by: [Int], page: Bool, place: Int, now: Int) {
        stops.append(Halt(target: target, by: by, at: now, place: place, page: page))
        set(target, stopped: true, page: page, place: nil)
    }
    private mutating func set(_ target: Target, stopped: Bool, page: Bool, place: Int?) {
        switch target {
        case .person(let person) where page:
            people[person]?.pageStopped = stopped
            if let place { people[person]?.sincePage = place }
        case .key(let person, let key) where page:
            people[person]?.keys[key].pageStopped = stopped
            if let place { people[person]?.keys[key].sincePage = place }
        case .person(let person):
            people[person]?.stopped = stopped
            if let place { people[person]?.since = place }
        case .key(let person, let key):
            people[person]?.keys[key].stopped = stopped
            if let place { people[person]?.keys[key].since = place }
        }
    }
    /// P-57: fewer than two left besides the signers, and it is a stop only.
    mutating func unseat(_ person: Int, _ group: String, by: [Int]) {
        let left = (chairs[group] ?? [:]).filter { $0.key != person && !$0.value.suspended && !by.contains($0.key) }
        if left.count < 2 { chairs[group]?[person]?.suspended = true } else { chairs[group]?[person] = nil }
    }

    func mayPropose(_ act: Act) -> Bool {
        let person = act.proposer
        let council = member(person, "council") != nil
        guard !isAuditor(person) || act.person == person else { return false }
        switch act.kind {
        case .disown: return act.person == person
        case .lift:
            return !groups(act.person).filter { $0 != "machine-room" }.isEmpty
                && (council
                    || Self.teams.contains {
                        chairs[$0]?[act.person]?.leads == nil && chairs[$0]?[act.person] != nil
                            && leader(person, $0) != nil
                    })
                && person != act.person
        case .add, .end, .answer: return office(person) != nil
        case .remove: return council || leader(person, "keepers") != nil
        case .appoint: return council || leader(person, act.group) != nil
        case .leave: return act.person == person || council
        case .resign: return act.person == person
        case .seat: return council
        case .store, .machine: return member(person, "keepers") != nil
        case .stop: return act.person == person || ["leader", "peer"].contains { pooled(person, $0, act) }
        case .restore: return pooled(person, "restorer", act)
        }
    }
    /// Whom an act names may ask for it by another role that he has, though he fills no slot of it.
    private func pooled(_ person: Int, _ slot: String, _ act: Act) -> Bool {
        guard person != act.person, !isAuditor(person) else { return false }
        return eligible(person, slot, act) != nil
    }

    func isOpen(_ act: Act, at now: Int) -> Bool { act.end == nil && now <= act.expires }
    /// K-26: of an act on things a motion knows until when it may be decided, and not that it was declined or withdrawn.
    func mayDecide(_ act: Act, at now: Int) -> Bool {
        act.kind == .store ? now <= act.expires : isOpen(act, at: now)
    }

    /// P-34: whether those left could still meet it, slot by slot.
    func reachable(_ act: Act) -> Bool {
        demand(act.kind).ways.contains { way in
            way.allSatisfy { slot in
                people.keys.filter { person in
                    !act.out.contains(person) && !(demand(act.kind).excludesProposer && person == act.proposer)
                        && eligible(person, slot.slot, act) != nil && stands(person, own: own(act, person))
                        && !barred(person, slot.slot, act)
                }.count >= slot.count
            }
        }
    }
}

/// Motions, by P-50.
extension ReferenceModel {
    func isBarred(_ person: Int, _ motion: Motion) -> Bool {
        guard let act = acts[motion.act] else { return false }
        // P-56: neither the stopped nor a stopper.
        let isStopper = act.kind == .lift && stops[act.stop].by.contains(person)
        return act.named.contains(person) || act.conflicts.contains(person) || isStopper
    }
    func counted(_ motion: Motion) -> [Ballot] {
        motion.votes.filter { vote in
            !isBarred(vote.person, motion) && good(vote.person, vote.key, since: vote.place)
                && (member(vote.person, "council").map { $0 < vote.place } ?? false)
        }
    }
    /// yes, no, abstain
    func tally(_ motion: Motion) -> [Int] {
        ["yes", "no", "abstain"].map { choice in counted(motion).filter { $0.choice == choice }.count }
    }
    /// K-4: the stopped, the suspended and the absent have not voted.
    func mayClose(_ motion: Motion, at now: Int) -> Bool {
        if now - motion.opened >= 72 * 3600 { return true }
        let voted = Set(counted(motion).map(\.person))
        return (chairs["council"] ?? [:]).keys.allSatisfy { voted.contains($0) || isBarred($0, motion) }
    }
    func isCarried(_ motion: Motion) -> Bool {
        guard let act = acts[motion.act] else { return false }
        let tally = tally(motion)
        guard tally[0] > tally[1], tally[0] >= 2 else { return false }
        // K-4: a seat of the council, which decides and governs.
        if demand(act.kind).narrows, act.group != "council" { return true }
        let local = counted(motion).filter { $0.choice == "yes" && $0.local }.count
        return tally[0] * 2 > (chairs["council"]?.count ?? 0) && local >= 2
    }
}
