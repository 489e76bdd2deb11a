import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

@Suite("Anybody takes the ledger away from their own copy (P-71)")
struct CopyExportTests {
    private func verified(_ folder: String) async -> VerificationReport {
        await Verification.run(
            folder: folder, options: VerificationOptions(now: Time("2030-01-01T00:00:00Z")!, cores: 2))
    }

    @Test("P-71: the export of a copy is good, with its public contents and enclosures, and gives the same state")
    func good() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        _ = try await one.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-1"]).because("The old one is full.")
        }
        let out = play.scratch.path + "/out"
        let said = try await one.export(to: out, offline: false)
        let report = await verified(out)
        #expect(report.exitCode == 0, "\(report.lines.joined(separator: "\n"))")
        #expect(report.entries == one.replica.head.size && report.strangers.count == 0)
        #expect(report.state.world.stateHash == one.state.world.stateHash)
        #expect(report.findings.parts.opened == 1 && report.notAtHand.isEmpty)
        #expect(said.json["missing"] == nil && said.lines.contains { $0.contains("foureyes-verify") })
        #expect(await failure { _ = try await one.export(to: out, offline: false) }?.exitCode == 2, "not empty")
    }

    @Test("P-71: what is not served is named; what is served in its place is not taken")
    func missing() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        _ = try await one.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-1"]).because("The old one is full.")
        }
        play.log.with { inside in
            for (path, bytes) in inside.contents { inside.contents[path] = bytes.dropLast(4) + Array("lies".utf8) }
        }
        let out = play.scratch.path + "/out"
        var fresh = try play.bare()
        try await fresh.sync()
        let said = try await fresh.export(to: out, offline: false)
        #expect(said.json["missing"]?.list?.count == 1 && said.lines.contains { $0.hasPrefix("missing, so not") })
        #expect(await verified(out).exitCode == 0)
    }
}
