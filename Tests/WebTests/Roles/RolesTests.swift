import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: what each role gets from each page and API call is written down, and nobody changes it unseen. Method: every
/// line of the route table is asked as every role, on a CA with somebody in each; a route without an address here, or
/// missing from the golden file, is a failure.
@Suite struct RolesTests {
    @Test("each page and API call gives each role what the golden file says")
    func golden() async throws {
        let ca = try TestCA.peopled()
        let site = try await TestSite(ca)
        let addresses = RoleAddresses(ca)
        var table = RoleTable()
        for route in Site.routes {
            // The hash in an address changes with every look at the style sheet; who may have it does not.
            let pattern = route.pattern.replacing(#/[0-9a-f]{16,}/#, with: "HASH")
            let name = "\(route.method.rawValue) \(pattern)"
            let path = try addresses.path(route.pattern)
            // Anew each time: what was posted before may have ended sessions.
            let visitors = try Visitors(site)
            var outcomes: [Outcome] = []
            for role in Role.allCases {
                let reply = try await visitors.ask(route, path, as: role)
                let outcome = try #require(Outcome(reply), "\(name) as \(role.rawValue): \(reply.status)")
                outcomes.append(outcome)
            }
            table.rows.append((name, outcomes))
        }
        if ProcessInfo.processInfo.environment["FOUREYES_WRITE_ROLES"] != nil {
            try Data(table.text.utf8).write(to: RoleTable.file)
            return
        }
        let golden = String(decoding: try Data(contentsOf: RoleTable.file), as: UTF8.self)
        let (now, then) = (table.text.split(separator: "\n"), golden.split(separator: "\n"))
        for line in now where !then.contains(line) { Issue.record("not in \(RoleTable.file.path): \(line)") }
        for line in then where !now.contains(line) { Issue.record("not so any more: \(line)") }
        #expect(table.text == golden)
    }
}
