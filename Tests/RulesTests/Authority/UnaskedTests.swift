import Ledger
import Rules
import TestWorld
import Testing

/// SP-1.2h: every act is authorised by something; what the policy in force has no rule for, nobody can do.
@Suite struct UnaskedTests {
    @Test("SP-1.2h, P-30: an act of a kind that the policy does not name is refused, whoever proposes it")
    func unasked() throws {
        var ca = try small()
        let body = JSON.line(["label": .string("vault-9")])
        #expect(throws: Never.self) {
            var before = ca
            try before.propose("register/store.enter", body, by: 5, slot: "keeper")
        }
        try ca.changePolicy([["kinds", "register/store.enter"]: nil])
        for person in [1, 5, 7] {
            refused("P-30", ca) { try $0.propose("register/store.enter", body, by: person) }
        }
        #expect(ca.state.world.requirement(of: "register/store.enter") == nil)
    }
}

extension World {
    fileprivate func requirement(of kind: String) -> Requirement? { authority.policy?.kinds[kind] }
}
