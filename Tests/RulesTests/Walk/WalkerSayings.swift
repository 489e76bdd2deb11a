import Ledger
import Rules
import TestWorld
import Testing

/// What is said: often something that somebody might say, sometimes what nobody should.
extension Walker {
    /// Half of what is said would be refused by nearly every rule at once; of the other half, something that the model
    /// takes to count is sought, so that the walk comes to where acts take effect.
    mutating func chosen() -> Saying {
        var found = saying()
        guard dice.roll(2) == 0 else { return found }
        for _ in 0..<12 {
            var copy = model
            if copy.take(found, place: ca.entries.count, now: ca.now.seconds, forced: false) == .counts { break }
            found = saying()
        }
        return found
    }

    private mutating func saying() -> Saying {
        var what = what()
        let person = likely(what)
        requests += 1
        let request = dice.roll(40) == 0 ? 1 + dice.roll(requests) : requests
        if case .propose(var act, let slot) = what {
            (act.proposer, act.request) = (person, request)
            what = .propose(act, slot: slot)
        }
        let held = keys[person]?.count ?? 1
        let isOld = dice.roll(15) == 0
        let good = model.people[person]?.keys.indices.filter { model.people[person]?.keys[$0].revoked == false } ?? []
        var key = dice.pick(dice.roll(8) == 0 ? Array(0..<held) : good) ?? 0
        if dice.roll(2) == 0, let first = good.first { key = first }
        if case .propose(let act, _) = what, act.kind == .disown, case .key(person, let own)? = act.target,
            dice.roll(3) != 0
        {
            key = own
        }
        return Saying(
            what: what, person: person, key: key,
            keyOf: dice.roll(40) == 0 ? 1 + dice.roll(10) : person,
            request: request,
            head: max(start, ca.entries.count - (isOld ? dice.roll(8) : 0)), mute: dice.roll(6) == 0)
    }

    private mutating func what() -> Saying.What {
        let open = model.acts.values.filter { $0.end == nil }.map(\.place).sorted()
        // An act on things whose motion was carried waits for one of two people, and is soon behind others.
        let carried = open.filter { model.acts[$0]?.motion.flatMap { model.motions[$0]?.carried } != nil }
        if !carried.isEmpty, dice.roll(3) == 0, let place = dice.pick(carried) {
            return .sign(place, slot: dice.pick(["keeper", "motion", "motion", "reviewer"]) ?? "motion")
        }
        var near = Array(open.suffix(8))
        let rare = open.filter { [.answer, .lift, .seat, .end].contains(model.acts[$0]?.kind) }
        if dice.roll(4) == 0, !rare.isEmpty { near = rare.suffix(3) }
        let voted = open.filter { model.acts[$0]?.motion.map { model.motions[$0]?.decided == false } == true }
        if dice.roll(3) == 0, !voted.isEmpty { near = voted.suffix(2) }
        if model.storesNeedMotion, dice.roll(3) == 0 {
            near = open.filter { model.acts[$0]?.kind == .store }.suffix(2)
        }
        let place = (dice.roll(10) == 0 ? dice.pick(model.acts.keys.sorted()) : dice.pick(near))
        guard let place, let act = model.acts[place], dice.roll(5) != 0 else {
            let proposed = proposal()
            return .propose(proposed, slot: proposed.kind == .answer && dice.roll(4) != 0 ? "answer" : slot())
        }
        if dice.roll(12) == 0 { return .several(several(near)) }
        switch dice.roll(30) {
        case 0: return .decline(place)
        case 1:
            return .withdraw(
                place, request: dice.roll(3) == 0 ? requests + 50 : act.marks.first?.request ?? act.request)
        case 2: return .conflict(place)
        default: break
        }
        let isThing = act.kind == .store
        let isCarried = act.motion.flatMap { model.motions[$0]?.carried } != nil
        guard model.demand(act.kind).motionFloor != nil, !isThing || !isCarried && dice.roll(3) != 0 else {
            let slots =
                model.demand(act.kind).ways.flatMap { $0 }.map(\.slot)
                + (isCarried ? ["motion", "motion", "motion"] : isThing && dice.roll(6) == 0 ? ["motion"] : [])
            return .sign(place, slot: dice.roll(30) == 0 ? "king" : dice.pick(slots) ?? "king")
        }
        if act.kind == .appoint, model.teamsNeedRecommendation, dice.roll(4) == 0 {
            return .sign(place, slot: "recommendation")
        }
        guard let at = act.motion, let motion = model.motions[at] else { return .open(place) }
        if dice.roll(4) == 0 || model.counted(motion).count > 3, dice.roll(6) != 0 {
            let tally = model.tally(motion)
            return .close(at, dice.roll(15) == 0 ? [4, 0, 0] : tally)
        }
        return .vote(at, dice.roll(6) == 0 ? "no" : dice.roll(12) == 0 ? "abstain" : "yes")
    }

    /// Acts beside each other, also ones that their signer has nothing to do with.
    private mutating func several(_ near: [Int]) -> [(Int, String)] {
        (0..<(2 + dice.roll(2))).compactMap { _ in
            guard let place = dice.pick(near), let act = model.acts[place] else { return nil }
            let slots = model.demand(act.kind).ways.flatMap { $0 }.map(\.slot)
            return (place, dice.pick(slots) ?? "king")
        }
    }

    private mutating func slot() -> String? {
        dice.roll(2) == 0
            ? nil
            : dice.pick([
                "council", "manager", "leaver", "person", "leader", "peer", "keeper", "restorer", "owner", "answer",
                "answer",
            ])
    }

