import Ledger
import Rules
import TestWorld
import Testing

@Test("P-54: a founded CA enrols, appoints by motion, and retires a medium by two")
func mainJob() throws {
    var ca = try TestCA.small()
    #expect(ca.authority.founding?.isAccepted == true)
    let five = try ca.enrol()
    #expect(ca.authority.people.count == 5)
    let six = try ca.enrol(witnesses: [3, 4])
    let lead = try ca.propose("authority/team.lead", .line(["person": .person(five), "team": .string("keepers")]), by: 1)
    try ca.carry(lead)
    let appoint = try ca.propose("authority/team.appoint", .line(["person": .person(six), "team": .string("keepers")]), by: 1)
    try ca.carry(appoint)
    #expect(ca.authority.groups(of: six) == ["keepers"])
    print(ca.state.world.stateHash.hex, ca.entries.count)
}
