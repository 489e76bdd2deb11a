import Ledger
import Rules
import TestWorld
import Testing

/// Section G of the protocol, K-5: there is always somebody who can give back.
struct GRestorerTests {
    private let body = JSON.line(["stop": .string("X-1")])

    private func found(_ rule: String, _ ca: TestCA) -> [String] {
        ca.state.findings(at: ca.now).filter { $0.rule.name == rule }.map(\.what)
    }
    private func stop(_ ca: inout TestCA, _ what: String, by people: [Int]) throws {
        try ca.sign(ca.stop(what, by: people[0], slot: "peer"), "peer", by: people[1])
    }

    @Test("K-5: two of the council stop the other two; two of its electors give them back, and nobody else")
    func electors() throws {
        var ca = try small()
        try stop(&ca, "p1", by: [2, 3])
        try stop(&ca, "p4", by: [2, 3])
        #expect(ca.authority.restorers(of: ca.authority.stops[0], at: ca.now) == [5, 6, 7, 8])
        ca.wait(73 * 3600)
        for person in [2, 3, 9, 10] {
            refused("RP-1.5", ca, "p\(person)") { try $0.propose(EndStop.kind, body, by: person) }
        }
        for person in [1, 4] { refused("P-55", ca, "p\(person)") { try $0.propose(EndStop.kind, body, by: person) } }
        let end = try ca.propose(EndStop.kind, body, by: 5, slot: "restorer")
        refused("P-32", ca, "one twice") { try $0.sign(end, "restorer", by: 5) }
        refused("RP-1.5", ca, "a stopper") { try $0.sign(end, "restorer", by: 3) }
        try ca.sign(end, "restorer", by: 7)
        #expect(ca.authority.person(1)?.stopped == nil)
    }

    @Test("K-5: where two of the council are left, its electors have no say")
    func bodyFirst() throws {
        var ca = try small()
        try stop(&ca, "p5", by: [2, 3])
        ca.wait(73 * 3600)
        refused("RP-1.5", ca) { try $0.propose(EndStop.kind, body, by: 7) }
        let end = try ca.propose(EndStop.kind, body, by: 1, slot: "restorer")
        refused("RP-1.5", ca) { try $0.sign(end, "restorer", by: 6) }
        try ca.sign(end, "restorer", by: 4)
        #expect(ca.authority.person(5)?.stopped == nil)
    }

    @Test("K-5: an elector who stopped gives nobody back; nor does one whom the same two stopped")
    func stoppersApart() throws {
        var ca = try small()
        for person in [2, 3] { try ca.carry(ca.propose("authority/team.appoint", member(person, "keepers"), by: 1)) }
        for person in [1, 4, 6] { try stop(&ca, "p\(person)", by: [2, 3]) }
        #expect(ca.authority.restorers(of: ca.authority.stops[0], at: ca.now) == [5, 7, 8])
        #expect(ca.authority.restorers(of: ca.authority.stops[2], at: ca.now) == [5, 7, 8])
    }

    /// Four of the council in the teams, the reviser, and these beside in the teams.
    private func peopled(_ outside: [(Int, String)]) throws -> TestCA {
        var ca = try TestCA.small()
        for _ in 0..<(outside.count + 1) { try ca.enrol() }
        for (person, team) in [(1, "keepers"), (3, "reviewers")] {
            try ca.carry(ca.propose("authority/team.lead", member(person, team), by: 2))
        }
        for (person, team) in [(2, "keepers"), (4, "reviewers")] + outside {
            try ca.carry(ca.propose("authority/team.appoint", member(person, team), by: 2))
        }
        let reviser = outside.count + 5
        try ca.carry(ca.propose("authority/body.seat", bodied(reviser, "reviser"), by: 1))
        ca.wait(3600)
        return ca
    }

    @Test(
        "K-5: of six people two stoppers leave one; the state says so before anybody is stopped, and of seven it does not"
    )
    func six() throws {
        var six = try peopled([(5, "keepers")])
        #expect(
            found("few-electors", six) == [
                "Council: two could stop all others, and only p5 could give them back; it takes two of Keepers or Reviewers."
            ])
        try stop(&six, "p1", by: [2, 3])
        #expect(found("no-restorer", six) == [], "p4 and p5 are left")
        try stop(&six, "p4", by: [2, 3])
        #expect(
            found("no-restorer", six)
                == ["X-1", "X-2"].map { stop in
                    "\(stop) stops \(stop == "X-1" ? "p1" : "p4"), and only p5 could end it; it takes two."
                })
        var seven = try peopled([(5, "keepers"), (6, "reviewers")])
        #expect(found("few-electors", seven) == [])
        try stop(&seven, "p1", by: [2, 3])
        try stop(&seven, "p4", by: [2, 3])
        #expect(found("no-restorer", seven) == [])
        try seven.endStop(1, by: [5, 6])
        #expect(seven.authority.person(1)?.stopped == nil)
    }

    @Test("K-5: a policy without electors falls back on the body that arbitrates; cacert names both")
    func arbitrators() throws {
        let policy = try #require(try cacert().authority.policy)
        #expect(policy.seatingBodies == ["board"])
        #expect(policy.electors(of: "board") == ["arbitrators"] && policy.electors(of: "arbitrators") == ["board"])
        var ca = try cacert()
        try ca.changePolicy([["groups", "case-managers", "electors"]: nil], of: "cacert")
        #expect(ca.authority.policy?.electors(of: "case-managers") == ["arbitrators"])
        #expect(ca.authority.policy?.electors(of: "arbitrators") == ["board"])
    }
}
