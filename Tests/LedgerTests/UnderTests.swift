import TestWorld
import Testing

@testable import Ledger

/// SP-1.2h: no statement without its authority.
struct UnderTests {
    /// A good statement with something else in place of its authority; nil: with none.
    private func line(_ under: JSON?) throws -> [UInt8] {
        let members = try JSON(statement: Samples.statement().line().dropLast()).members ?? []
        let others = members.compactMap { member in
            member.key == "under" ? under.map { JSON.Member("under", $0) } : member
        }
        return JSON.object(others).written() + [0x0a]
    }
    private func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

    @Test("SP-1.2h: a statement that names no clause, motion or approval is none")
    func none() throws {
        let good = try line(texts(["SP-1.2h", "B-12"]))
        #expect(try Statement(line: good[...]).under == ["SP-1.2h", "B-12"])
        let bad: [JSON?] = [
            nil, .array([]), .string("SP-1.2h"), texts([""]), texts(["because I may"]), texts(["SP-1.2h", "SP-1.2h"]),
            .array([.integer(1)]),
        ]
        for under in bad {
            let bytes = try line(under)
            #expect(throws: Malformed.self, "\(String(describing: under))") { try Statement(line: bytes[...]) }
        }
    }
}
