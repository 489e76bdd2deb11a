import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.2c: the leader of a team reports to the Board.
struct ReportTeamTests {
    static func report(_ ca: inout TestCA, by person: Int = 8, _ team: String = "systems-administration") throws -> Int
    {
        try ca.file(
            ReportTeam.kind, .line(["happened": .string(ca.now.text), "team": .string(team)]), by: person,
            parts: ["report"])
    }

    @Test(
        "SP-9.1.2c: a report is due from time to time, by the leader; somebody else's is in breach and reports nothing")
    func due() throws {
        var ca = try cacert()
        try ca.changePolicy(
            [:], of: "cacert", manual: [["values", "team.report.interval", "span"]: .integer(60 * 86_400)])
        func teams(_ ca: TestCA) -> [String] { ca.found("team-report").map(\.about.text) }
        #expect(teams(ca).isEmpty)
        ca.wait(61 * 86_400)
        #expect(Set(teams(ca)) == ["access", "systems-administration"])
        #expect(ca.state.tasks(for: 8, at: ca.now).contains { $0.rule.name == "team-report" })
        let other = try Self.report(&ca, by: 9)
        #expect(ca.record(other).breaches.map(\.clause) == ["SP-9.1.2c"] && teams(ca).count == 2)
        let own = try Self.report(&ca)
        #expect(ca.record(own).breaches.isEmpty && teams(ca) == ["access"])
        #expect(ca.state.world.reports(of: "systems-administration").map(\.place) == [own])
        ca.wait(61 * 86_400)
        #expect(Set(teams(ca)) == ["access", "systems-administration"])
    }
}
