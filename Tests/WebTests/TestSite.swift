import Foundation
import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import Store
import Synchronization
import TestWorld
import Testing

@testable import Web

/// A site over a real store in a temporary folder, filled with a test CA's entries; the clock is the test's.
final class TestSite: Sendable {
    let root: String
    let store: LedgerStore
    let visitors: VisitorStore
    let site: Site
    private let clock: Clock
    let ca: TestCA

    /// Founds the store and plays every entry of the CA at its own time.
    init(
        _ ca: TestCA, contents: [Int: [OpenedPart]] = [:], demonstrationKeys: (any DemonstrationKeys)? = nil,
        bounds: Bounds = Bounds()
    ) async throws {
        self.ca = ca
        let root = NSTemporaryDirectory() + "foureyes-web-\(UUID().uuidString)"
        self.root = root
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        try DataFolder.create(at: root + "/data", ledger: ca.ledgerSigner, journal: ca.journalSigner)
        let clock = Clock()
        self.clock = clock
        let store = try LedgerStore(opening: DataFolder(opening: root + "/data"), clock: { clock.now })
        self.store = store
        visitors = try VisitorStore(in: root + "/data")
        site = Site(
            store, visitors: visitors, clock: { clock.now },
            randomBytes: TestSite.bytes, demonstrationKeys: demonstrationKeys, bounds: bounds)
        try await play(ca, contents: contents)
    }

    /// Plays the entries that the CA has made since.
    func play(_ ca: TestCA, contents: [Int: [OpenedPart]] = [:]) async throws {
        for (place, entry) in ca.entries.enumerated().dropFirst(store.published.state.log.size) {
            clock.now = try Entry(bytes: entry).recorded
            let submission = try Submission(bytes: Array(entry.dropLast(30)))
            let incoming = try Incoming(
                checking: submission, parts: contents[place] ?? TestWords.parts(of: submission.statement),
                enclosures: submission.statement.enclosures.compactMap { ca.enclosures[$0.sha256] })
            guard case .accepted(let receipt) = await store.submit(incoming), receipt.place == place else {
                throw Unfit(what: "entry \(place) of the test CA was not taken")
            }
        }
        clock.now = ca.now
    }

    /// Lets time pass at the server.
    func wait(_ seconds: Int) { clock.now = clock.now.adding(seconds) }

    deinit {
        store.close()
        visitors.close()
        try? FileManager.default.removeItem(atPath: root)
    }

    struct Unfit: Error { let what: String }

    private final class Clock: Sendable {
        private let time = Mutex(TestCA.start)
        var now: Time {
            get { time.withLock { $0 } }
            set { time.withLock { $0 = newValue } }
        }
    }

    private static let bytes: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Asks the site without a network.
    func ask<Value: Sendable>(_ test: @Sendable (any TestClientProtocol) async throws -> Value) async throws
        -> Value
    {
        try await site.application().test(.router, test)
    }

    func get(_ path: String) async throws -> Reply {
        try await ask { client in try await client.execute(uri: path, method: .get) { Reply($0) } }
    }

    func post(_ path: String, form: [(String, String)]) async throws -> Reply {
        let body = form.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
        return try await post(path, body: Array(body.utf8), type: "application/x-www-form-urlencoded")
    }

    /// Answers a form; that of a decision leads to an address which has the answers (303).
    func decide(_ path: String, _ form: [(String, String)]) async throws -> Reply {
        try await DecidePageTests.followed(post(path, form: form), to: path) { try await get($0) }
    }

    func post(_ path: String, json: JSON) async throws -> Reply {
        try await post(path, body: json.written(), type: "application/json")
    }

    func post(_ path: String, body: [UInt8], type: String) async throws -> Reply {
        try await ask { client in
            try await client.execute(
                uri: path, method: .post, headers: [.contentType: type], body: ByteBuffer(bytes: body)
            ) { Reply($0) }
        }
    }

    /// The submission of a statement's line by a person's key.
    func signed(_ line: String, by person: Int) -> String {
        var ca = ca
        let key = ca.key(person)
        return line + String(decoding: key.armour(line: Array(line.utf8)), as: UTF8.self)
    }
}

