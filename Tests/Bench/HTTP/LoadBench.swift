import Foundation
import Ledger
import Rules
import Synchronization

/// `make load`: a crowd of anonymous readers on the dearest public pages while somebody enters stops. What it prints is
/// for people: the aim is that of a hundred stops the slowest takes less than a second (P-55: power stops at once).
struct LoadBench: Sendable {
    let server: ServerUnderTest
    static let readers = 24
    static let stops = 200

    func run() throws {
        let stopper = try Stopper(server, person: 14)
        let acts = try (0..<LoadBench.stops).map { try stopper.propose("load-\($0)") }
        let dearest = try pages().prefix(6)
        for page in dearest { Bench.line("GET \(page.path)", String(format: "%.0f ms alone", page.seconds * 1e3)) }
        let (quiet, loaded) = (acts.prefix(LoadBench.stops / 4), acts.dropFirst(LoadBench.stops / 4))
        Bench.line("stops, nobody reads", LoadBench.text(try quiet.map { try stopper.stop($0) }))

        let isOver = Mutex(false)
        let counts = Mutex<[Int: Int]>([:])
        let group = DispatchGroup()
        let port = server.port
        for reader in 0..<LoadBench.readers {
            group.enter()
            Thread.detachNewThread {
                // Each has an address of its own, and asks again at once, whatever it is told.
                while !isOver.withLock({ $0 }) {
                    guard let wire = try? Wire(port: port, client: 10 + reader) else { continue }
                    for page in dearest where !isOver.withLock({ $0 }) {
                        guard let status = try? wire.ask("GET", page.path).status else { break }
                        counts.withLock { $0[status, default: 0] += 1 }
                    }
                }
                group.leave()
            }
        }
        sleep(3)
        let times = try loaded.map { act in
            usleep(50_000)
            return try stopper.stop(act)
        }
        isOver.withLock { $0 = true }
        group.wait()
        Bench.line(
            "stops beside \(LoadBench.readers) readers of the dearest pages", LoadBench.text(times),
            aim: "p99 < 1000 ms")
        let answers = counts.withLock { $0 }.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        Bench.line("what the readers got", answers.joined(separator: ", "))
    }

    /// Public pages, the dearest first, each asked twice: what is made once for all is made before.
    private func pages() throws -> [(path: String, seconds: Double)] {
        let wire = try Wire(port: server.port)
        let paths = [
            "/", "/acts", "/motions", "/records", "/findings", "/people", "/groups", "/policy", "/manual", "/kinds",
            "/clauses", "/ledger", "/registers", "/registers/media", "/registers/computers", "/search?q=a", "/journal",
            "/protocol", "/api/findings", "/api/acts", "/api/records", "/api/questions", "/api/openapi.json",
            "/acts/A-\(try Stopper.status(wire).size - 1)", "/check",
        ]
        return try paths.compactMap { path in
            _ = try wire.ask("GET", path)
            let begun = ContinuousClock.now
            guard try wire.ask("GET", path).status == 200 else { return nil }
            return (path, (ContinuousClock.now - begun).seconds)
        }.sorted { $0.seconds > $1.seconds }
    }

    private static func text(_ times: [Double]) -> String {
        let sorted = times.sorted()
        return String(
            format: "p50 %.0f ms, p99 %.0f ms, worst %.0f ms of %d", sorted[sorted.count / 2] * 1e3,
            sorted[min(sorted.count - 1, sorted.count * 99 / 100)] * 1e3, (sorted.last ?? 0) * 1e3, sorted.count)
    }
}

/// Somebody who proposes acts and stops them: of an act that one proposed, one signature is enough (P-55).
private struct Stopper {
    private let wire: Wire
    private let signer: BenchSigner
    private let person: Int

    init(_ server: ServerUnderTest, person: Int) throws {
        (wire, signer, self.person) = (try Wire(port: server.port), try server.signer(person), person)
    }

    static func status(_ wire: Wire) throws -> (origin: String, root: Digest, size: Int) {
        let status = try JSON(enclosed: try wire.ask("GET", "/api/status").body)
        guard let origin = status["origin"]?.text, let size = status["size"]?.number,
            let root = status["root"]?.text.flatMap({ Digest(hex: $0) })
        else { throw Wire.Broken(description: "the server does not say where its log stands") }
        return (origin, root, size)
    }

    /// Proposes an act; the answer is its place.
    func propose(_ label: String) throws -> Int {
        let answer = try enter("register/store.enter", .line(["label": .string(label)]))
        guard let place = answer["place"]?.number else { throw Wire.Broken(description: "no place") }
        return place
    }

    /// Stops it; the answer is how many seconds passed until the log had it, with its state asked for before.
    func stop(_ act: Int) throws -> Double {
        let begun = ContinuousClock.now
        _ = try enter("authority/stop.set", .line(["target": .string("A-\(act)")]))
        return (ContinuousClock.now - begun).seconds
    }

    private func enter(_ name: String, _ body: JSON) throws -> JSON {
        let log = try Stopper.status(wire)
        guard let kind = Kind.named(name), let now = Time(seconds: Int(Date().timeIntervalSince1970)) else {
            throw Wire.Broken(description: "there is no \(name)")
        }
        let statement = Draft.of(kind, body).statement(
            by: .person(person), origin: log.origin, head: Head(root: log.root, size: log.size), claimed: now,
            request: Request(high: .random(in: .min ... .max), low: .random(in: .min ... .max)))
        let text = String(decoding: try signer.sign(statement), as: UTF8.self)
        let answer = try wire.ask(
            "POST", "/api/submit", ["content-type: application/json"],
            body: JSON.line(["submission": .string(text)]).written())
        guard answer.status == 200 else {
            throw Wire.Broken(
                description: "not taken: \(answer.status) \(String(decoding: answer.body.prefix(300), as: UTF8.self))")
        }
        return try JSON(enclosed: answer.body)
    }
}
