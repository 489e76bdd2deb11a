import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.7b: former members stay on record.
struct FormerSeatTests {
    private func leave(_ person: Int, _ ca: inout TestCA) throws {
        try ca.propose("authority/team.leave", member(person, "keepers"), by: person, slot: "leaver")
    }

    @Test("SP-9.1.7b: whoever leaves stays on record, with the group, the time and the entries of the seat")
    func stays() throws {
        var ca = try small()
        try ca.carry(ca.propose("authority/team.appoint", member(10, "keepers"), by: 1))
        let seat = try #require(ca.authority.roster("keepers")?.seats.first { $0.person == 10 })
        #expect(ca.authority.former.count == 0)
        let before = ca.state.world.stateHash
        try leave(10, &ca)
        let former = try #require(ca.authority.former.first { $0.seat.person == 10 })
        #expect(former.group == "keepers" && former.seat == seat && former.ended == ca.entries.count - 1)
        #expect(ca.authority.groups(of: 10) == [] && ca.state.world.stateHash != before)
        #expect(ca.authority.personView(10, at: ca.now)?.former == [former])
        // A new seat is another one: what was served before is neither taken up again nor forgotten.
        try ca.carry(ca.propose("authority/team.appoint", member(10, "keepers"), by: 1))
        try leave(10, &ca)
        #expect(ca.authority.personView(10, at: ca.now)?.former.count == 2)
        #expect(ca.authority.personView(10, at: ca.now)?.former.first == former)
    }

    @Test("SP-9.1.7b: a seat that is only suspended is no former one")
    func suspended() throws {
        var ca = try small()
        try leave(6, &ca)
        #expect(ca.authority.roster("keepers")?.seats.first { $0.person == 6 }?.suspended != nil)
        #expect(ca.authority.former.count == 0)
    }
}
