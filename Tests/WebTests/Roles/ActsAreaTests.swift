import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// SP-9.1.2d: everybody observes the other teams.
@Suite struct ActsAreaTests {
    @Test("SP-9.1.2d: each critical role reads every act of the other teams, with who signed it, as page and as data")
    func readable() async throws {
        let ca = try TestCA.peopled()
        let visitors = try Visitors(try await TestSite(ca))
        let acts = ca.authority.acts.table.map(\.name) + ca.state.world.acts.table.map(\.name)
        #expect(acts.count > 20)
        for role in [Role.access, .administrator, .assessor, .support] {
            #expect(try await visitors.get("/acts", as: role).status == 200)
            for act in acts {
                let page = try await visitors.get("/acts/\(act)", as: role)
                let data = try await visitors.get("/api/acts/\(act)", as: role)
                #expect(page.status == 200 && data.status == 200, "\(act) as \(role.rawValue)")
                #expect(try data.json()["id"]?.text == act)
            }
        }
    }
}
