import Ledger
import Rules
import TestWorld
import Testing

/// Ten people who say things at random, to the rules and to the reference model.
struct Walker {
    var ca: TestCA
    var model = ReferenceModel()
    var dice: Dice
    private var keys: [Int: [SoftwareKey]] = [:]
    private var requests = 0
    private(set) var counted = 0, refusedFirst = 0, refusedSecond = 0, forced = 0, effects = 0

    init(seed: UInt64) throws {
        dice = Dice(seed)
        ca = try small()
        for person in 1...10 { keys[person] = [ca.key(person)] }
        for (person, witnesses) in [(1, [3, 4]), (2, [3, 4]), (5, [1, 2]), (7, [1, 2])] {
            keys[person]?.append(try ca.furtherKey(person, form: .webauthn, witnesses: witnesses))
        }
        model.storesNeedMotion = seed % 2 == 1
        if model.storesNeedMotion {
            try ca.changePolicy([
                ["kinds", "register/store.enter", "motion"]: .line(["body": .string("council"), "floor": .integer(2)])
            ])
        }
        ca.wait(3600)
        for person in 1...10 {
            let known = try #require(ca.authority.person(person))
            let held = known.keys.map { ca.authority.keys[$0] }
            model.people[person] = ReferenceModel.Human(
                since: known.since, keys: held.map { .init(page: $0.key.application != nil, since: $0.since) },
                last: ca.state.log.last(of: .person(person)) ?? -1)
        }
        for roster in ca.authority.rosters {
            for seat in roster.seats {
                model.chairs[roster.group, default: [:]][seat.person] = .init(since: seat.since, leads: seat.leads)
            }
        }
    }

    /// One saying: both must say the same of it, and stand alike afterwards.
    mutating func step() throws {
        ca.wait(dice.roll(40) == 0 ? 86_400 + dice.roll(200_000) : dice.roll(900))
        let saying = chosen()
        let place = ca.entries.count
        let now = ca.now.seconds
        let force = dice.roll(8) == 0
        let entry = try entry(saying)
        let expected = model.take(saying, place: place, now: now, forced: force)
        var copy = ca.state
        let judgement = try copy.fold(CheckedLeaf(checking: entry), enclosed: ca.enclosed)
        switch judgement {
        case .counts:
            #expect(expected == .counts, "entry \(place) counts: \(saying)")
            try ca.force(entry)
            counted += 1
        case .void(let refusal, let standing):
            #expect(expected == (standing ? .second : .first), "entry \(place) is refused, \(refusal.text): \(saying)")
            if standing { refusedSecond += 1 } else { refusedFirst += 1 }
            if force {
                #expect(copy.world.stateHash == ca.state.world.stateHash, "a void entry changes nothing")
                try ca.force(entry)
                forced += 1
            }
        }
        compare(place)
    }

    private mutating func compare(_ place: Int) {
        if ca.authority.acts[place: place]?.end != nil || ca.state.world.acts[place: place]?.end != nil { effects += 1 }
        for group in ["council", "keepers", "reviewers", "machine-room", "reviser"] {
            for person in 1...10 {
                let stands = ca.authority.membership(of: person, in: group, at: ca.now) != nil
                #expect(stands == (model.member(person, group) != nil), "p\(person) in \(group) at \(place)")
            }
        }
        for act in model.acts.values.sorted(by: { $0.place < $1.place }).suffix(12) {
            let end =
                act.kind == .store
                ? ca.state.world.acts[place: act.place].flatMap { ca.state.world.end(of: $0) }
                : ca.authority.acts[place: act.place]?.end
            #expect(end?.word == act.end, "\(act.kind) at \(act.place), after \(place)")
        }
        #expect(ca.authority.stops.map { $0.ended != nil } == model.stops.map(\.ended))
    }

    /// The saying as an entry, signed.
    private mutating func entry(_ saying: Saying) throws -> [UInt8] {
        let head = Head(root: ca.state.log.roots[saying.head], size: saying.head)
        let statement = ca.statement(
            draft(saying.what), by: saying.person, head: head,
            request: Request(high: 0xA11, low: UInt64(saying.request)))
        let holder = keys[saying.keyOf] ?? []
        let key = holder[min(saying.key, holder.count - 1)]
        return try Submission(bytes: key.signed(statement)).recorded(at: ca.now)
    }

    private func draft(_ what: Saying.What) -> Draft {
        switch what {
        case .propose(let act, let slot): return .of(ca.kind(act.kind.rawValue), body(act), slot: slot)
        case .open(let place):
            return onThings(place)
                ? .motion(about: ca.registerAct(place), body: "council")
                : .motion(about: ca.act(place), body: "council")
        case .vote(let place, let choice): return .vote(ca.authority.motion(at: place)!, Vote.Choice(rawValue: choice)!)
        case .close(let place, let tally):
            return .close(ca.authority.motion(at: place)!, Tally(yes: tally[0], no: tally[1], abstain: tally[2]))
        case .sign(let place, let slot):
            return onThings(place) ? .sign(ca.registerAct(place), slot: slot) : .sign(ca.act(place), slot: slot)
        case .decline(let place): return onThings(place) ? .decline(ca.registerAct(place)) : .decline(ca.act(place))
        case .withdraw(let place, let request):
            let id = Request(high: 0xA11, low: UInt64(request))
            return onThings(place)
                ? .withdraw(ca.registerAct(place), request: id) : .withdraw(ca.act(place), request: id)
        case .conflict(let place):
            let hash = onThings(place) ? ca.registerAct(place).hash : ca.act(place).hash
            return Draft("authority/conflict.declare", of: hash, under: ["P-51"])
        }
    }
    private func onThings(_ place: Int) -> Bool { model.acts[place]?.kind == .store }

