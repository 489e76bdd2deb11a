import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: files that wait for a signature take bounded memory, and are nobody's but their sender's.
@Suite struct HeldFilesTests {
    private func part(_ megabytes: Int) -> OpenedPart {
        OpenedPart(name: "file-1", key: [], content: [UInt8](repeating: 1, count: megabytes << 20))
    }
    private func statement(_ number: UInt8) -> Digest { Digest.of([number]) }

    @Test("for an hour, for one person, until the statement stands")
    func time() throws {
        let (held, now) = (HeldFiles(), TestCA.start)
        try held.hold([part(1)], beside: statement(1), of: 5, until: now.adding(3600), at: now)
        #expect(held.files(beside: statement(1), of: 5, at: now.adding(3600)).count == 1)
        #expect(held.files(beside: statement(1), of: 5, at: now.adding(3601)).isEmpty)
        #expect(held.files(beside: statement(1), of: 6, at: now).isEmpty)
        #expect(held.files(beside: statement(2), of: 5, at: now).isEmpty)
        held.drop(statement(1))
        #expect(held.files(beside: statement(1), of: 5, at: now).isEmpty)
    }

    @Test("one's oldest give way to one's newest; what others hold never does, and what is over makes room")
    func room() throws {
        let (held, now) = (HeldFiles(), TestCA.start)
        let until = now.adding(3600)
        for number in 1...3 as ClosedRange<UInt8> {
            try held.hold([part(20)], beside: statement(number), of: 5, until: until, at: now)
        }
        #expect((1...3).map { held.files(beside: statement($0), of: 5, at: now).count } == [0, 1, 1])
        for person in 6...8 {
            for half in 0...1 as ClosedRange<UInt8> {
                try held.hold(
                    [part(24)], beside: statement(UInt8(person * 2) + half), of: person, until: until, at: now)
            }
        }
        #expect(throws: Problem.self) { try held.hold([part(24)], beside: statement(99), of: 9, until: until, at: now) }
        #expect(held.files(beside: statement(3), of: 5, at: now).count == 1)
        try held.hold([part(24)], beside: statement(99), of: 9, until: until.adding(9000), at: until.adding(1))
        #expect(held.files(beside: statement(3), of: 5, at: now).isEmpty)
    }
}
