import Ledger
import Rules
import TestWorld
import Testing

/// Section G of the protocol, K-19: "two" are two of one pool.
struct GPoolTests {
    private func stopped(_ ca: TestCA, _ person: Int) -> Bool { ca.authority.person(person)?.stopped != nil }

    @Test("K-19: one of the team and one of the governing body do not stop a leader; two of either do")
    func leader() throws {
        var ca = try small()
        let act = try ca.stop("p5", by: 6, slot: "peer")
        try ca.sign(act, "peer", by: 1)
        #expect(!stopped(ca, 5) && ca.word(act) == "open")
        let lacking = try #require(ca.authority.count(ca.act(act), at: ca.now)[2].lacking)
        #expect(lacking.clause == "K-19" && lacking.who == "another of “council” or of “keepers”")
        #expect(lacking.what == "The two who stop p5 must be two of one group or list. These are of different ones.")
        try ca.sign(act, "peer", by: 2)
        #expect(stopped(ca, 5), "a second one of the council")
    }

    @Test("K-19: one person in two pools pairs with either; two who share none do not")
    func shared() throws {
        var ca = try small()
        for (person, team) in [(3, "keepers"), (4, "reviewers")] {
            try ca.carry(ca.propose("authority/team.appoint", member(person, team), by: 1))
        }
        // p4 sits in the council and among the reviewers, p3 in the council and among the keepers.
        let act = try ca.stop("p4", by: 8, slot: "peer")
        refused("RP-1.5", ca, "a keeper is in no pool of p4") { try $0.sign(act, "peer", by: 6) }
        try ca.sign(act, "peer", by: 3)
        #expect(!stopped(ca, 4), "a reviewer and one of the council")
        try ca.sign(act, "peer", by: 7)
        #expect(stopped(ca, 4), "two reviewers")
    }

    @Test("K-19: what pages add to a local pair of two pools is a stop by page")
    func page() throws {
        var ca = try small()
        let passkey = try ca.furtherKey(2, form: .webauthn)
        let act = try ca.stop("p5", by: 6, slot: "peer")
        try ca.sign(act, "peer", by: 1)
        ca.wait(60)
        try ca.sign(act, "peer", by: 2, with: passkey)
        #expect(!stopped(ca, 5) && ca.authority.person(5)?.pageStopped != nil)
    }

    @Test("K-19: of an act the slots are one list, and the body that votes on it is another")
    func act() throws {
        var ca = try small()
        try ca.changePolicy([
            ["kinds", "register/store.enter", "motion"]: .line(["body": .string("council"), "floor": .integer(2)])
        ])
        ca.wait(60)
        let store = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        var mixed = ca
        let stop = try mixed.stop("A-\(store)", by: 8, slot: "peer")
        try mixed.sign(stop, "peer", by: 1)
        #expect(!mixed.inEffect(stop))
        try mixed.sign(stop, "peer", by: 2)
        #expect(mixed.inEffect(stop), "two of the council")
        let list = try ca.stop("A-\(store)", by: 8, slot: "peer")
        try ca.sign(list, "peer", by: 6)
        #expect(ca.inEffect(list), "a keeper and a reviewer")
    }
}