    private func body(_ act: ReferenceModel.Act) -> JSON {
        switch act.kind {
        case .add, .remove: return listed(act.person, act.group)
        case .appoint, .leave: return member(act.person, act.group)
        case .seat, .resign: return bodied(act.person, act.group)
        case .end: return .line(["group": .string(act.group), "person": .person(act.person)])
        case .store: return .line(["label": .string(act.label)])
        case .restore: return .line(["stop": .string("X-\(act.stop + 1)")])
        case .stop:
            switch act.target {
            case .key(let person, let key)?: return target((keys[person] ?? [])[key].publicKey.fingerprint.hex)
            default: return target("p\(act.person)")
            }
        }
    }
}

/// What is said: often something that somebody might say, sometimes what nobody should.
extension Walker {
    /// Half of what is said would be refused by nearly every rule at once; of the other half, something that the model
    /// takes to count is sought, so that the walk comes to where acts take effect.
    private mutating func chosen() -> Saying {
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
        return Saying(
            what: what, person: person, key: held > 1 && dice.roll(4) == 0 ? 1 : 0,
            keyOf: dice.roll(40) == 0 ? 1 + dice.roll(10) : person,
            request: request,
            head: ca.entries.count - (isOld ? dice.roll(8) : 0))
    }

    private mutating func what() -> Saying.What {
        let open = model.acts.values.filter { $0.end == nil }.map(\.place).sorted()
        // An act on things whose motion was carried waits for one of two people, and is soon behind others.
        let carried = open.filter { model.acts[$0]?.motion.flatMap { model.motions[$0]?.carried } != nil }
        if !carried.isEmpty, dice.roll(3) == 0, let place = dice.pick(carried) {
            return .sign(place, slot: dice.pick(["keeper", "motion", "motion", "reviewer"]) ?? "motion")
        }
        var near = Array(open.suffix(8))
        if model.storesNeedMotion, dice.roll(3) == 0 {
            near = open.filter { model.acts[$0]?.kind == .store }.suffix(2)
        }
        let place = (dice.roll(10) == 0 ? dice.pick(model.acts.keys.sorted()) : dice.pick(near))
        guard let place, let act = model.acts[place], dice.roll(5) != 0 else {
            return .propose(proposal(), slot: slot())
        }
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
        guard let at = act.motion, let motion = model.motions[at] else { return .open(place) }
        if dice.roll(4) == 0 || model.counted(motion).count > 3, dice.roll(6) != 0 {
            let tally = model.tally(motion)
            return .close(at, dice.roll(15) == 0 ? [4, 0, 0] : tally)
        }
        return .vote(at, dice.roll(6) == 0 ? "no" : dice.roll(12) == 0 ? "abstain" : "yes")
    }

    private mutating func slot() -> String? {
        dice.roll(2) == 0
            ? nil : dice.pick(["council", "manager", "leaver", "person", "leader", "peer", "keeper", "restorer"])
    }

    private mutating func proposal() -> ReferenceModel.Act {
        let kinds = ReferenceModel.Kind.allCases
        var kind = dice.pick(kinds) ?? .store
        // Else everybody would soon be stopped.
        if [.stop, .resign, .end].contains(kind), dice.roll(3) != 0 {
            kind = dice.pick([.appoint, .add, .seat]) ?? .seat
        }
        let running = model.stops.indices.filter { !model.stops[$0].ended }
        if let last = dice.pick(running), dice.roll(3) == 0 {
            return made(.restore, stop: last)
        }
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
        case .restore:
            act.stop = stop
            act.person = model.owner(model.stops[stop].target)
        case .stop:
            let key = dice.roll(model.people[act.person]?.keys.count ?? 1)
            act.target = dice.roll(3) == 0 ? .key(act.person, key) : .person(act.person)
        }
        return act
    }

    private mutating func likely(_ what: Saying.What) -> Int {
        let anybody = 1 + dice.roll(10)
        guard dice.roll(8) != 0 else { return anybody }
        func among(_ people: [Int]) -> Int { dice.pick(people) ?? anybody }
        switch what {
        case .vote, .close, .open: return among([1, 2, 3, 4])
        case .sign(let place, "motion"):
            return among(model.acts[place]?.motion.flatMap { model.motions[$0]?.closers } ?? [1, 2, 3, 4])
        case .sign(let place, let slot): return who(slot, model.acts[place]?.person ?? 0, anybody)
        case .propose(let act, let slot):
            return slot.map { who($0, act.person, anybody) } ?? among(act.kind == .store ? [5, 6] : [1, 2, 3, 5])
        case .withdraw(let place, _): return model.acts[place].map { $0.marks.first?.person ?? $0.proposer } ?? anybody
        default: return anybody
        }
    }
    private mutating func who(_ slot: String, _ named: Int, _ anybody: Int) -> Int {
        switch slot {
        case "council": dice.pick([1, 2, 3, 4]) ?? anybody
        case "restorer": dice.pick([1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8]) ?? anybody
        case "manager": 5
        case "keeper", "leader": dice.pick([5, 6, 7]) ?? anybody
        case "reviewer": dice.pick([7, 8]) ?? anybody
        case "leaver", "person": named == 0 ? anybody : named
        default: anybody
        }
    }
}
