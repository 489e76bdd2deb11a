import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// SP-9.1.2d: what a team does can be followed.
@Suite struct GroupFeedTests {
    @Test("SP-9.1.2d: the feed of a group has what its people said, the newest first, and nothing of others")
    func feed() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let reply = try await site.get("/groups/keepers/feed")
        #expect(reply.status == 200 && reply.text.contains("<feed xmlns"))
        let people = Set(ca.authority.roster("keepers")?.seats.map(\.person) ?? [])
        let rows = ca.state.log.rows
        let places = (0..<rows.count).filter { people.contains(rows[$0].signer) }.suffix(GroupFeed.entriesMax)
        let shown = reply.text.components(separatedBy: "<entry>").dropFirst().compactMap { entry in
            entry.components(separatedBy: "/ledger/").dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) }
        }
        #expect(shown == places.reversed() && !shown.isEmpty)
        #expect(try await site.get("/groups/none/feed").status == 404)
        #expect(try await site.get("/groups/keepers").text.contains("/groups/keepers/feed\""))
    }
}
