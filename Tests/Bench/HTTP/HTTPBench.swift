import Foundation
import Ledger
import Rules
import Synchronization

/// The server as its visitors meet it: pages at 16 clients, entries over HTTP, memory with 100 live tabs.
struct HTTPBench: Sendable {
    let server: ServerUnderTest
    static let clients = 16

    func run() throws {
        let start = server.memory
        Bench.line("memory of a fresh server", Self.text(start))
        let session = try signIn(15)
        try pages("home page, nobody, 16 clients", path: "/", headers: [])
        try pages("home page, signed in, 16 clients", path: "/", headers: session)
        try signIns()
        try entries()
        try tabs(session)
    }

    static func text(_ memory: (resident: Double, anonymous: Double)) -> String {
        String(format: "%.1f MB, of which anonymous %.1f MB", memory.resident, memory.anonymous)
    }

    // MARK: Pages

    func pages(_ name: String, path: String, headers: [String]) throws {
        // What is made once is made before.
        for _ in 0..<20 { _ = try Wire(port: server.port).ask("GET", path, headers) }
        // One thread for all clients: sixteen would wait for this machine's cores and not for the server.
        let wires = try (0..<Self.clients).map { try Wire(port: server.port, client: $0) }
        let clock = ContinuousClock()
        let begun = clock.now
        var asked: [ContinuousClock.Instant] = []
        for wire in wires {
            asked.append(clock.now)
            try wire.send("GET", path, headers)
        }
        var times: [Double] = []
        while times.count < 4000 {
            for index in try Wire.ready(wires) {
                let answer = try wires[index].answer()
                guard answer.status == 200 else { throw Wire.Broken(description: "\(path) answers \(answer.status)") }
                times.append((clock.now - asked[index]).seconds * 1e3)
                asked[index] = clock.now
                try wires[index].send("GET", path, headers)
            }
        }
        let wall = (clock.now - begun).seconds
        let sorted = times.sorted()
        let (half, most) = (sorted[sorted.count / 2], sorted[sorted.count * 99 / 100])
        Bench.line(
            name, String(format: "p50 %.1f ms, p99 %.1f ms, %.0f/s", half, most, Double(sorted.count) / wall),
            aim: "p99 < 50 ms")
    }

    /// Threads with a connection each; what all of them measured, and how long they took together.
    func crowd(
        _ clients: Int, _ work: @escaping @Sendable (Int, Wire, inout [Double]) throws -> Void
    ) throws -> (times: [Double], wall: Double) {
        let all = Mutex<(times: [Double], failure: (any Error)?)>(([], nil))
        let group = DispatchGroup()
        let begun = ContinuousClock.now
        let port = server.port
        for client in 0..<clients {
            group.enter()
            Thread.detachNewThread {
                var times: [Double] = []
                do { try work(client, try Wire(port: port, client: client), &times) } catch {
                    all.withLock { $0.failure = error }
                }
                all.withLock { [times] in $0.times += times }
                group.leave()
            }
        }
        group.wait()
        let wall = (ContinuousClock.now - begun).seconds
        let (times, failure) = all.withLock { ($0.times, $0.failure) }
        if let failure { throw failure }
        return (times, wall)
    }

    // MARK: Sign-in

    /// The header of a session, by the way of programs.
    private func signIn(_ person: Int) throws -> [String] {
        let wire = try Wire(port: server.port)
        return ["authorization: Bearer \(try token(wire, person, try server.signer(person)))"]
    }

