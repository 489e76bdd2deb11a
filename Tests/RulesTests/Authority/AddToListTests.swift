import Ledger
import Rules
import TestWorld
import Testing

/// SP-3.4.2a, SP-9.1.3: who comes onto an access list.
struct AddToListTests {
    @Test("SP-3.4.2a, SP-9.1.3: only who was appointed to a team of the list comes onto it")
    func eligible() throws {
        var ca = try small()
        refused("SP-3.4.2a", ca, "p10 is in no team") {
            try $0.propose("authority/list.add", listed(10, "machine-room"), by: 1)
        }
        let appointed = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        refused("SP-3.4.2a", ca, "nor is a proposal an appointment") {
            try $0.propose("authority/list.add", listed(10, "machine-room"), by: 1)
        }
        try ca.carry(appointed)
        let act = try ca.propose("authority/list.add", listed(10, "machine-room"), by: 5)
        for member in [1, 2] { try ca.sign(act, "council", by: member) }
        #expect(ca.inEffect(act))
    }
}
