import Ledger
import Rules
import TestWorld
import Testing

/// Section D of the protocol: when an act takes effect, and which signatures count there (P-32).
struct DEffectTests {
    var list: JSON { listed(6, "machine-room") }

    /// An act with one of two council signatures, by p2.
    private func half() throws -> (TestCA, Int) {
        var ca = try small()
        let act = try ca.propose("authority/list.add", list, by: 5)
        try ca.sign(act, "council", by: 2)
        return (ca, act)
    }

    /// What happens to p2 after his signature, and whether it still counts when p3 signs.
    enum Between: String, CaseIterable {
        case nothing, leftAndCameBack, stoppedAndBack, keyStoppedAndBack, keyRevoked, left, stopped, conflict, declined,
            withdrawn
    }

    @Test(
        "P-32: a signature counts only if its signer has been eligible since, without a break",
        arguments: Between.allCases)
    func eligibleSince(between: Between) throws {
        var (ca, act) = try half()
        let second = try ca.furtherKey(2)
        let fingerprint = ca.key(2).publicKey.fingerprint.hex
        switch between {
        case .nothing: break
        case .left, .leftAndCameBack:
            try ca.propose("authority/body.leave", bodied(2, "council"), by: 2, slot: "leaver")
            if between == .leftAndCameBack {
                try ca.carry(ca.propose("authority/body.seat", bodied(2, "council"), by: 1))
            }
        case .stopped, .stoppedAndBack:
            try ca.stop("p2", by: 2, slot: "person")
            if between == .stoppedAndBack { try ca.endStop(1, by: [1, 3]) }
        case .keyStoppedAndBack:
            try ca.stop(fingerprint, by: 2, slot: "person")
            try ca.endStop(1, by: [1, 3])
        case .keyRevoked:
            let revoke = try ca.propose(RevokeKey.kind, .line(["key": .string(fingerprint)]), by: 2)
            try ca.sign(revoke, "owner", by: 2)
        case .conflict: try ca.say(Draft("authority/conflict.declare", of: ca.act(act).hash, under: ["P-51"]), by: 2)
        case .declined: try ca.say(.decline(ca.act(act)), by: 2)
        case .withdrawn: try ca.say(.withdraw(ca.act(act), request: ca.statementRequest(act + 1)), by: 2)
        }
        try ca.sign(act, "council", by: 3)
        #expect(ca.inEffect(act) == (between == .nothing))
        let mayAgain: [Between] = [.leftAndCameBack, .stoppedAndBack, .keyStoppedAndBack, .keyRevoked, .withdrawn]
        if mayAgain.contains(between) {
            try ca.sign(act, "council", by: 2, with: between == .keyRevoked ? second : nil)
            #expect(ca.inEffect(act), "signed anew, it counts")
        } else if between != .nothing {
            #expect(throws: Refusal.self) { try ca.sign(act, "council", by: 2) }
        }
    }

    @Test("P-32: the effect comes at the entry that meets the requirement, once")
    func once() throws {
        var (ca, act) = try half()
        let place = try ca.sign(act, "council", by: 3)
        #expect(ca.act(act).end == .inEffect(place))
        #expect(ca.authority.roster("machine-room")?.seats.map(\.person) == [6])
        refused("P-34", ca) { try $0.sign(act, "council", by: 4) }
        refused("P-34", ca) { try $0.say(.decline($0.act(act)), by: 4) }
        refused("P-34", ca) { try $0.say(.withdraw($0.act(act), request: $0.statementRequest(act)), by: 5) }
        #expect(ca.authority.roster("machine-room")?.seats.count == 1)
    }

    @Test("P-32: the same signature again is refused; in another slot it moves")
    func again() throws {
        let (ca, act) = try half()
        refused("P-32", ca) { try $0.sign(act, "council", by: 2) }
    }

    @Test("P-32: a slot takes more signatures than its count, so that one lost does not lose the act")
    func more() throws {
        var ca = try small()
        let act = try ca.propose("authority/team.leave", member(6, "keepers"), by: 1)
        // Excluded proposer or not, p1 signs; two more sign while the check does not hold is not needed here.
        try ca.sign(act, "council", by: 1)
        try ca.stop("p1", by: 1, slot: "person")
        try ca.sign(act, "council", by: 2)
        #expect(!ca.inEffect(act))
        try ca.sign(act, "council", by: 3)
        #expect(ca.inEffect(act))
        #expect(ca.act(act).signatures.map(\.person) == [1, 2, 3])
    }

    @Test("P-32: the check is asked at the effect again; what was refused there leaves the act open")
    func check() throws {
        var ca = try small()
        let store = JSON.line(["label": .string("cellar")])
        let one = try ca.propose("register/store.enter", store, by: 5, slot: "keeper")
        let two = try ca.propose("register/store.enter", store, by: 6, slot: "keeper")
        try ca.signThing(one, "reviewer", by: 7)
        refused("RP-2.2", ca) { ca in
            do { try ca.signThing(two, "reviewer", by: 8) } catch let refusal as Refusal {
                #expect(refusal.clause == "SP-2.2.3.2a")
                throw Refusal("RP-2.2", refusal.what)
            }
        }
        #expect(ca.state.world.condition(of: ca.registerAct(two), at: ca.now) == .open)
        #expect(ca.state.world.physical.stores.count == 1)
    }

    @Test("P-32: a later signature replaces a former one that does not count any more by the term of a seat")
    func term() throws {
        var ca = try small()
        // The council gets a term of a day for seats taken from now on (P-53): p2's present seat has none.
        try ca.changePolicy([["groups", "council"]: councilWithTerm(86_400 * 20)])
        try ca.propose("authority/body.leave", bodied(2, "council"), by: 2, slot: "leaver")
        try ca.carry(ca.propose("authority/body.seat", bodied(2, "council"), by: 1))
        ca.wait(86_400 * 15)
        let act = try ca.propose("authority/list.add", list, by: 5)
        try ca.sign(act, "council", by: 2)
        ca.wait(86_400 * 6)
        try ca.sign(act, "council", by: 3)
        #expect(!ca.inEffect(act), "his seat ended by time")
        try ca.sign(act, "council", by: 4)
        #expect(ca.inEffect(act))
    }

    private func councilWithTerm(_ seconds: Int) throws -> JSON {
        let policy = try JSON(enclosed: TestCA.compiled("small", "policy"))
        let members = (policy["groups"]?["council"]?.members ?? []) + [JSON.Member("term", .integer(seconds))]
        return .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }
}