/// What came back.
struct Reply: Sendable {
    let status: Int
    let headers: [(String, String)]
    let bytes: [UInt8]
    var text: String { String(decoding: bytes, as: UTF8.self) }

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers.map { ($0.name.canonicalName, $0.value) }
        bytes = Array(response.body.readableBytesView)
    }

    subscript(header: String) -> String? { headers.first { $0.0 == header }?.1 }
    func json() throws -> JSON {
        let text = bytes.last == 0x0A ? bytes.dropLast() : bytes
        guard text.first == UInt8(ascii: "[") else { return try JSON(enclosed: Array(text)) }
        // The strict reader takes objects alone.
        return try JSON(enclosed: Array("{\"all\":".utf8) + text + Array("}".utf8))["all"] ?? .array([])
    }
}

extension TestCA {
    /// The small CA with people in its teams, things in its registers, and something open of each sort.
    static func busy() throws -> TestCA {
        var ca = try TestCA.small()
        let keeper = try ca.enrol()
        let reviewer = try ca.enrol(witnesses: [3, 4])
        try ca.carry(
            try ca.propose(
                "authority/team.lead", .line(["person": .person(keeper), "team": .string("keepers")]), by: 1))
        try ca.carry(
            try ca.propose(
                "authority/team.lead", .line(["person": .person(reviewer), "team": .string("reviewers")]),
                by: 1))
        try ca.carry(
            try ca.propose(
                "authority/team.appoint", .line(["person": .person(1), "team": .string("keepers")]), by: 2))
        try ca.enterThing("register/store.enter", .line(["label": .string("vault-1")]), keeper, reviewer)
        try ca.enterThing("register/store.enter", .line(["label": .string("vault-2")]), keeper, reviewer)
        try ca.enterThing(
            "register/medium.enter",
            .medium("D-1", serial: "WD-1"), keeper, reviewer)
        try ca.enterThing(
            "register/computer.enter",
            .computer("signer-1"), keeper, reviewer)
        ca.wait(60)
        let moved = try ca.record(
            "record/medium.move",
            .line([
                "happened": .string(ca.now.text), "medium": .string("M-1"), "parties": .observer(reviewer),
                "to": .string("S-2"),
            ]),
            by: keeper)
        try ca.say(.observe(ca.record(moved)), by: reviewer)
        ca.wait(60)
        try ca.record(
            "record/medium.move",
            .line([
                "happened": .string(ca.now.text), "medium": .string("M-1"),
                "to": .string("S-1"),
            ]),
            by: keeper)
        ca.wait(60)
        try ca.record(
            "record/medium.erase",
            .erasure(in: "H-1", method: "overwrite", observer: reviewer, happened: ca.now), by: keeper)
        try ca.ask(about: ca.record(ca.entries.count - 1).hash, by: 2)
        try ca.answer(ca.state.world.remarks.questions[0], by: keeper)
        let open = try ca.propose(
            "authority/team.appoint", .line(["person": .person(2), "team": .string("reviewers")]), by: 3)
        ca.wait(60)
        let motion = try ca.say(.motion(about: ca.act(open), body: "council"), by: 1)
        try ca.say(.vote(ca.authority.motion(at: motion)!, .yes), by: 1)
        ca.wait(60)
        try ca.say(
            .of(ca.kind("register/store.enter"), .line(["label": .string("vault-3")]), slot: "keeper"),
            by: keeper)
        ca.wait(30)
        return ca
    }

    private mutating func enterThing(_ kind: String, _ body: JSON, _ keeper: Int, _ reviewer: Int) throws {
        let place = try propose(kind, body, by: keeper, slot: "keeper")
        wait(30)
        try say(.sign(registerAct(place), slot: "reviewer"), by: reviewer)
    }

    @discardableResult
    private mutating func record(_ kind: String, _ body: JSON, by person: Int) throws -> Int {
        let place = try say(.of(self.kind(kind), body), by: person)
        wait(30)
        return place
    }
}
