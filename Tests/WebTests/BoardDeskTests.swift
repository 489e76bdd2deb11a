import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// SP-9.3.1: what the Board has before it.
@Suite struct BoardDeskTests {
    @Test(
        "SP-9.3.1: the governing body's page has the leaders' reports, open motions and acts whose motion nobody opened"
    )
    func desk() async throws {
        var ca = try TestCA.busy()
        let leader = try #require(ca.authority.roster("keepers")?.seats.first { $0.leads != nil }?.person)
        let report = try ca.file(
            ReportTeam.kind, .line(["happened": .string(ca.now.text), "team": .string("keepers")]), by: leader,
            parts: ["report"])
        let act = try ca.propose(
            EndSeat.kind, .line(["group": .string("keepers"), "person": .person(leader)]), by: 1)
        let site = try await TestSite(ca)
        let text = try await site.get("/groups/council").text
        #expect(text.contains("/records/R-\(report)\""))
        let waits = text.components(separatedBy: "id=\"waits\"").dropFirst().first ?? ""
        #expect(waits.components(separatedBy: "<h2").first?.contains("/acts/A-\(act)\"") == true)
        #expect(try await site.get("/groups/keepers").text.contains("/records/R-\(report)\""))
        #expect(try await !site.get("/groups/reviewers").text.contains("/records/R-\(report)\""))
    }
}
