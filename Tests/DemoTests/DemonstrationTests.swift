import Demo
import Foundation
import Ledger
import Rules
import Store
import TestWorld
import Testing

/// The demonstration's keys and people must never come near a real ledger, and its history must be one that the rules allow.
@Suite struct DemonstrationTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let policy = root.appendingPathComponent("policy/cacert").path

    private func folder() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("foureyes-demo-\(UUID().uuidString)").path
    }

    /// Size and root: the file itself changes whenever SQLite folds its write-ahead log in.
    private func head(of data: String) throws -> Head {
        let store = try LedgerStore(opening: try DataFolder(opening: data))
        defer { store.close() }
        return store.published.state.log.head
    }

    @Test("SP-1.2a: the demonstration plays through, and its self-approval is refused")
    func plays() async throws {
        let data = folder()
        defer { try? FileManager.default.removeItem(atPath: data) }
        var told: [String] = []
        try await Demonstration(data: data, policy: Self.policy).run(now: Time("2026-11-24T09:00:00Z")!) {
            told.append($0)
        }
        #expect(told.contains { $0.contains("alone and is refused:") })
        let store = try LedgerStore(opening: try DataFolder(opening: data))
        defer { store.close() }
        let authority = store.published.state.authority
        #expect(store.voids.isEmpty)
        #expect(authority.people.count == 19)
        let sizes = [
            "board": 5, "arbitrators": 2, "case-managers": 2, "auditor": 1, "access": 2, "systems-administration": 2,
            "software-assessment": 2, "support": 2,
        ]
        for (group, size) in sizes { #expect(authority.roster(group)?.seats.count == size, "\(group)") }
        for person in 1...19 {
            let roles = authority.groups(of: person).filter { authority.policy?.groups[$0]?.sort != .list }
            // p8 has resigned.
            #expect(roles.count == (person == 8 ? 0 : 1), "p\(person) has the roles \(roles)")
        }
        for team in ["access", "systems-administration", "software-assessment", "support"] {
            #expect(authority.roster(team)?.seats.filter { $0.leads != nil }.count == 1)
        }
        // P-8: whoever signs vouches for the journal's head of that moment too, and the store looks at it.
        var seen: [Head] = []
        for place in 0..<store.published.state.log.size {
            seen.append(try Entry(bytes: try #require(try store.body(at: place))).statement.journal)
        }
        #expect(seen.allSatisfy { store.journal.had($0) })
        #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.size <= $1.size })
        #expect(Set(seen.map(\.size)).count > 1, "the journal grew while the history went on")
        for person in 1...19 { #expect(FileManager.default.fileExists(atPath: data + "/keys/p\(person)")) }
    }

    @Test("foureyes-demo refuses a ledger that was not founded as a demonstration, and changes nothing in it")
    func refusesProduction() async throws {
        let data = folder()
        defer { try? FileManager.default.removeItem(atPath: data) }
        var ca = try TestCA(origin: "ca.example", policy: "cacert")
        for person in 1...5 { ca.setKey(person, SoftwareKey(.skEd25519, seed: "p\(person)")) }
        try ca.found(Array(repeating: ["board"], count: 5), sort: "production")
        try DataFolder.create(at: data, ledger: ca.ledgerSigner, journal: ca.journalSigner)
        let now = ca.now
        do {
            let clock = DemoClock(start: TestCA.start)
            let store = try LedgerStore(opening: try DataFolder(opening: data), clock: { clock.now })
            for entry in ca.entries {
                // The recorded time is part of the leaf, and the heads that people saw are over leaves.
                clock.catchUp(to: try Entry(bytes: entry).recorded)
                let submission = try Submission(bytes: Array(entry.dropLast(30)))
                let wanted = submission.statement.enclosures.compactMap { ca.enclosures[$0.sha256] }
                let answer = await store.submit(try Incoming(checking: submission, enclosures: wanted))
                guard case .accepted = answer else {
                    Issue.record("an entry of the production ledger was refused: \(answer)")
                    return
                }
            }
            store.close()
        }
        let before = try head(of: data)
        await #expect(throws: Demonstration.NotOurs.self) {
            try await Demonstration(data: data, policy: Self.policy).run(now: now) { _ in }
        }
        #expect(try head(of: data) == before)
        #expect(!FileManager.default.fileExists(atPath: data + "/keys/p1"))
    }

    @Test("No production program contains the demonstration")
    func onlyTheDemoLinksIt() throws {
        let sources = Self.root.appendingPathComponent("Sources")
        let files =
            FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
        let importers = files.filter { $0.pathExtension == "swift" }.filter { file in
            (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n").contains("import Demo") == true
        }
        #expect(importers.map(\.lastPathComponent) == ["DemoProgram.swift"])
    }
}
