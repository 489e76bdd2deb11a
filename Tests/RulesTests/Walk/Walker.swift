import Ledger
import Rules
import TestWorld
import Testing

/// Ten people who say things at random, to the rules and to the reference model.
struct Walker {
    var ca: TestCA
    var model = ReferenceModel()
    var dice: Dice
    var keys: [Int: [SoftwareKey]] = [:]
    var requests = 0
    /// Before it the policy was another.
    private(set) var start = 0
    private(set) var counted = 0, refusedFirst = 0, refusedSecond = 0, forced = 0, effects = 0

    init(seed: UInt64) throws {
        dice = Dice(seed)
        ca = try small()
        for person in 1...10 { keys[person] = [ca.key(person)] }
        for (person, witnesses) in [(1, [3, 4]), (2, [3, 4]), (5, [1, 2]), (7, [1, 2])] {
            keys[person]?.append(try ca.furtherKey(person, form: .webauthn, witnesses: witnesses))
        }
        for person in [1, 2, 3, 5, 6, 7, 8] {
            for seed in ["third", "fourth"] {
                keys[person]?.append(try ca.furtherKey(person, seed: seed, witnesses: person < 4 ? [4, 5] : [3, 4]))
            }
        }
        model.storesNeedMotion = seed % 2 == 1
        model.teamsNeedRecommendation = seed % 4 > 1
        var changes: [[String]: JSON?] = [:]
        if model.storesNeedMotion {
            changes[["kinds", "register/store.enter", "motion"]] = .line([
                "body": .string("council"), "floor": .integer(2),
            ])
        }
        if model.teamsNeedRecommendation {
            let slot = JSON.line([
                "count": .integer(1), "name": .string("recommendation"), "pool": .texts(["leader:{team}"]),
            ])
            changes[["kinds", "authority/team.appoint", "ways"]] = .array([.array([slot])])
        }
        if !changes.isEmpty { try ca.changePolicy(changes) }
        start = ca.entries.count
        ca.wait(3600)
        for person in 1...10 {
            let known = try #require(ca.authority.person(person))
            let held = known.keys.map { ca.authority.keys[$0] }
            model.witnesses[person] = Set(held.filter { $0.born > 0 }.flatMap(\.witnesses))
            model.people[person] = ReferenceModel.Human(
                since: known.since, keys: held.map { .init(page: $0.key.application != nil, since: $0.since) },
                last: ca.state.log.last(of: .person(person)) ?? -1)
        }
        for place in ca.entries.indices { model.times[place] = ca.state.log.rows.at(place)?.recorded.seconds }
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
            try #require(expected == .counts, "entry \(place) counts: \(saying)")
            try ca.force(entry)
            counted += 1
        case .void(let refusal, let standing):
            try #require(
                expected == (standing ? .second : .first), "entry \(place) is refused, \(refusal.text): \(saying)")
            if standing { refusedSecond += 1 } else { refusedFirst += 1 }
            if force {
                #expect(copy.world.stateHash == ca.state.world.stateHash, "a void entry changes nothing")
                try ca.force(entry)
                forced += 1
            }
        }
        try compare(place)
    }

    private mutating func compare(_ place: Int) throws {
        if ca.authority.acts[place: place]?.end != nil || ca.state.world.acts[place: place]?.end != nil { effects += 1 }
        for group in ["council", "keepers", "reviewers", "machine-room", "reviser"] {
            for person in 1...10 {
                let stands = ca.authority.membership(of: person, in: group, at: ca.now) != nil
                try #require(stands == (model.member(person, group) != nil), "p\(person) in \(group) at \(place)")
            }
        }
        for act in model.acts.values.sorted(by: { $0.place < $1.place }).suffix(12) {
            let end =
                act.kind == .store
                ? ca.state.world.acts[place: act.place].flatMap { ca.state.world.end(of: $0) }
                : ca.authority.acts[place: act.place]?.end
            try #require(end?.word == act.end, "\(act.kind) at \(act.place), after \(place)")
            if act.kind == .store, let thing = ca.authority.things[act.place] {
                try #require(thing.statements == act.statements, "whose A-\(act.place) is, after \(place)")
            }
        }
        for motion in model.motions.values where motion.decided && motion.place > place - 40 {
            let count = ca.authority.motion(at: motion.place)?.count
            try #require(
                count?.votes == motion.count && count?.seated == motion.seated, "B-\(motion.place) after \(place)")
        }
        try #require(ca.authority.stops.map { $0.ended != nil } == model.stops.map(\.ended))
    }

    /// The saying as an entry, signed.
    private mutating func entry(_ saying: Saying) throws -> [UInt8] {
        let head = Head(root: ca.state.log.roots[saying.head], size: saying.head)
        let statement = ca.statement(
            draft(saying), by: saying.person, head: head,
            request: Request(high: 0xA11, low: UInt64(saying.request)))
        let holder = keys[saying.keyOf] ?? []
        let key = holder[min(saying.key, holder.count - 1)]
        return try Submission(bytes: key.signed(statement)).recorded(at: ca.now)
    }

    private func draft(_ saying: Saying) -> Draft {
        var draft = draft(saying.what)
        if saying.mute, case .sign = saying.what { draft.body = .object([]) }
        return draft
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
        case .several(let items):
            let things = model.isThings(items)
            let acts = items.map { place, slot in
                let hash = onThings(place) ? ca.registerAct(place).hash : ca.act(place).hash
                return JSON.line(["of": .string(hash.hex), "slot": .string(slot)])
            }
            return Draft(
                "\(things ? "register" : "authority")/act.sign", .line(["acts": .array(acts)]), under: ["P-36"])
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
        case .machine:
            let key = SoftwareKey(.ed25519, seed: act.label).publicKey.openSSH
            return .line([
                "about": .string("server"), "every": .integer(10), "key": .string(key), "says": .string("journal"),
            ])
        case .disown:
            guard case .key(let person, let key)? = act.target else { return .object([]) }
            let fingerprint = (keys[person] ?? [])[key].publicKey.fingerprint.hex
            return .line(["key": .string(fingerprint), "since": .integer(act.since)])
        case .answer:
            return .line([
                "answer": .string(act.label), "disowning": .string("D-\(act.denial + 1)"),
                "entry": .integer(act.entry),
            ])
        case .lift:
            return .line(["stop": .string("X-\(act.stop + 1)"), "target": .string("p\(act.person)")])
        case .restore: return .line(["stop": .string("X-\(act.stop + 1)")])
        case .stop:
            switch act.target {
            case .key(let person, let key)?: return target((keys[person] ?? [])[key].publicKey.fingerprint.hex)
            default: return target("p\(act.person)")
            }
        }
    }
}
