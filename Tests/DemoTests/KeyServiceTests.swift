import Client
import Demo
import Foundation
import Ledger
import Rules
import Store
import TestWorld
import Testing

/// The local signer signs for the demonstration's people, in one demonstration, and for nothing else.
@Suite struct KeyServiceTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func folder() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("foureyes-keys-\(UUID().uuidString)").path
    }

    private func asked(_ service: KeyService, _ person: String, _ namespace: String, _ bytes: [UInt8]) -> String {
        service.answer(
            to: Array("sign \(person) \(namespace) \(String(decoding: Base64.encoded(bytes), as: UTF8.self))".utf8))
    }

    @Test("It signs statements of its own demonstration in the person's own name, while a server holds the folder")
    func signs() async throws {
        let data = folder()
        defer { try? FileManager.default.removeItem(atPath: data) }
        try await Demonstration(data: data, policy: Self.root.appendingPathComponent("policy/cacert").path)
            .run(now: Time("2026-11-24T09:00:00Z")!) { _ in }
        let store = try LedgerStore(opening: try DataFolder(opening: data))
        defer { store.close() }
        let service = try KeyService(data: data)
        let head = store.published.state.log.head
        func line(of person: Int, in origin: String) -> [UInt8] {
            Draft("register/store.enter", .line(["label": .string("x")]), under: ["SP-1.2f"]).statement(
                by: .person(person), origin: origin, head: head, claimed: Time("2026-11-24T09:00:00Z")!,
                request: Request(high: 1, low: 2)
            ).line()
        }
        let own = line(of: 15, in: store.origin)
        let armour = try #require(Base64.decoded(asked(service, "p15", "statement@foureyes", own).utf8))
        let signed = try Submission(bytes: own + armour).verified()
        #expect(store.published.state.authority.key(signed.signature.key.fingerprint)?.key.person == 15)
        #expect(Base64.decoded(asked(service, "p15", "sign-in@foureyes", [1, 2, 3]).utf8)?.isEmpty == false)

        for (person, namespace, bytes) in [
            ("p14", "statement@foureyes", own),
            ("p15", "statement@foureyes", line(of: 15, in: "demonstration/other/x")),
            ("p15", "statement@foureyes", [1, 2, 3]), ("p15", "file", own), ("p15", "statement@foureyes", []),
            ("p20", "sign-in@foureyes", [1]), ("p0", "sign-in@foureyes", [1]), ("../p15", "sign-in@foureyes", [1]),
            ("ledger.key", "sign-in@foureyes", [1]), ("m1", "sign-in@foureyes", [1]),
        ] as [(String, String, [UInt8])] {
            let answer = asked(service, person, namespace, bytes)
            #expect(answer.hasPrefix("no "), "\(person) \(namespace): \(answer)")
        }
        for line in ["", "sign", "sign p15 sign-in@foureyes !!", "sign p15 sign-in@foureyes AQ== more"] {
            #expect(service.answer(to: Array(line.utf8)).hasPrefix("no "), "\(line)")
        }
    }

    @Test("A folder without a demonstration's founding is refused, and no socket is made in it")
    func refuses() async throws {
        let data = folder()
        defer { try? FileManager.default.removeItem(atPath: data) }
        #expect(throws: Demonstration.NotOurs.self) { try KeyService(data: data) }
        var ca = try TestCA(origin: "ca.example", policy: "cacert")
        for person in 1...5 { ca.setKey(person, SoftwareKey(.skEd25519, seed: "p\(person)")) }
        try ca.found(Array(repeating: ["board"], count: 5), sort: "production")
        try DataFolder.create(at: data, ledger: ca.ledgerSigner, journal: ca.journalSigner)
        #expect(throws: Demonstration.NotOurs.self) { try KeyService(data: data) }
        let founding = try Entry(bytes: ca.entries[0])
        let store = try LedgerStore(opening: try DataFolder(opening: data), clock: { founding.recorded })
        defer { store.close() }
        let wanted = founding.statement.enclosures.compactMap { ca.enclosures[$0.sha256] }
        let answer = await store.submit(
            try Incoming(checking: try Submission(bytes: Array(ca.entries[0].dropLast(30))), enclosures: wanted))
        guard case .accepted = answer else {
            Issue.record("the founding was refused: \(answer)")
            return
        }
        #expect(throws: Demonstration.NotOurs.self) { try KeyService(data: data) }
        #expect(!FileManager.default.fileExists(atPath: data + "/keys.sock"))
    }
}