    private mutating func proposal() -> ReferenceModel.Act {
        let kinds = ReferenceModel.Kind.allCases
        var kind = dice.pick(kinds) ?? .store
        // Else everybody would soon be stopped.
        if [.stop, .resign, .end].contains(kind), dice.roll(3) != 0 {
            kind = dice.pick([.appoint, .add, .seat]) ?? .seat
        }
        let running = model.stops.indices.filter { !model.stops[$0].ended }
        if !model.denials.isEmpty, dice.roll(4) == 0 { kind = .answer }
        if kind == .answer, model.denials.isEmpty || dice.roll(12) == 0 { kind = .disown }
        let persons = running.filter { if case .person = model.stops[$0].target { true } else { false } }
        if dice.roll(persons.isEmpty ? 20 : 4) == 0 { kind = .lift }
        if kind == .lift {
            guard !model.teamsNeedRecommendation, let stop = dice.pick(persons) else { return made(.appoint, stop: -1) }
            return made(.lift, stop: stop)
        }
        if let last = dice.pick(running), dice.roll(3) == 0 { return made(.restore, stop: last) }
        if kind == .restore { return made(.restore, stop: dice.pick(model.stops.indices.map { $0 }) ?? -1) }
        return made(kind, stop: -1)
    }
    private mutating func made(_ kind: ReferenceModel.Kind, stop: Int) -> ReferenceModel.Act {
        if kind == .restore, stop < 0 { return made(.store, stop: -1) }
        var act = ReferenceModel.Act(kind: kind, place: 0, proposer: 0, request: 0, expires: 0)
        act.person = 1 + dice.roll(10)
        switch kind {
        case .add, .remove: act.group = "machine-room"
        case .appoint, .leave: act.group = dice.pick(ReferenceModel.teams) ?? ""
        case .seat, .resign: act.group = "council"
        case .end: act.group = dice.pick(["machine-room", "keepers", "reviewers", "council", "council"]) ?? ""
        case .store:
            act.person = 0
            act.label = "store-\(dice.roll(40))"
        case .machine:
            act.person = 0
            act.label = "machine-\(dice.roll(12))"
        case .disown:
            let key = dice.roll(model.people[act.person]?.keys.count ?? 1)
            act.target = .key(act.person, key)
            act.since = max(0, ca.entries.count - dice.roll(dice.roll(6) == 0 ? 400 : 80))
            // Most often one through which something came.
            let through = through()
            if let (place, person, key) = dice.pick(through), dice.roll(8) != 0 {
                (act.person, act.target, act.since) = (person, .key(person, key), max(0, place - dice.roll(4)))
            }
        case .answer:
            act.denial = model.denials.count - 1 - dice.roll(min(4, model.denials.count))
            let denial = model.denials[act.denial]
            act.person = denial.person
            let behind = (model.acts.filter { $0.value.kind != .disown }.keys.sorted() + model.motions.keys.sorted())
                .filter { model.isBehind($0, denial) }
            act.entry = (dice.roll(8) == 0 ? dice.pick(model.acts.keys.sorted()) : dice.pick(behind)) ?? 0
            act.label = dice.roll(4) == 0 ? "confirmed" : "reversed"
        case .restore, .lift:
            act.stop = stop
            act.person = model.owner(model.stops[stop].target)
        case .stop:
            let key = dice.roll(model.people[act.person]?.keys.count ?? 1)
            act.target = dice.roll(3) == 0 ? .key(act.person, key) : .person(act.person)
        }
        return act
    }

    /// Places of votes and signatures through which something came, with whose key, and no first key.
    private func through() -> [(Int, Int, Int)] {
        var found: [(Int, Int, Int)] = []
        for act in model.acts.values.filter({ $0.effect != nil }).sorted(by: { $0.place < $1.place }).suffix(12) {
            for mark in act.marks where mark.local { found.append((mark.place, mark.person, mark.key)) }
            guard let motion = act.motion.flatMap({ model.motions[$0] }) else { continue }
            for vote in motion.votes where vote.local { found.append((vote.place, vote.person, vote.key)) }
        }
        return found.filter { $0.2 > 0 && model.people[$0.1]?.keys[$0.2].revoked == false }
    }

    private mutating func likely(_ what: Saying.What) -> Int {
        let anybody = 1 + dice.roll(10)
        guard dice.roll(8) != 0 else { return anybody }
        func among(_ people: [Int]) -> Int { dice.pick(people) ?? anybody }
        switch what {
        case .vote, .close, .open: return among([1, 2, 3, 4])
        case .sign(let place, "motion"):
            return among(model.acts[place]?.motion.flatMap { model.motions[$0]?.closers } ?? [1, 2, 3, 4])
        case .several(let items):
            return items.first.map { who($0.1, model.acts[$0.0]?.person ?? 0, anybody) } ?? anybody
        case .sign(let place, let slot): return who(slot, model.acts[place]?.person ?? 0, anybody)
        case .propose(let act, let slot):
            let likely = [.store, .machine].contains(act.kind) ? [5, 6] : [1, 2, 3, 5]
            return slot.map { who($0, act.person, anybody) } ?? among(likely)
        case .withdraw(let place, _): return model.acts[place].map { $0.marks.first?.person ?? $0.proposer } ?? anybody
        default: return anybody
        }
    }
    private mutating func who(_ slot: String, _ named: Int, _ anybody: Int) -> Int {
        switch slot {
        case "council": dice.pick([1, 2, 3, 4]) ?? anybody
        case "restorer": dice.pick([1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8]) ?? anybody
        case "manager": 5
        case "keeper", "leader", "recommendation": dice.pick([5, 6, 7]) ?? anybody
        case "reviewer": dice.pick([7, 8]) ?? anybody
        case "answer": dice.pick([1, 2, 3, 4, 5, 6, 7, 8]) ?? anybody
        case "leaver", "person", "owner": named == 0 ? anybody : named
        default: anybody
        }
    }
}