    func token(_ wire: Wire, _ person: Int, _ signer: BenchSigner) throws -> String {
        let asked = try wire.ask("GET", "/api/sign-in")
        guard let challenge = try JSON(enclosed: asked.body)["challenge"]?.text,
            let origin = try JSON(enclosed: try wire.ask("GET", "/api/status").body)["origin"]?.text
        else {
            throw Wire.Broken(description: "no challenge: \(asked.status)")
        }
        let webOrigin = "http://127.0.0.1:\(server.port)"
        let armour = try signer.armour(
            over: SignInText.bytes(origin: origin, at: webOrigin, challenge: challenge), namespace: SignInText.namespace
        )
        let body = JSON.line([
            "armour": .string(String(decoding: armour, as: UTF8.self)), "at": .string(webOrigin),
            "challenge": .string(challenge), "person": .string("p\(person)"),
        ]).written()
        let answer = try wire.ask("POST", "/api/sign-in", ["content-type: application/json"], body: body)
        guard answer.status == 200, let token = try JSON(enclosed: answer.body)["token"]?.text else {
            throw Wire.Broken(
                description: "no session: \(answer.status) \(String(decoding: answer.body, as: UTF8.self))")
        }
        return token
    }
}

extension HTTPBench {
    /// Whole sign-ins over HTTP: challenge, signature, check, session written. The keys sign in this process.
    func signIns() throws {
        let signer = try server.signer(14)
        let each = 30
        let (times, wall) = try crowd(Self.clients) { (_, wire, times: inout [Double]) in
            for _ in 0..<each {
                let begun = ContinuousClock.now
                _ = try token(wire, 14, signer)
                times.append((ContinuousClock.now - begun).seconds * 1e3)
            }
        }
        let sorted = times.sorted()
        Bench.line(
            "sign-in over HTTP, 16 clients",
            String(format: "p50 %.1f ms, %.0f/s", sorted[sorted.count / 2], Double(sorted.count) / wall))
    }

    // MARK: Entries

    /// Records of one person from 16 clients: exempt from their signer's order, so all are signed with one head.
    func entries() throws {
        let wire = try Wire(port: server.port), signer = try server.signer(14)
        let status = try JSON(enclosed: try wire.ask("GET", "/api/status").body)
        guard let origin = status["origin"]?.text, let size = status["size"]?.number,
            let root = status["root"]?.text.flatMap({ Digest(hex: $0) }),
            let kind = Kind.named("record/medium.move"),
            let now = Time(seconds: Int(Date().timeIntervalSince1970))
        else { throw Wire.Broken(description: "the server does not say where its log stands") }
        let bodies = try (0..<1600).map { index in
            let body = JSON.line([
                "happened": .string(now.text), "medium": .string("M-\(1 + index % 6)"),
                "to": .string("S-1"),
            ])
            let statement = Draft.of(kind, body).statement(
                by: .person(14), origin: origin, head: Head(root: root, size: size), claimed: now,
                request: Request(high: .random(in: .min ... .max), low: UInt64(index)))
            let text = String(decoding: try signer.sign(statement), as: UTF8.self)
            return JSON.line(["submission": .string(text)]).written()
        }
        let (_, wall) = try crowd(Self.clients) { (client, wire, _) in
            for index in stride(from: client, to: bodies.count, by: Self.clients) {
                let answer = try wire.ask(
                    "POST", "/api/submit", ["content-type: application/json"], body: bodies[index])
                guard answer.status == 200 else {
                    throw Wire.Broken(
                        description:
                            "not taken: \(answer.status) \(String(decoding: answer.body.prefix(300), as: UTF8.self))")
                }
            }
        }
        Bench.line("entries over HTTP, 16 clients", String(format: "%.0f entries/s", Double(bodies.count) / wall))
    }

    // MARK: Live tabs

    /// A hundred pages that follow the log, each on a connection of its own.
    func tabs(_ session: [String]) throws {
        var tabs: [Wire] = []
        for index in 0..<100 {
            // One person and one address have 64 at most.
            let tab = try Wire(port: server.port, client: index % 4)
            try tab.send("GET", "/live", (index < 50 ? session : []) + ["accept: text/event-stream"])
            let head = try tab.head()
            guard head.contains(" 200 ") else { throw Wire.Broken(description: "no live tab: \(head.prefix(200))") }
            tabs.append(tab)
        }
        sleep(3)
        Bench.line("memory with 100 live tabs", Self.text(server.memory), aim: "< 150 MB")
        try pages("home page beside 100 live tabs, 16 clients", path: "/", headers: session)
        withExtendedLifetime(tabs) {}
    }
}
