import Ledger

/// What the protocol's text says of authority, written a second time: from the text and `policy/small`, not from the
/// code. Small and slow: dictionaries, no index, no registers but one, and no bytes.
struct ReferenceModel {
    /// `pageStopped` and `sincePage`: what a stop by page took, and since when it is given back (P-55).
    struct Key { var page: Bool, since: Int, stopped = false, pageStopped = false, sincePage = -1, revoked = false }
    struct Human {
        var since: Int, stopped = false, pageStopped = false, sincePage = -1
        var keys: [Key], last = -1, used: Set<Int> = []
    }
    struct Chair { var since: Int, leads: Int? = nil, suspended = false }
    enum Target: Hashable { case person(Int), key(Int, Int) }

    /// What a kind asks, by `policy/small/policy.yaml`.
    struct Demand {
        var ways: [[(slot: String, count: Int)]] = []
        var motionFloor: Int?
        var excludesProposer = false
        var narrows = false
        /// Taken only from people's own machines.
        var local = false
        var days: Int
        /// Its slots ask what the signer compared (K-7).
        var asks = false
    }
    enum Kind: String, CaseIterable {
        case add = "authority/list.add", remove = "authority/list.remove", appoint = "authority/team.appoint"
        case leave = "authority/team.leave", stop = "authority/stop.set", restore = "authority/stop.end", lift =
            "authority/stop.lift"
        case seat = "authority/body.seat", resign = "authority/body.leave", end = "authority/seat.end"
        case disown = "authority/key.disown", answer = "authority/disowned.answer"
        case machine = "authority/machine.enrol", store = "register/store.enter"
    }
    struct Mark { var person: Int, slot: String, place: Int, local: Bool, key: Int, request: Int }
    struct Act {
        var kind: Kind, place: Int, proposer: Int, request: Int, expires: Int
        var person = 0, group = "", target: Target?, stop = 0, label = ""
        /// From which entry a key is disowned; which disowning is answered, about what (P-22).
        var since = 0, denial = 0, entry = 0
        /// Where it took effect.
        var effect: Int?
        /// Of an act on things: the places of the statements that are their signers' (K-6).
        var statements: [Int] = []
        var marks: [Mark] = [], out: Set<Int> = [], conflicts: Set<Int> = [], end: String?, motion: Int?
        /// Whom the act names: the person in its body, the owner of the key, the stopped one.
        var named: [Int] { person == 0 ? [] : [person] }
    }
    struct Ballot { var person: Int, choice: String, place: Int, local: Bool, key: Int, final: Bool }
    struct Motion {
        var act: Int, place: Int, opened: Int, opener: Int
        var votes: [Ballot] = [], closed: (person: Int, place: Int, key: Int, tally: [Int])?, decided = false
        /// Where it was carried, and by whom it was closed: what an act on things waits for (P-50).
        var carried: Int?, closers: [Int] = []
        /// Where it was decided: the votes that counted, and how many were seated (K-17).
        var count: [Int] = [], seated = 0, last: (person: Int, place: Int)?
    }
    struct Halt { var target: Target, by: [Int], at: Int, place: Int, page: Bool, ended = false, given = -1 }

    var people: [Int: Human] = [:]
    var chairs: [String: [Int: Chair]] = [:]
    var acts: [Int: Act] = [:]
    var motions: [Int: Motion] = [:]
    var stops: [Halt] = []
    var stores: [String] = []
    /// Machines by their label: what their keys are made from.
    var machines: [String] = []
    /// Who signed each entry with which key, and when it was recorded (P-22).
    var signed: [Int: (person: Int, key: Int)] = [:]
    var times: [Int: Int] = [:]
    var denials: [Denial] = []
    var answers: [Answered] = []
    /// How all stood where an act took effect or a motion was decided, by its place (K-17).
    var past: [Int: Past] = [:]
    /// Whether the policy asks a motion for a store, which is an act on things (K-26).
    var storesNeedMotion = false
    /// Whether it asks a leader's recommendation beside the motion for a seat in a team; who recommended and who heard the
    /// keys of whom (P-21, K-5).
    var teamsNeedRecommendation = false
    var recommenders: [Int: Set<Int>] = [:], witnesses: [Int: Set<Int>] = [:]

