import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.5a, P-50: where the policy asks for a motion, nothing but a carried one brings the act into effect.
struct TakingEffectTests {
    @Test(
        "SP-9.1.5a, SP-3.4.2d: signatures alone give nobody a seat or access, however many; a carried motion does",
        arguments: ["authority/team.appoint", "authority/list.add", "authority/body.seat"])
    func motionFirst(kind: String) throws {
        var ca = try cacert()
        let (body, slot, signers) =
            switch kind {
            case "authority/team.appoint": (member(11, "systems-administration"), "recommendation", [8])
            case "authority/list.add": (listed(9, "ssh-access"), "request", [8])
            default: (bodied(11, "arbitrators"), "", [])
            }
        let act = try ca.propose(kind, body, by: 1)
        let before = ca.authority.rosters
        for person in signers { try ca.sign(act, slot, by: person) }
        if kind == "authority/list.add" {
            for person in 1...5 { try ca.sign(act, "board-request", by: person) }
        }
        #expect(!ca.inEffect(act) && ca.authority.rosters == before)
        try ca.carry(act)
        #expect(ca.inEffect(act) && ca.authority.rosters != before)
    }
}
