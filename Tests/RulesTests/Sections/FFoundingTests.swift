import Ledger
import Rules
import TestWorld
import Testing

/// Section F of the protocol: the founding (P-54) and entrenchment (P-53).
struct FFoundingTests {
    private func draft(_ ca: inout TestCA, seats: [[String]] = Array(repeating: ["council"], count: 4)) -> Draft {
        var draft = Draft("authority/founding", ca.foundingBody(seats), under: ["P-54"])
        draft.enclosures = ca.allEnclosures
        return draft
    }
    private func founded() throws -> TestCA {
        var ca = try TestCA(policy: "small")
        let draft = draft(&ca)
        try ca.say(draft, by: 1)
        return ca
    }
    private func accept(_ ca: inout TestCA, by person: Int, heard: [Int], with key: SoftwareKey? = nil) throws {
        ca.wait(10)
        let list = heard.map { (person: $0, key: ca.keys[$0]!.publicKey.fingerprint) }
        try ca.say(.accept(ca.authority.founding!, heard: list), by: person, with: key)
    }

    @Test("P-54: a founding is entry 0 of an empty ledger, once, signed by p1 with the key listed for him")
    func entryZero() throws {
        var ca = try TestCA(policy: "small")
        let founding = draft(&ca)
        refused("P-54", ca, "nothing stands before it") {
            try $0.say(Draft("authority/conflict.declare", under: ["x"]), by: 1)
        }
        refused("P-54", ca, "with another key") { try $0.say(founding, by: 1, with: SoftwareKey(.ed25519, seed: "z")) }
        refused("P-54", ca, "by p2") { try $0.say(founding, by: 2) }
        let listed = try founded()
        refused("P-54", listed, "again") { ca in
            ca.wait(5)
            try ca.say(draft(&ca), by: 1)
        }
    }

    @Test(
        "P-54: sort and origin agree, and at least three founders are all of the governing body",
        arguments: [
            [["council"], ["council"]], [["council"], ["council"], ["reviser"]],
            [["council"], ["council"], ["council"], ["keepers"]],
            [["council"], ["council"], ["council"], ["council", "reviser"]],
            [["council"], ["council"], ["council"], ["king"]],
            Array(repeating: ["council"], count: 5),
        ])
    func founders(seats: [[String]]) throws {
        var ca = try TestCA(policy: "small")
        let founding = draft(&ca, seats: seats)
        #expect(throws: Refusal.self) { try ca.say(founding, by: 1) }
        #expect(ca.authority.founding == nil && ca.authority.people.count == 0)
    }

    @Test("P-54: a demonstration's origin begins so, a production ledger's does not")
    func sort() throws {
        var ca = try TestCA(origin: "ca.example", policy: "small")
        let demonstration = draft(&ca)
        refused("P-54", ca) { try $0.say(demonstration, by: 1) }
    }

    @Test("P-54: until the last acceptance all else is void")
    func allElse() throws {
        var ca = try founded()
        refused("P-54", ca) { try $0.propose("authority/team.lead", member(2, "keepers"), by: 1) }
        refused("P-54", ca) { try $0.stop("p1", by: 1, slot: "person") }
        for person in [1, 2, 3] { try accept(&ca, by: person, heard: [1, 2, 3, 4].filter { $0 != person }) }
        refused("P-54", ca) { try $0.propose("authority/team.lead", member(2, "keepers"), by: 1) }
        try accept(&ca, by: 4, heard: [1, 2])
        try ca.propose("authority/team.lead", member(2, "keepers"), by: 1)
        refused("P-54", ca, "over") { try accept(&$0, by: 1, heard: [2, 3]) }
    }

    @Test("P-54: the last acceptance is the one that leaves every key named by two others; what he names adds up")
    func addsUp() throws {
        var ca = try founded()
        try accept(&ca, by: 1, heard: [2, 3])
        try accept(&ca, by: 2, heard: [1, 3])
        try accept(&ca, by: 3, heard: [1, 2])
        try accept(&ca, by: 4, heard: [1, 2])
        #expect(ca.authority.founding?.isAccepted == false, "nobody has heard p4")
        try accept(&ca, by: 1, heard: [3, 4])
        #expect(ca.authority.founding?.heard[1] == [2, 3, 4])
        #expect(ca.authority.founding?.isAccepted == false)
        try accept(&ca, by: 2, heard: [1, 4])
        #expect(ca.authority.founding?.isAccepted == true)
        #expect(ca.authority.key(ca.key(4).publicKey.fingerprint)?.key.witnesses == [1, 2])
    }

    @Test(
        "P-54: an acceptance is local, by a founder, of at least two others and of the keys in the founding",
        arguments: [
            "one", "himself", "stranger", "wrong key", "not ascending", "wrong of",
        ])
    func acceptance(what: String) throws {
        let ca = try founded()
        let keys = ca.keys
        refused("P-54", ca) { ca in
            let fingerprint = { (person: Int) in keys[person]?.publicKey.fingerprint ?? Digest.of([1]) }
            var list = [2, 3].map { JSON.line(["key": .string(fingerprint($0).hex), "person": .person($0)]) }
            switch what {
            case "one": list.removeLast()
            case "himself": list.insert(.line(["key": .string(fingerprint(1).hex), "person": .person(1)]), at: 0)
            case "stranger": list.append(.line(["key": .string(fingerprint(1).hex), "person": .person(9)]))
            case "wrong key": list[1] = .line(["key": .string(fingerprint(1).hex), "person": .person(3)])
            case "not ascending": list.reverse()
            default: break
            }
            let of = what == "wrong of" ? nil : ca.authority.founding?.hash
            try ca.say(
                Draft("authority/founding.accept", .line(["heard": .array(list)]), of: of, under: ["P-54"]), by: 1)
        }
    }