    static let teams = ["keepers", "reviewers"]
    let bodies = ["council"]

    func demand(_ kind: Kind) -> Demand {
        switch kind {
        case .add: Demand(ways: [[("manager", 1), ("council", 1)], [("council", 2)]], excludesProposer: true, days: 7)
        case .remove: Demand(ways: [[("manager", 1)], [("council", 1)]], narrows: true, local: true, days: 7)
        case .appoint:
            Demand(ways: [teamsNeedRecommendation ? [("recommendation", 1)] : []], motionFloor: 2, days: 21)
        case .lift: Demand(ways: [[]], motionFloor: 2, local: true, days: 21)
        case .leave: Demand(ways: [[("leaver", 1)], [("council", 2)]], narrows: true, local: true, days: 7)
        case .stop:
            Demand(ways: [[("person", 1)], [("leader", 1)], [("peer", 2)]], narrows: true, days: 1)
        case .restore: Demand(ways: [[("restorer", 2)]], days: 7)
        case .seat: Demand(ways: [[]], motionFloor: 2, days: 21)
        case .resign: Demand(ways: [[("leaver", 1)]], narrows: true, local: true, days: 7)
        case .end: Demand(ways: [[]], motionFloor: 2, narrows: true, local: true, days: 21)
        case .disown: Demand(ways: [[("owner", 1)]], narrows: true, local: true, days: 1)
        case .answer: Demand(ways: [[("answer", 2)]], narrows: true, local: true, days: 21)
        case .machine: Demand(ways: [[("keeper", 1), ("reviewer", 1)]], days: 7, asks: true)
        case .store:
            Demand(ways: [[("keeper", 1), ("reviewer", 1)]], motionFloor: storesNeedMotion ? 2 : nil, days: 7)
        }
    }
}

/// Who stands where, with the place since which (P-32).
extension ReferenceModel {
    func member(_ person: Int, _ group: String) -> Int? {
        guard let human = people[person], !human.stopped, let chair = chairs[group]?[person], !chair.suspended else {
            return nil
        }
        let since = max(chair.since, human.since)
        guard group == "machine-room" else { return since }
        let team = Self.teams.compactMap { member(person, $0) }.min()
        return team.map { max($0, since) }
    }
    func leader(_ person: Int, _ group: String) -> Int? {
        guard let since = member(person, group), let leads = chairs[group]?[person]?.leads else { return nil }
        return max(since, leads)
    }
    func office(_ person: Int) -> Int? { (bodies + Self.teams).compactMap { member(person, $0) }.min() }
    func isAuditor(_ person: Int) -> Bool { chairs["reviser"]?[person] != nil }
    func groups(_ person: Int) -> [String] { chairs.filter { $0.value[person] != nil }.map(\.key) }
    func owner(_ target: Target) -> Int {
        switch target {
        case .person(let person): person
        case .key(let person, _): person
        }
    }

