import Ledger
import Testing

/// Goal: each member has one form, and the line of a statement is read as it was written.
@Suite struct StatementTests {
    @Test("P-1: a statement is read from its line", arguments: [Samples.statement(), Samples.full])
    func roundTrip(statement: Statement) throws {
        #expect(try Statement(line: statement.line()[...]) == statement)
    }

    @Test("P-1: a line is one with its LF")
    func lineEnd() {
        let line = Samples.statement().line()
        #expect(throws: Malformed.self) { try Statement(line: line.dropLast()) }
        #expect(throws: Malformed.self) { try Statement(line: (line + [0x0a])[...]) }
        #expect(throws: Malformed.self) { try Statement(line: []) }
        #expect(throws: Malformed.self) { try Statement(line: [0x0a]) }
    }

    @Test("P-1: a line cut short anywhere is refused, and nothing traps")
    func truncated() {
        let line = Samples.full.line()
        for length in 0..<line.count - 1 {
            #expect(throws: Malformed.self) { try Statement(line: line.prefix(length)) }
            #expect(throws: Malformed.self) {
                try Statement(line: (Array(line.prefix(length)) + [0x0a])[...])
            }
        }
    }

    private static let faults: [(String, @Sendable (inout Statement) -> Void)] = [
        ("body is a text", { $0.body = .string("x") }),
        ("no under", { $0.under = [] }),
        ("under twice", { $0.under = ["a", "b", "a"] }),
        ("under empty text", { $0.under = [""] }),
        ("under too long", { $0.under = [String(repeating: "a", count: 256)] }),
        ("under with space", { $0.under = ["SP 2"] }),
        ("origin empty", { $0.origin = "" }),
        ("origin upper case", { $0.origin = "Demo" }),
        ("origin too long", { $0.origin = String(repeating: "o", count: 256) }),
        ("origin with underscore", { $0.origin = "a_b" }),
        ("slot upper case", { $0.slot = "Second" }),
        ("slot empty", { $0.slot = "" }),
        ("slot too long", { $0.slot = String(repeating: "s", count: 65) }),
        ("slot begins with digit", { $0.slot = "2nd" }),
        ("until before claimed", { $0.until = $0.claimed.adding(-1) }),
        ("unheard descending", { $0.unheard = $0.unheard.reversed() }),
        ("unheard twice", { $0.unheard = [$0.unheard[0], $0.unheard[0]] }),
        ("enclosures descending", { $0.enclosures = $0.enclosures.reversed() }),
        ("enclosures of one hash", { $0.enclosures = [$0.enclosures[0], $0.enclosures[0]] }),
        ("enclosure of negative length", { $0.enclosures = [Enclosure(length: -1, sha256: .ofNothing)] }),
        ("detached descending", { $0.detached = $0.detached.reversed() }),
        ("detached of one name", { $0.detached = [$0.detached[0], $0.detached[0]] }),
        (
            "audience", { $0.detached = [DetachedPart(audience: "A", commitment: .ofNothing, name: "a")] }
        ),
        (
            "exception",
            { $0.detached = [DetachedPart(audience: "a", commitment: .ofNothing, exception: "", name: "a")] }
        ),
        ("size negative", { $0.ledger = Head(root: .ofNothing, size: -1) }),
        ("size above 2^53 - 1", { $0.journal = Head(root: .ofNothing, size: 9_007_199_254_740_992) }),
    ]

    @Test("P-1: a member out of its form is refused", arguments: faults.map(\.0))
    func refuses(name: String) throws {
        let fault = try #require(StatementTests.faults.first { $0.0 == name })
        var statement = Samples.full
        fault.1(&statement)
        #expect(throws: Malformed.self) { try Statement(line: statement.line()[...]) }
    }

    @Test("P-1: an empty list is left out", arguments: ["detached", "enclosures", "unheard"])
    func emptyList(key: String) throws {
        let json = try JSON(statement: Samples.statement().line().dropLast()[...])
        let members = (try #require(json.members) + [JSON.Member(key, .array([]))]).sorted {
            $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }
        #expect(throws: Malformed.self) {
            try Statement(line: (JSON.object(members).written() + [0x0a])[...])
        }
    }

    @Test("P-1: another version, a member too many or too few is refused")
    func members() throws {
        let members = try #require(try JSON(statement: Samples.full.line().dropLast()[...]).members)
        func refused(_ members: [JSON.Member]) {
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            #expect(throws: Malformed.self) {
                try Statement(line: (JSON.object(sorted).written() + [0x0a])[...])
            }
        }
        let optional: Set = ["detached", "enclosures", "of", "slot", "unheard"]
        for (place, member) in members.enumerated() where !optional.contains(member.key) {
            var fewer = members
            fewer.remove(at: place)
            refused(fewer)
        }
        for key in ["a", "c", "zz", "off", "w"] { refused(members + [JSON.Member(key, .integer(1))]) }
        refused(members.dropLast() + [JSON.Member("v", .integer(2))])
    }
}