    @Test(
        "P-54: the opening's requirement stands until it ends; what it left open has lapsed, and it never opens again")
    func opening() throws {
        // CAcert: in the opening a motion with a floor of two appoints a first leader who is no member yet.
        var ca = try TestCA.cacert()
        for _ in 0..<2 { try ca.enrol() }
        let end = try #require(ca.authority.founding?.openingEnd)
        #expect(end.since(ca.now) <= 90 * 86_400)
        let first = try ca.propose("authority/team.lead", member(6, "access"), by: 1)
        try ca.carry(first)
        #expect(ca.inEffect(first))
        ca.now = end.adding(-4 * 86_400)
        let waiting = try ca.propose("authority/team.lead", member(7, "support"), by: 1)
        // A policy change lapses only acts whose requirement then in force changed: not this one.
        ca.now = end.adding(-1)
        #expect(ca.word(waiting) == "open")
        refused("SP-9.1.2c", ca, "after its end the leader comes from the team") { ca in
            ca.now = end
            try ca.say(.of(ca.kind("authority/team.lead"), member(7, "support")), by: 1)
        }
        ca.now = end
        #expect(ca.word(waiting) == "lapsed")
        refused("P-34", ca) { _ = try $0.open(waiting, by: 1) }
    }

    @Test("P-54: in the opening its own floor is asked, not the one of the policy in force", arguments: [true, false])
    func openingFloor(inOpening: Bool) throws {
        var ca = try TestCA(policy: "cacert")
        try ca.found(Array(repeating: ["board"], count: 3))
        try ca.enrol()
        if !inOpening { ca.wait(91 * 86_400) }
        // After the opening a leader comes from the team, so there the seat of an Arbitrator is tried.
        let act = try ca.propose("authority/body.seat", bodied(4, "arbitrators"), by: 1)
        let motion = try ca.open(act)
        for person in [1, 2] { try ca.vote(motion, .yes, by: person) }
        try ca.vote(motion, .no, by: 3)
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(ca.inEffect(act) == inOpening)
    }

    @Test("P-54: a policy change in the opening lapses no act under the opening's requirement")
    func openingChange() throws {
        var ca = try TestCA.small()
        try ca.enrol()
        let lead = try ca.propose("authority/team.lead", member(5, "keepers"), by: 1)
        let appoint = try ca.propose("authority/team.appoint", member(5, "reviewers"), by: 1)
        try ca.changePolicy([
            ["kinds", "authority/team.lead", "expires"]: .integer(600_000),
            ["kinds", "authority/team.appoint", "expires"]: .integer(600_000),
            ["opening", "days"]: .integer(90),
        ])
        #expect(ca.word(lead) == "open")
        #expect(ca.word(appoint) == "lapsed")
        #expect(ca.authority.founding?.openingDays == 30, "only the founding's opening is ever read")
        try ca.carry(lead)
        #expect(ca.inEffect(lead))
    }

    @Test("P-7, P-60: without an enclosure that its effect reads a replay stops and names the entry")
    func missing() throws {
        var ca = try TestCA(policy: "small")
        let founding = draft(&ca)
        try ca.say(founding, by: 1)
        var state = State()
        do {
            _ = try state.fold(CheckedLeaf(checking: ca.entries[0])) { _ in nil }
            Issue.record("it went on")
        } catch { #expect(error.place == 0 && error.refusal.sort == .enclosureMissing) }
    }

    @Test("P-53: a longer term binds from the next seating only")
    func term() throws {
        var ca = try small()
        let reviser = try #require(ca.authority.roster("reviser")?.seats.first)
        let until = try #require(reviser.until)
        #expect(until.since(reviser.taken) == 730 * 86_400)
        try ca.changePolicy([["groups", "reviser", "term"]: .integer(86_400 * 3650)])
        #expect(ca.authority.membership(of: 9, in: "reviser", at: until.adding(-1)) != nil)
        #expect(ca.authority.membership(of: 9, in: "reviser", at: until) == nil)
    }

    @Test(
        "P-53, P-23: a policy that goes below the code's floors, or moves the governing mark, does not come into force",
        arguments: [
            ["kinds", "authority/policy.change", "motion"], ["kinds", "authority/list.add", "ways"],
        ])
    func floors(path: [String]) throws {
        let weak: JSON =
            path[2] == "motion"
            ? .line(["body": .string("council"), "floor": .integer(2)])
            : .array([.array([.line(["count": .integer(1), "name": .string("council"), "pool": .texts(["council"])])])])
        refused("P-30", try small()) { try $0.changePolicy([path: weak]) }
    }

    @Test("SP-1.4.1: a policy change needs three, and people do not lose their group by it")
    func change() throws {
        var ca = try small()
        try ca.changePolicy([["groups", "keepers", "minimum"]: .integer(3)])
        #expect(ca.authority.policy?.groups["keepers"]?.minimum == 3)
        let act = try ca.say(ca.policyChange([["groups", "keepers", "minimum"]: .integer(2)]), by: 1)
        let motion = try ca.open(act)
        for person in [1, 2] { try ca.vote(motion, .yes, by: person) }
        ca.wait(72 * 3600)
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(ca.word(act) == "defeated")
    }
}
