import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.2a: absences, and what they leave. `policy/small`: p5 leads the keepers, p6 is the other; p7 leads the reviewers.
struct AbsenceTests {
    static func facts(_ person: Int, from: String, until: String) -> JSON {
        .line([
            "from": .string(from), "person": .person(person), "reachable": .string("no"), "until": .string(until),
        ])
    }
    @discardableResult
    static func enter(
        _ ca: inout TestCA, _ person: Int, from: String, until: String, by signer: Int? = nil
    ) throws -> Int {
        ca.wait(60)
        return try ca.say(
            .of(ca.kind("register/absence.enter"), facts(person, from: from, until: until), slot: "reporter"),
            by: signer ?? person)
    }
    private func short(_ ca: TestCA) -> [String] {
        ca.state.findings(at: ca.now).filter { $0.rule.name == "short-handed" }.map(\.what)
    }
    private func day(_ ca: TestCA, _ days: Int) -> String { CalendarDay(of: ca.now).later(by: days).text }

    @Test("SP-9.1.2a: the person or a leader enters it; nobody else puts another aside")
    func who() throws {
        var ca = try small()
        try Self.enter(&ca, 6, from: day(ca, 1), until: day(ca, 3))
        try Self.enter(&ca, 6, from: day(ca, 1), until: day(ca, 3), by: 7)
        try Self.enter(&ca, 6, from: day(ca, 1), until: day(ca, 3), by: 1)
        refused("SP-9.1.2a", ca) { try Self.enter(&$0, 5, from: day($0, 1), until: day($0, 3), by: 6) }
        refused("SP-9.1.2a", ca, "backwards") { try Self.enter(&$0, 6, from: day($0, 3), until: day($0, 1)) }
        refused("SP-9.1.2a", ca, "for ever") { try Self.enter(&$0, 6, from: day($0, 3), until: day($0, 999)) }
        #expect(ca.state.world.administrative.absences.count == 3)
    }

    @Test("SP-9.1.2a: a team that falls below its minimum is found before it happens, on the day, and not after")
    func ahead() throws {
        var ca = try small()
        #expect(short(ca).isEmpty)
        try Self.enter(&ca, 6, from: day(ca, 20), until: day(ca, 25))
        #expect(short(ca).isEmpty, "too far ahead to say")
        ca.wait(7 * 86_400)
        let found = short(ca)
        #expect(found.count == 1 && found.first?.contains("away: p6") == true, "\(found)")
        ca.wait(15 * 86_400)
        #expect(short(ca).count == 1, "it is so")
        ca.wait(10 * 86_400)
        #expect(short(ca).isEmpty)
    }

    @Test("K-24: an absence changes no right")
    func rights() throws {
        var ca = try small()
        let before = ca.authority.stateHash, powers = ca.authority.powers(at: ca.now)
        try Self.enter(&ca, 6, from: day(ca, 0), until: day(ca, 3))
        #expect(ca.authority.stateHash == before && ca.authority.powers(at: ca.now) == powers)
    }
}
