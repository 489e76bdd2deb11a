import Ledger

/// Somebody says something, as the walk thinks of it.
struct Saying {
    enum What {
        case propose(ReferenceModel.Act, slot: String?)
        /// Several acts at once, of things or of authority as the first one is (P-36).
        case several([(Int, String)])
        case sign(Int, slot: String), decline(Int), withdraw(Int, request: Int), conflict(Int)
        case open(Int), vote(Int, String), close(Int, [Int])
    }
    var what: What
    var person: Int
    var key = 0
    /// The person whose key it really is.
    var keyOf: Int
    var request: Int
    var head: Int
    /// Says nothing of what its slot asks.
    var mute = false
}

enum Verdict: Equatable { case counts, first, second }

/// What the text says of a saying, and what it changes.
extension ReferenceModel {
    func isExempt(_ what: Saying.What) -> Bool {
        switch what {
        case .decline, .withdraw, .conflict: true
        case .propose(let act, _): act.kind == .stop
        default: false
        }
    }
    private func about(_ what: Saying.What) -> Int? {
        switch what {
        case .propose, .several: nil
        case .sign(let place, _), .decline(let place), .withdraw(let place, _), .conflict(let place), .open(let place),
            .vote(let place, _),
            .close(let place, _):
            place
        }
    }

    /// Judges it as the entry at a place and time, and takes it in: the first layer's traces too, where it is entered
    /// although it is refused.
    mutating func take(_ saying: Saying, place: Int, now: Int, forced: Bool) -> Verdict {
        guard saying.keyOf == saying.person, let human = people[saying.person], !human.used.contains(saying.request),
            !human.keys[saying.key].revoked
        else { return .first }
        if !isExempt(saying.what) {
            if let about = about(saying.what), about >= saying.head { return .first }
            if human.last >= saying.head { return .first }
        }
        var copy = self
        let counts = copy.second(saying, place: place, now: now)
        guard counts || forced else { return .second }
        if counts { self = copy }
        (signed[place], times[place]) = ((saying.person, saying.key), now)
        for at in noted(saying) { acts[at]?.statements.append(place) }
        people[saying.person]?.used.insert(saying.request)
        if case .withdraw(_, let request) = saying.what { people[saying.person]?.used.insert(request) }
        if !isExempt(saying.what) { people[saying.person]?.last = place }
        return counts ? .counts : .second
    }

    /// Of acts on things, what is its signer's: a signature on one act, and an item of one on several where a slot of the kind
    /// admits the signer, whatever the registers said of it (K-6).
    private func noted(_ saying: Saying) -> [Int] {
        switch saying.what {
        case .sign(let at, _): return acts[at]?.kind == .store ? [at] : []
        case .several(let items) where isThings(items):
            let groups = Self.teams + (storesNeedMotion ? ["council"] : [])
            guard groups.contains(where: { chairs[$0]?[saying.person] != nil }) else { return [] }
            return items.map(\.0).filter { $0 < saying.head && acts[$0]?.kind == .store }
        default: return []
        }
    }
    func isThings(_ items: [(Int, String)]) -> Bool { items.first.flatMap { acts[$0.0]?.kind } == .store }

    private mutating func second(_ saying: Saying, place: Int, now: Int) -> Bool {
        let person = saying.person
        let local = people[person]?.keys[saying.key].page == false
        switch saying.what {
        case .propose(var act, let slot):
            act.place = place
            act.expires = now + demand(act.kind).days * 86_400
            // What it names exists at its signer's head.
            if [.restore, .lift].contains(act.kind), stops[act.stop].place >= saying.head { return false }
            guard mayBeSaid(act, head: saying.head, now: now) else { return false }
            let own = own(act, person)
            guard stands(person, own: own), good(person, saying.key, since: place), mayPropose(act), holds(act, at: now)
            else { return false }
            act.statements = [place]
            acts[place] = act
            // K-7: a proposal cannot say what a slot asks.
            guard slot == nil || !demand(act.kind).asks else { return false }
            return slot.map { sign(place, $0, saying, place: place, now: now, local: local) } ?? true
        case .sign(let act, let slot):
            guard !saying.mute || acts[act].map({ demand($0.kind).asks }) != true else { return false }
            return sign(act, slot, saying, place: place, now: now, local: local)
        case .several(let items):
            let things = isThings(items)
            var counts = false
            for (at, slot) in items where at < saying.head && (acts[at]?.kind == .store) == things {
                guard acts[at].map({ demand($0.kind).asks }) != true else { continue }
                var copy = self
                guard copy.sign(at, slot, saying, place: place, now: now, local: local) else { continue }
                (self, counts) = (copy, true)
            }
            return counts
        case .decline(let at):
            guard var act = acts[at], isOpen(act, at: now), !act.out.contains(person) else { return false }
            let part = demand(act.kind).ways.flatMap { $0 }.contains { eligible(person, $0.slot, act) != nil }
            guard part || act.marks.contains(where: { $0.person == person }) else { return false }
            act.marks.removeAll { $0.person == person }
            act.out.insert(person)
            // K-18: a stopped person or key takes that person out, and ends nothing.
            if stands(person, own: false), good(person, saying.key, since: place), !reachable(act) {
                act.end = "declined"
            }
            acts[at] = act
            return true
        case .withdraw(let at, let request):
            guard var act = acts[at] else { return false }
            guard people[person]?.used.contains(request) == true else { return true }
            guard isOpen(act, at: now) else { return false }
            if act.proposer == person, act.request == request {
                act.end = "withdrawn"
            } else if let mark = act.marks.firstIndex(where: { $0.person == person && $0.request == request }) {
                act.marks.remove(at: mark)
            } else {
                return false
            }
            acts[at] = act
            return true
        case .conflict(let at):
            // K-4: on one's own machine where a motion decides; a stopped person or key takes nobody out of a vote.
            guard let act = acts[at], !act.conflicts.contains(person), local || demand(act.kind).motionFloor == nil,
                stands(person, own: false), good(person, saying.key, since: place)
            else { return false }
            acts[at]?.conflicts.insert(person)
            return true
        default: return motionStep(saying, place: place, now: now, local: local)
        }
    }

