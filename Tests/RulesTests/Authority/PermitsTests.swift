import Ledger
import Rules
import TestWorld
import Testing

/// P-52, K-27, SP-1.2h, SP-9.3.2b: an act that rests on a ruling. Board p1 to p5; the ruling is p14's and p16's.
struct PermitsTests {
    private let group = "systems-administration"
    private func ruled(_ count: Int = 1, days: Int = 30, by: String? = nil) throws -> TestCA {
        var ca = try arbitrated()
        _ = try ca.rule([ca.permit(EndSeat.kind, about: ["p12", group], count: count, days: days, by: by)])
        return ca
    }
    @discardableResult
    private func end(_ ca: inout TestCA, _ person: Int = 12, by signer: Int = 6, under ruling: Int? = 1) throws -> Int {
        try ca.file(EndSeat.kind, ended(person, group), by: signer, slot: "executor", under: ruling)
    }

    @Test("SP-1.2h, SP-9.3.2b: it permits exactly what it says, once, from 24 hours on; one in office then does it")
    func exactly() throws {
        var ca = try ruled()
        refused("P-52", ca, "in its first 24 hours") { try end(&$0) }
        ca.wait(Ruling.waiting)
        refused("SP-9.3.2b", ca, "about somebody else") { try end(&$0, 13) }
        refused("P-35", ca, "a ruling that is none") { try end(&$0, under: 2) }
        refused("SP-9.3.2b", ca, "of another kind") {
            try $0.file(
                "authority/list.remove", listed(12, "ssh-access"), by: 8, slot: "manager", under: 1)
        }
        let act = try end(&ca)
        #expect(ca.inEffect(act) && !ca.authority.groups(of: 12).contains(group))
        #expect(ca.state.world.uses(of: ca.authority.cases.rulings[0]).map(\.name) == ["A-\(act)"])
        refused("P-52", ca, "once") { try end(&$0) }
    }

    @Test("P-52: without a ruling the way is shut, and the motion decides as ever")
    func without() throws {
        var ca = try ruled()
        ca.wait(Ruling.waiting)
        let act = try end(&ca, by: 6, under: nil)
        #expect(!ca.inEffect(act))
        #expect(ca.state.world.actView(at: act, now: ca.now)?.ways.flatMap(\.slots).isEmpty == true)
        try ca.carry(act)
        #expect(ca.inEffect(act))
    }

    @Test("P-52: those who gave it sign nothing that rests on it; nor does whom it names, or who is not meant")
    func givers() throws {
        var ca = try ruled(by: "p8")
        ca.wait(Ruling.waiting)
        refused("SP-9.3.2b", ca, "somebody whom it does not permit it") { try end(&$0, by: 6) }
        let meant = try end(&ca, by: 8)
        #expect(ca.inEffect(meant))
        var open = try ruled()
        open.wait(Ruling.waiting)
        refused("P-52", open, "the Arbitrator") { try end(&$0, by: 14) }
        refused("SP-9.1.7a", open, "whom it is about") { try end(&$0, by: 12) }
        let act = try open.file(EndSeat.kind, ended(12, group), by: 6, under: 1)
        open.wait(60)
        refused("P-52", open, "nor as a later signer") { try $0.sign(act, "executor", by: 16) }
        try open.sign(act, "executor", by: 7)
        #expect(open.inEffect(act))
    }

    @Test("P-52: what is over, suspended or set aside permits nothing, at the proposal and at the effect")
    func over() throws {
        var ca = try ruled(days: 3)
        ca.wait(Ruling.waiting)
        let act = try ca.file(EndSeat.kind, ended(12, group), by: 6, under: 1)
        var late = ca
        late.wait(3 * 86_400)
        refused("P-52", late, "its day is over") { try end(&$0) }
        refused("P-52", late, "for an act that stood before, too") { try $0.sign(act, "executor", by: 6) }
        try ca.carry(ca.propose(SuspendRuling.kind, .line(["ruling": .string("RUL-1")]), by: 1))
        refused("P-52", ca, "suspended") { try end(&$0) }
        refused("P-52", ca, "also at the effect") { try $0.sign(act, "executor", by: 6) }
    }

    @Test(
        "P-52: two acts in one slot of a ruling that permits one: the first takes it, the second stays open and lacks it"
    )
    func race() throws {
        var ca = try ruled()
        ca.wait(Ruling.waiting)
        let acts = try (0..<2).map { _ in try ca.file(EndSeat.kind, ended(12, group), by: 6, under: 1) }
        ca.wait(60)
        try ca.sign(acts[0], "executor", by: 6)
        refused("P-52", ca) { try $0.sign(acts[1], "executor", by: 7) }
    }

    @Test(
        "K-4, P-57: no ruling ends a seat of those who govern or arbitrate, and none empties a team: there it suspends")
    func bodies() throws {
        var ca = try arbitrated()
        let about = ["access", "arbitrators", "board", "p1", "p15", "p7"]
        _ = try ca.rule([ca.permit(EndSeat.kind, about: about, count: 9)])
        ca.wait(Ruling.waiting)
        for (person, body) in [(1, "board"), (15, "arbitrators")] {
            refused("K-4", ca) {
                try $0.file(EndSeat.kind, ended(person, body), by: 8, slot: "executor", under: 1)
            }
        }
        try ca.file(EndSeat.kind, ended(7, "access"), by: 8, slot: "executor", under: 1)
        #expect(ca.authority.roster("access")?.seats.first { $0.person == 7 }?.suspended != nil)
        #expect(ca.found("seat-suspended").count == 1)
        try ca.carry(ca.propose(EndSeat.kind, ended(7, "access"), by: 1))
        #expect(ca.authority.groups(of: 7).isEmpty)
    }

    @Test("P-23, P-52: a page signature alone ends no seat by a ruling")
    func page() throws {
        var ca = try ruled()
        ca.wait(Ruling.waiting)
        let passkey = try ca.furtherKey(6, form: .webauthn)
        ca.wait(60)
        let draft = Draft(
            EndSeat.kind, ended(12, group), slot: "executor", under: ["SP-9.1.7a", "RUL-1"])
        refused("P-42", ca) { try $0.say(draft, by: 6, with: passkey) }
    }

    @Test("P-52: an act rests on one ruling, and what the year would have brought is asked of each act at its own time")
    func foreseen() throws {
        var ca = try ruled()
        _ = try ca.rule([ca.permit(EndSeat.kind, about: ["p13", group])])
        ca.wait(Ruling.waiting)
        refused("P-52", ca, "several") {
            try $0.say(
                Draft(EndSeat.kind, ended(12, group), slot: "executor", under: ["RUL-1", "RUL-2"]), by: 6)
        }
        let signed = try end(&ca, by: 6, under: nil), bare = try ca.propose(EndSeat.kind, ended(12, group), by: 6)
        let direction = ca.authority.cases.directions[0].says
        let seen = ca.state.foreseen(try Directions(.array([direction.json])), at: ca.now)
        #expect(seen.first?.past.map(\.place) == [signed, bare] && seen.first?.opensWay == true)
        #expect(ca.state.verdict(on: signed, under: direction, enclosed: ca.enclosed) == .permitted(by: [6]))
        guard case .lacked = ca.state.verdict(on: bare, under: direction, enclosed: ca.enclosed) else {
            Issue.record("without a signature it would not have taken effect")
            return
        }
    }
}
