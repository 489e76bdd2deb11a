/// What the text says of a key whose person denies what it signed: P-22, K-6, K-17.
extension ReferenceModel {
    struct Denial { var person: Int, key: Int, since: Int, born: Int }
    struct Answered { var denial: Int, entry: Int, word: String }
    /// All that the model knew, before something took effect.
    final class Past: Sendable {
        let model: ReferenceModel
        init(_ model: ReferenceModel) { self.model = model }
    }

    /// What is asked where it is proposed only: that it is known there, and reaches back no more than 30 days.
    func mayBeSaid(_ act: Act, head: Int, now: Int) -> Bool {
        switch act.kind {
        case .disown: return act.since < head && now - (times[act.since] ?? now) <= 30 * 86_400
        case .answer:
            guard denials[act.denial].born < head, act.entry < head else { return false }
            return isBehind(act.entry, denials[act.denial])
                && (act.label != "reversed" || mayReverse(act.entry, act.denial))
        default: return true
        }
    }
    /// From there on already, and not given back since.
    func isDisowned(_ act: Act) -> Bool {
        guard case .key(let person, let key)? = act.target, let since = people[person]?.keys[key].since else {
            return true
        }
        return denials.contains {
            $0.person == person && $0.key == key && $0.since <= act.since && $0.born >= since
        }
    }
    func answered(_ entry: Int, _ denial: Denial) -> Answered? {
        answers.first {
            $0.entry == entry && denials[$0.denial].person == denial.person && denials[$0.denial].key == denial.key
        }
    }

    /// It ends the key as a revocation does: at once with that key, or with one that two gave back since; else both wait.
    mutating func disown(_ act: Act, with signing: Int, place: Int, now: Int) {
        guard case .key(let person, let key)? = act.target, let held = people[person]?.keys[key] else { return }
        denials.append(Denial(person: person, key: key, since: act.since, born: place))
        guard !held.revoked else { return }
        let stopped = stops.last { $0.target == .key(person, key) && !$0.page && !$0.ended }
        let isGivenBack = stops.contains { one in
            !one.page && one.target == .key(person, signing) && stopped.map { one.given > $0.place } == true
        }
        if key == signing || isGivenBack {
            people[person]?.keys[key].revoked = true
        } else {
            for one in [key, signing] where !isStopped(.key(person, one)) {
                halt(.key(person, one), by: [person], page: false, place: place, now: now)
            }
        }
    }

    /// P-30: who asked, signed, opened, voted, closed, or got it.
    func tookPart(_ person: Int, in entry: Int) -> Bool {
        let motion = motions[entry] ?? acts[entry]?.motion.flatMap { motions[$0] }
        if let motion {
            let voters = motion.votes.map(\.person) + [motion.opener]
            let closers = [motion.closed?.person, motion.last?.person].compactMap { $0 }
            if (voters + closers).contains(person) { return true }
        }
        guard let act = acts[motion?.act ?? entry] else { return false }
        // K-6: of things, whose statements stand for them.
        if act.statements.contains(where: { signed[$0]?.person == person }), act.kind == .store { return true }
        return act.proposer == person || act.kind != .store && act.named.contains(person)
            || act.kind != .store && act.marks.contains { $0.person == person }
    }

    private func isBy(_ place: Int, _ denial: Denial) -> Bool {
        place >= denial.since && place < denial.born && signed[place]?.person == denial.person
            && signed[place]?.key == denial.key
    }
    func isBehind(_ entry: Int, _ denial: Denial) -> Bool {
        guard entry < denial.born else { return false }
        if let motion = motions[entry] {
            guard motion.decided else { return false }
            let closings = [motion.closed?.place, motion.last?.place].compactMap { $0 }
            return (motion.votes.map(\.place) + closings).contains { isBy($0, denial) }
        }
        guard let act = acts[entry] else { return false }
        guard act.kind != .store else { return act.statements.contains { isBy($0, denial) } }
        return act.effect != nil && ([act.place] + act.marks.map(\.place)).contains { isBy($0, denial) }
    }

    /// K-17: whether it would have come otherwise without what the key gave, and what other disowned keys gave.
    func rests(_ entry: Int, _ denial: Int) -> Bool {
        let left = denials.indices.filter { one in
            denials[one].person == denials[denial].person && denials[one].key == denials[denial].key
                || answered(entry, denials[one])?.word != "confirmed"
        }
        func isDenied(_ place: Int) -> Bool { left.contains { isBy(place, denials[$0]) } }
        let at = motions[entry] == nil ? acts[entry]?.motion : entry
        if let at, motions[at]?.decided == true, let then = past[at]?.model, var motion = then.motions[at] {
            let was = then.isCarried(motion)
            motion.votes.removeAll { isDenied($0.place) }
            if then.isCarried(motion) != was { return true }
        }
        guard let act = acts[motions[entry]?.act ?? entry], act.kind != .store else { return false }
        if act.effect != nil, demand(act.kind).ways.contains(where: { !$0.isEmpty }),
            let then = past[act.motion ?? act.place]?.model,
            var before = then.acts[act.place]
        {
            before.marks.removeAll { isDenied($0.place) }
            if then.met(before) == nil { return true }
        }
        return act.named.contains(act.proposer) && isDenied(act.place)
    }
    private func isSeat(_ act: Act) -> Bool { [.add, .appoint, .seat].contains(act.kind) }
    private func isHeld(_ act: Act) -> Bool {
        isSeat(act) && act.effect != nil && chairs[act.group]?[act.person]?.since == act.effect
    }
    /// K-17: what rests on it; and of seats that a motion gave only one, or one that the body ended since.
    private func mayReverse(_ entry: Int, _ denial: Int) -> Bool {
        guard motions[entry] != nil || acts[entry]?.kind != .store else { return true }
        guard rests(entry, denial) else { return false }
        guard let act = acts[motions[entry]?.act ?? entry], act.motion != nil, isHeld(act) else { return true }
        let seated = acts.values.filter { one in
            guard isSeat(one), one.effect != nil, let motion = one.motion else { return false }
            return isBehind(motion, denials[denial]) && rests(motion, denial)
        }
        let people = Set(seated.map(\.person))
        return people.count < 2 || !people.contains(act.person)
    }
    /// What it gave goes: a seat, and the end of a stop. What it took away stays away.
    mutating func takeBack(_ entry: Int, by: [Int], place: Int, now: Int) {
        guard let act = acts[motions[entry]?.act ?? entry], act.kind != .store, let effect = act.effect else { return }
        if isSeat(act), chairs[act.group]?[act.person]?.since == effect { unseat(act.person, act.group, by: by) }
        guard [.restore, .lift].contains(act.kind) else { return }
        let stop = stops[act.stop]
        let isOn = stops.contains { $0.target == stop.target && $0.page == stop.page && !$0.ended }
        if !isOn { halt(stop.target, by: by, page: stop.page, place: place, now: now) }
    }
}