    private mutating func sign(
        _ at: Int, _ slot: String, _ saying: Saying, place: Int, now: Int, local: Bool
    ) -> Bool {
        guard var act = acts[at], isOpen(act, at: now) else { return false }
        if slot == "motion" { return carryOut(at, saying, place: place, now: now, local: local) }
        let demand = demand(act.kind)
        let person = saying.person
        let own = own(act, person)
        guard demand.ways.flatMap({ $0 }).contains(where: { $0.slot == slot }), !demand.local || local,
            stands(person, own: own), good(person, saying.key, since: place), !act.out.contains(person),
            !(demand.excludesProposer && person == act.proposer), !act.conflicts.contains(person),
            eligible(person, slot, act) != nil, !barred(person, slot, act)
        else { return false }
        if let former = act.marks.first(where: { $0.person == person }), former.slot == slot, counts(former, slot, act)
        {
            guard local, !former.local, !demand.narrows, act.kind != .store else { return false }
        }
        act.marks.removeAll { $0.person == person }
        act.marks.append(
            Mark(person: person, slot: slot, place: place, local: local, key: saying.key, request: saying.request))
        acts[at] = act
        guard demand.motionFloor == nil, let met = met(act) else { return true }
        guard holds(act, at: now), !met.page || holdsByPage(act, by: met.by) else { return false }
        past[at] = Past(self)
        took(at, place)
        effect(act, by: met.by, page: met.page, place: place, now: now, key: saying.key)
        return true
    }
    mutating func took(_ act: Int, _ place: Int) {
        acts[act]?.end = "in effect"
        acts[act]?.effect = place
    }

    /// P-50: a closer's signature in the slot `motion`, when all else is there.
    private mutating func carryOut(_ at: Int, _ saying: Saying, place: Int, now: Int, local: Bool) -> Bool {
        let person = saying.person
        guard let act = acts[at], act.kind == .store, let motion = act.motion.flatMap({ motions[$0] }),
            let carried = motion.carried, carried < saying.head, motion.closers.contains(person), local,
            !isBarred(person, motion), member(person, "council") != nil, !act.out.contains(person),
            good(person, saying.key, since: place), let met = met(act), holds(act, at: now)
        else { return false }
        took(at, place)
        effect(act, by: met.by, place: place, now: now)
        return true
    }

    private mutating func motionStep(_ saying: Saying, place: Int, now: Int, local: Bool) -> Bool {
        let person = saying.person
        guard good(person, saying.key, since: place), member(person, "council") != nil else { return false }
        if case .open(let at) = saying.what {
            guard let act = acts[at], mayDecide(act, at: now), demand(act.kind).motionFloor != nil, act.motion == nil
            else { return false }
            acts[at]?.motion = place
            motions[place] = Motion(act: at, place: place, opened: now, opener: person)
            return true
        }
        let at: Int
        switch saying.what {
        case .vote(let place, _): at = place
        case .close(let place, _): at = place
        default: return false
        }
        guard var motion = motions[at], !motion.decided, let act = acts[motion.act], mayDecide(act, at: now),
            !isBarred(person, motion)
        else { return false }
        if case .vote(_, let choice) = saying.what {
            let former = motion.votes.first { $0.person == person }
            guard former?.final != true, local || !demand(act.kind).local else { return false }
            // K-16: as a later signature replaces a former one (P-32); a seat of the council counts as what widens (K-4).
            if let former, counted(motion).contains(where: { $0.place == former.place }) {
                let widens = !demand(act.kind).narrows || act.group == "council"
                guard local || !former.local,
                    choice != former.choice || local && !former.local && widens
                else { return false }
            }
            motion.votes.removeAll { $0.person == person }
            let final = motion.closed != nil && former != nil && former?.choice != choice
            motion.votes.append(
                Ballot(person: person, choice: choice, place: place, local: local, key: saying.key, final: final))
            motions[at] = motion
            return true
        }
        guard case .close(_, let tally) = saying.what, local, mayClose(motion, at: now), tally == self.tally(motion)
        else { return false }
        let stands =
            motion.closed.map { closing in
                good(closing.person, closing.key, since: closing.place) && !isBarred(closing.person, motion)
                    && (member(closing.person, "council").map { $0 < closing.place } ?? false)
            } ?? false
        guard let first = motion.closed, stands, first.tally == tally else {
            motions[at]?.closed = (person, place, saying.key, tally)
            return true
        }
        guard first.person != person else { return false }
        past[at] = Past(self)
        let (count, seated) = (counted(motion).map(\.place).sorted(), chairs["council"]?.count ?? 0)
        if !isCarried(motion) {
            acts[motion.act]?.end = act.end ?? "defeated"
        } else if act.kind == .store {
            motions[at]?.carried = place
            motions[at]?.closers = [first.person, person]
        } else {
            let needsMore = demand(act.kind).ways.contains { !$0.isEmpty }
            guard holds(act, at: now), !needsMore || met(act) != nil else { return false }
            took(motion.act, place)
            effect(act, by: [first.person, person], place: place, now: now)
        }
        motions[at]?.decided = true
        motions[at]?.last = (person, place)
        motions[at]?.count = count
        motions[at]?.seated = seated
        return true
    }
}
