import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

@Test("P-71: the founding's hash is a pin: right, wrong and none are told apart")
func pin() async throws {
    let history = try SmallHistory.shared.get()
    let exported = try Exported(history.export)
    let founding = try #require(history.ca.authority.founding)
    let right = await exported.verify(founding: founding.hash)
    #expect(right.pin == .matches)
    #expect(right.exitCode == 0)
    let wrong = await exported.verify(founding: Digest.of([1]))
    #expect(wrong.pin == .differs)
    #expect(wrong.exitCode == 6)
    let none = await exported.verify()
    let words = Words.words24(founding.hash)
    #expect(none.exitCode == 0)
    #expect(none.lines.contains { $0.contains("--founding") })
    #expect(none.lines.contains { $0.contains(words.prefix(12).joined(separator: " ")) })
    #expect(none.lines.contains { $0.contains(words.suffix(12).joined(separator: " ")) })
}

@Test("P-71: an invented ledger verifies in itself, and not against the founding's words")
func invented() async throws {
    let honest = try SmallHistory.shared.get()
    var other = try TestCA(policy: "small")
    for person in 1...3 { other.setKey(person, SoftwareKey(.ed25519, seed: "mallory \(person)")) }
    try other.found([["council"], ["council"], ["council"]])
    let exported = try Exported(ExportMaking(other))
    #expect(await exported.verify().exitCode == 0)
    #expect(await exported.verify(founding: honest.ca.authority.founding?.hash).exitCode == 6)
}

@Test("P-71: --since takes earlier signatures for good, judges everything else, and says so")
func since() async throws {
    let history = try SmallHistory.shared.get()
    var export = history.export
    // A good entry but for its signature, which is that of another line: only the public-key operation finds it.
    let place = 60
    let entry = try Entry(bytes: export.entries[place])
    let forger = try #require(history.ca.keys[entry.statement.signer.number])
    let armour = forger.armour(line: Array("another line\n".utf8))
    export.entries =
        Array(export.entries.prefix(place)) + [Array(entry.line) + armour + export.entries[place].suffix(30)]
    (export.kept, export.contents) = ([], [])
    let exported = try Exported(export)
    let all = await exported.verify()
    #expect(all.voids.map(\.place) == [place])
    let later = await exported.verify(since: place)
    #expect(later.voids.map(\.place) == [place])
    let skipped = await exported.verify(since: place + 1)
    #expect(skipped.exitCode == 0)
    #expect(skipped.entries == place + 1)
    #expect(skipped.lines.contains { $0.contains("NOT checked (--since)") })
    #expect(skipped.json["signatures-skipped"]?.number == place + 1)
}
