import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// SP-2.2.1b: the inventory is there for both teams that need it.
@Suite struct RegistersAreaTests {
    @Test(
        "SP-2.2.1b: Access Engineers and Systems Administrators read each item of the inventory, as page and as data",
        arguments: [Role.access, .administrator])
    func readable(role: Role) async throws {
        let ca = try TestCA.peopled()
        let visitors = try Visitors(try await TestSite(ca))
        let world = ca.state.world
        for (register, ids) in [
            ("computers", world.physical.computers.map(\.id.text)), ("media", world.physical.media.map(\.id.text)),
            ("stores", world.physical.stores.map(\.id.text)),
        ] {
            #expect(!ids.isEmpty, "\(register)")
            let list = try await visitors.get("/registers/\(register)", as: role)
            for id in ids {
                #expect(list.status == 200 && list.text.contains("/registers/\(register)/\(id)\""), "\(id)")
                #expect(try await visitors.get("/registers/\(register)/\(id)", as: role).status == 200)
                #expect(try await visitors.get("/api/registers/\(register)/\(id)", as: role).json()["id"]?.text == id)
            }
        }
    }
}
