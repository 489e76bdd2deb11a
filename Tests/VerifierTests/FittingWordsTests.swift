import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

/// Goal: what a verifier says names the fault that is there, and no other one.
@Suite struct FittingWordsTests {
    private func report(
        founding: Digest? = nil, _ change: (Exported, SmallHistory) throws -> Void
    ) async throws -> VerificationReport {
        let history = try SmallHistory.shared.get()
        let exported = try Exported(history.export)
        try change(exported, history)
        return await exported.verify(founding: founding)
    }

    @Test("P-71: a bundle that is missing is no other founding; without its hashes too")
    func missingBundle() async throws {
        let founding = try SmallHistory.shared.get().ca.authority.founding?.hash
        for names in [[FileCase.bundle], [FileCase.bundle, "tile/0/000"]] {
            let report = try await report(founding: founding) { out, _ in for name in names { try out.remove(name) } }
            #expect(report.exitCode == 6 && report.pin == .unread)
            #expect(report.faults.list.contains { $0.text.hasPrefix("\(FileCase.bundle): the file is missing") })
            #expect(!report.lines.contains { $0.contains("different founding") || $0.contains("has no founding") })
        }
    }

    @Test(
        "P-71: a file under public/ of no statement here, of a restricted part, of no part: each is a failure by its name"
    )
    func strangeParts() async throws {
        let entry = try Entry(bytes: try SmallHistory.shared.get().ca.entries[3])
        for (statement, says) in [
            (Digest.of([1]), "no statement of this ledger has it"), (entry.hash, "its statement has no such part"),
        ] {
            let name = "public/\(statement.hex)/contact"
            let report = try await report { out, _ in try out.put([UInt8](repeating: 1, count: 40), name) }
            #expect(report.exitCode == 6 && report.faults.count == 1, "\(report.brief)")
            #expect(report.faults.list.first?.file == name && report.faults.list.first?.what.contains(says) == true)
        }
        var history = try SmallHistory.shared.get()
        let draft = Draft.of(history.ca.kind(DescribePerson.kind), .line(["person": .person(2)]), slot: "self")
        var statement = history.ca.statement(draft, by: 2)
        statement.detached = [
            DetachedPart(
                audience: "members", commitment: Digest.of([2]), exception: "RP-1.4-personal", name: "contact")
        ]
        let hash = Digest.of(statement.line())
        try history.ca.enter(history.ca.key(2).signed(statement))
        let exported = try Exported(ExportMaking(history.ca))
        #expect(await exported.verify().exitCode == 0)
        try exported.put([UInt8](repeating: 1, count: 40), "public/\(hash.hex)/contact")
        let restricted = await exported.verify()
        #expect(restricted.exitCode == 6)
        #expect(restricted.faults.list.contains { $0.what.contains("it is restricted, and must be in no export") })
    }

    @Test("P-7: an enclosure that is missing, and that no rule reads, is a failure: nothing explains it")
    func missingEnclosure() async throws {
        var history = try SmallHistory.shared.get()
        let bytes = Array("output of a tool".utf8)
        _ = history.ca.enclose(bytes)
        var draft = Draft(
            "authority/act.withdraw", .line(["request": .string(history.ca.request().hex)]), under: ["P-4"])
        draft.enclosures = [Enclosure(of: bytes)]
        let place = try history.ca.say(draft, by: 1)
        let exported = try Exported(ExportMaking(history.ca))
        #expect(await exported.verify().exitCode == 0)
        let name = "enclosures/\(Digest.of(bytes).hex)"
        try exported.remove(name)
        let report = await exported.verify()
        #expect(report.exitCode == 6 && report.faults.list.map(\.file) == [name])
        #expect(report.faults.list.first?.entry == place && report.notAtHand == [Digest.of(bytes)])
    }

    @Test("P-7: where a rule's enclosure is missing, what to do is to get it: nobody is called")
    func halted() async throws {
        let report = try await report { out, history in
            for bytes in history.export.enclosures { try out.remove("enclosures/\(Digest.of(bytes).hex)") }
        }
        #expect(report.lines.contains("do: " + Trouble.stopped.remedy), "\(report.brief)")
    }

    @Test("P-71: parts that are not opened are named")
    func unopened() async throws {
        let report = try await report { out, history in
            let content = try #require(history.export.contents.first)
            try out.remove("public/\(content.statement.hex)/\(content.name)")
        }
        #expect(report.exitCode == 0 && report.findings.parts.notOpened == 1)
        let place = try SmallHistory.shared.get().places.reasoned
        #expect(report.lines.contains("    reason of entry \(place): not opened"), "\(report.lines)")
    }

    @Test("P-71: a full tile or bundle in a partial one's place is accepted, and held against the leaves")
    func fullForPartial() async throws {
        let history = try SmallHistory.shared.get()
        let export = history.export, size = 200
        let exported = try Exported(export)
        for name in try exported.names() where name.hasPrefix("checkpoints/") || name.hasPrefix("public/") {
            try exported.remove(name)
        }
        try exported.put(try export.checkpoint(at: size), "checkpoint")
        let report = await exported.verify()
        #expect(report.exitCode == 0 && report.entries == size, "\(report.brief)")
        #expect(!report.strangers.names.contains { $0 == "tile/0/000" || $0 == FileCase.bundle })
        var tile = try exported.bytes("tile/0/000")
        tile[100] ^= 1
        try exported.put(tile, "tile/0/000")
        let changed = await exported.verify()
        #expect(changed.exitCode == 6 && changed.faults.list.map(\.file) == ["tile/0/000"])
    }

    @Test("P-71: what an export is just writing begins with a dot, and is passed over")
    func hidden() async throws {
        let report = try await report { out, _ in
            for name in [".lock", ".writing/file", "public/.x.tmp1"] { try out.put([1], name) }
        }
        #expect(report.exitCode == 0 && report.strangers.count == 0)
    }
}
