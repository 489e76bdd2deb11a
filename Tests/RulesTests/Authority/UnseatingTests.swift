import Ledger
import Rules
import TestWorld
import Testing

/// SM-2.4.3, P-57: a seat ends at once where two others are left, and is suspended where not.
struct UnseatingTests {
    @Test(
        "SM-2.4.3, P-57: narrowing that leaves fewer than two besides its signers suspends until a motion confirms it")
    func suspended() throws {
        var ca = try small()
        let leave = try ca.propose("authority/team.leave", member(6, "keepers"), by: 1, slot: "council")
        try ca.sign(leave, "council", by: 2)
        #expect(ca.inEffect(leave))
        #expect(ca.authority.roster("keepers")?.seats.first { $0.person == 6 }?.suspended != nil)
        refused("RP-2.2", ca, "he acts no longer") {
            try $0.propose("register/store.enter", .line(["label": .string("x")]), by: 6)
        }
        try ca.carry(ca.propose(EndSeat.kind, .line(["group": .string("keepers"), "person": .person(6)]), by: 1))
        #expect(ca.authority.groups(of: 6) == [])
        #expect(ca.authority.former.map(\.seat.person) == [6])
    }

    @Test("P-57: a suspended member can be seated anew in his own chair, though all are taken")
    func seatedAnew() throws {
        var full = try small()
        full.suppose { world in
            if let index = world.authority.rosters.firstIndex(where: { $0.group == "council" }) {
                world.authority.rosters[index].seats[3].suspended = 1
            }
        }
        try full.carry(full.propose("authority/body.seat", bodied(4, "council"), by: 1))
        #expect(full.authority.membership(of: 4, in: "council", at: full.now) != nil)
    }

    @Test("SM-2.4.3, P-57: where two others are left the seat ends at once")
    func ended() throws {
        var ca = try small()
        for person in [3, 4] { try ca.carry(ca.propose("authority/team.appoint", member(person, "keepers"), by: 1)) }
        // Keepers p3, p4, p5, p6.
        let one = try ca.propose("authority/team.leave", member(6, "keepers"), by: 1, slot: "council")
        try ca.sign(one, "council", by: 2)
        #expect(ca.authority.groups(of: 6) == [])
        let two = try ca.propose("authority/team.leave", member(3, "keepers"), by: 1, slot: "council")
        try ca.sign(two, "council", by: 4)
        #expect(ca.inEffect(two))
        #expect(ca.authority.groups(of: 3) == ["council", "keepers"], "p5 alone would be left besides the signer p4")
        #expect(ca.authority.membership(of: 3, in: "keepers", at: ca.now) == nil)
    }
}
