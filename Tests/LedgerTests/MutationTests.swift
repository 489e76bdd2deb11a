import Foundation
import Ledger
import TestWorld
import Testing

/// Goal: no second text has the meaning of the first. Good lines are changed at random; what is still taken must be what the
/// writer writes. The count is `FOUREYES_MUTATIONS`; what fails is printed.
@Suite struct MutationTests {
    private static let count =
        ProcessInfo.processInfo.environment["FOUREYES_MUTATIONS"].flatMap { Int($0) } ?? 20_000

    /// What is put in: pieces of JSON, digits, escapes, broken UTF-8.
    private static let pieces: [[UInt8]] =
        [
            "\"", "\\", ",", ":", "{", "}", "[", "]", "0", "1", "9", "-", ".", "e", "n", "null", "true", " ",
            "\n", "\r", "é", "\\u0041",
        ]
        .map { Array($0.utf8) } + [[0x00], [0x7f], [0xc2, 0x80], [0xed, 0xa0, 0x80], [0xff], [0xc3]]

    private func mutated(_ bytes: [UInt8], with random: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0..<max(bytes.count, 1), using: &random)
            guard place < bytes.count else { return bytes }
            let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<7, using: &random) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes[place] = UInt8.random(in: 0x20...0x7e, using: &random)
            case 2: bytes.remove(at: place)
            case 3: bytes.removeSubrange(place..<end)
            case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 5:
                bytes.insert(contentsOf: MutationTests.pieces.randomElement(using: &random) ?? [], at: place)
            default:
                let other = Int.random(in: 0..<bytes.count, using: &random)
                bytes.swapAt(place, other)
            }
        }
        return bytes
    }

    private static func lines() -> [[UInt8]] {
        let names = SharedVectors.names(in: "entries", ending: ".entry").filter { $0 != "longest.entry" }
        let shared = names.compactMap { try? Array(Entry(bytes: SharedVectors.bytes("entries/" + $0)).line) }
        return [Samples.statement().line(), Samples.full.line()] + Set(shared)
    }

    @Test("P-1: a changed line is refused or its own canonical form")
    func statements() {
        var random = SystemRandomNumberGenerator()
        let lines = MutationTests.lines()
        var taken = 0
        for line in lines {
            for _ in 0..<MutationTests.count / lines.count {
                let changed = mutated(line, with: &random)
                guard let statement = try? Statement(line: changed[...]) else { continue }
                taken += 1
                guard statement.line() == changed else {
                    Issue.record("read as another: \(String(decoding: changed, as: UTF8.self))")
                    return
                }
            }
        }
        // Letters in texts may change, so that some must be taken: else the test would show nothing.
        #expect(taken > 0)
    }

    @Test("P-2: a changed entry is refused, or the change is one that its signature does not cover")
    func entries() throws {
        var random = SystemRandomNumberGenerator()
        for key in Samples.keys {
            let entry = try key.entry(Samples.full)
            for _ in 0..<MutationTests.count / 100 {
                let changed = mutated(entry.bytes, with: &random)
                guard let read = try? Entry(bytes: changed), let verified = try? read.verified() else {
                    continue
                }
                // The recorded time is the log's word and not the signer's.
                guard verified.hash == entry.hash, changed.dropLast(30) == entry.bytes.dropLast(30) else {
                    Issue.record("taken: \(String(decoding: changed, as: UTF8.self))")
                    return
                }
            }
        }
    }
}