    /// Since when a person may fill a slot of an act; nil: not now.
    func eligible(_ person: Int, _ slot: String, _ act: Act) -> Int? {
        if ["leaver", "person", "owner"].contains(slot) { return act.person == person ? people[person]?.since : nil }
        guard !act.named.contains(person), !isAuditor(person), !act.conflicts.contains(person) else { return nil }
        return pool(person, slot, act)
    }
    private func pool(_ person: Int, _ slot: String, _ act: Act) -> Int? {
        switch slot {
        case "manager": return leader(person, "keepers")
        case "council": return member(person, "council")
        case "keeper": return member(person, "keepers")
        case "reviewer": return member(person, "reviewers")
        case "answer": return office(person)
        case "recommendation": return leader(person, act.group)
        case "leader": return groups(act.person).compactMap { leader(person, $0) }.min()
        case "peer": return peerGroups(act).compactMap { member(person, $0) }.min()
        case "restorer":
            let stop = stops[act.stop]
            guard owner(stop.target) != person, !stop.by.contains(person) else { return nil }
            if case .key(let owner, _) = stop.target {
                return recommenders[owner]?.contains(person) == true ? nil : office(person)
            }
            let left = people.keys.count { human in
                member(human, "council") != nil && owner(stop.target) != human && !stop.by.contains(human)
            }
            // K-5: the council's electors are both teams.
            return (left >= 2 ? ["council"] : Self.teams).compactMap { member(person, $0) }.min()
        default: return nil
        }
    }
    /// The groups of the stopped one, and the council where nobody else leads in one of them.
    func peerGroups(_ act: Act) -> Set<String> {
        let beside = groups(act.person)
        let led = beside.contains { group in
            chairs[group]?.contains { $0.value.leads != nil && $0.key != act.person } == true
        }
        return Set(beside + (led ? [] : ["council"]))
    }
    /// K-19: two of one pool.
    private func shareGroup(_ people: [Int], _ act: Act) -> Bool {
        peerGroups(act).contains { group in people.count { member($0, group) != nil } >= 2 }
    }
    /// A stopped person narrows only what is his own (P-56).
    func stands(_ person: Int, own: Bool) -> Bool { people[person].map { own || !$0.stopped } ?? false }
    /// A stopped key narrows only what is its own: itself, which nobody does in this walk.
    func good(_ person: Int, _ key: Int, since place: Int) -> Bool {
        guard let human = people[person] else { return false }
        let key = human.keys[key]
        guard !key.revoked, !key.stopped, key.since < place else { return false }
        guard key.page else { return true }
        return !key.pageStopped && !human.pageStopped && max(key.sincePage, human.sincePage) < place
    }
    /// P-56: who stopped the same alone before counts only in the way of two.
    func barred(_ person: Int, _ slot: String, _ act: Act) -> Bool {
        if act.kind == .answer { return tookPart(person, in: act.entry) }
        if act.kind == .appoint { return witnesses[act.person]?.contains(person) == true }
        return act.kind == .stop && slot != "peer"
            && stops.contains { $0.target == act.target && $0.by == [person] && !$0.page }
    }
    func own(_ act: Act, _ person: Int) -> Bool { demand(act.kind).narrows && act.named.contains(person) }

    func counts(_ mark: Mark, _ slot: String, _ act: Act) -> Bool {
        let own = own(act, mark.person)
        guard mark.slot == slot, !act.out.contains(mark.person), good(mark.person, mark.key, since: mark.place),
            stands(mark.person, own: own), !(demand(act.kind).excludesProposer && mark.person == act.proposer),
            let since = eligible(mark.person, slot, act), since < mark.place
        else { return false }
        return !barred(mark.person, slot, act)
    }

    /// The first way that is met by what was signed on people's own machines, else the first that is met at all, with
    /// the people who count in it.
    func met(_ act: Act) -> (by: [Int], page: Bool)? {
        let ways = metWays(act)
        return ways.first { !$0.page } ?? ways.first
    }
    private func metWays(_ act: Act) -> [(by: [Int], page: Bool)] {
        let demand = demand(act.kind)
        var found: [(by: [Int], page: Bool)] = []
        for way in demand.ways where !way.isEmpty {
            let counted = way.map { slot in act.marks.filter { counts($0, slot.slot, act) } }
            guard zip(way, counted).allSatisfy({ $1.count >= $0.count }) else { continue }
            let all = counted.flatMap { $0 }
            if !demand.narrows, act.kind != .store, demand.motionFloor == nil {
                guard Set(all.filter(\.local).map(\.person)).count >= 2 else { continue }
            }
            if act.kind == .restore, case .key = stops[act.stop].target {
                let local = all.filter(\.local).map(\.person)
                let apart = local.contains { one in
                    local.contains { other in
                        one < other && Self.teams.allSatisfy { chairs[$0]?[one] == nil || chairs[$0]?[other] == nil }
                    }
                }
                guard apart else { continue }
            }
            var locally = zip(way, counted).allSatisfy { $1.count(where: \.local) >= $0.count }
            if way.first?.slot == "peer" {
                guard shareGroup(all.map(\.person), act) else { continue }
                locally = locally && shareGroup(all.filter(\.local).map(\.person), act)
            }
            found.append((all.map(\.person).sorted(), !locally))
        }
        return found
    }
}
