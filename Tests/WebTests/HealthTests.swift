import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import NIOCore
import Rules
import Store
import Synchronization
import TestWorld
import Testing

@testable import Web

/// Goal: a watching program is told whether statements are taken, and strangers nothing more; the figures count what happened.
@Suite struct HealthTests {
    private func ask(_ site: Site, _ path: String, from peer: String, _ headers: [(String, String)] = []) async throws
        -> (status: Int, text: String)
    {
        var fields = HTTPFields()
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: path, headerFields: fields),
            body: RequestBody(buffer: ByteBuffer()))
        let client = ClientAddress(peer: NetworkAddress(peer), headers: fields, proxies: site.bounds.proxies)
        let response = await site.respond(
            to: request, caller: Caller(request, from: client, isSecure: false, own: OwnHosts([])))
        let writer = Collected()
        try await response.body.write(writer)
        return (response.status.code, String(buffer: writer.buffer.withLock { $0 }))
    }

    @Test("details are for this machine and for monitors that the operator named")
    func details() async throws {
        var bounds = Bounds()
        bounds.monitors = try AddressRanges(["198.51.100.0/24"])
        let site = try await TestSite(try TestCA.busy(), bounds: bounds)
        let stranger = try await ask(site.site, "/health", from: "192.0.2.1")
        #expect(stranger.status == 200 && stranger.text == "{\"writing\":true}")
        for peer in ["127.0.0.1", "::1", "198.51.100.7"] {
            let health = try JSON(enclosed: Array(try await ask(site.site, "/health", from: peer).text.utf8))
            #expect(health["anchor"]?.flag == true && health["writing"]?.flag == true)
            #expect(health["last-entry"]?.text == site.store.published.state.log.clock?.text)
            #expect((health["disk-free"]?.number ?? 0) > 0 && health["age"]?.number != nil && health["why"] == nil)
        }
        let proxied = try await ask(site.site, "/health", from: "127.0.0.1", [("x-forwarded-for", "127.0.0.1")])
        #expect(proxied.text == "{\"writing\":true}")
        for (peer, status) in [("127.0.0.1", 200), ("198.51.100.7", 200), ("192.0.2.1", 403)] {
            #expect(try await ask(site.site, "/metrics", from: peer).status == status)
        }
    }

    @Test("503 with an anchor that is gone, and with a clock behind the newest entry")
    func ill() async throws {
        let site = try await TestSite(try TestCA.busy())
        site.wait(-3600)
        let behind = try await ask(site.site, "/health", from: "127.0.0.1")
        #expect(behind.status == 503 && behind.text.contains("The clock is behind the newest entry"), "\(behind.text)")
        site.wait(3600)
        #expect(try await ask(site.site, "/health", from: "127.0.0.1").status == 200)
        try FileManager.default.removeItem(atPath: site.root + "/data/anchor")
        let gone = try await ask(site.site, "/health", from: "192.0.2.1")
        #expect(gone.status == 503 && gone.text == "{\"writing\":false}")
        let figures = try await ask(site.site, "/metrics", from: "127.0.0.1").text
        #expect(figures.contains("\nfoureyes_writing 0\n"))
    }

    @Test(
        "the figures count entries, refusals by rule, answers by status; each line has the form that Prometheus reads")
    func figures() async throws {
        let site = try await TestSite(try TestCA.busy())
        var ca = site.ca
        let line = ca.statement(.of(ca.kind("register/store.enter"), .line(["label": .string("vault-1")])), by: 5)
            .line()
        let refused = site.signed(String(decoding: line, as: UTF8.self), by: 5)
        #expect(try await site.post("/api/submit", json: .line(["submission": .string(refused)])).status == 422)
        _ = try await site.get("/nothing")
        let text = try await ask(site.site, "/metrics", from: "127.0.0.1").text
        #expect(text.contains("\nfoureyes_refusals_total{rule=\"SP-2.2.3.2a\"} 1\n"), "\(text)")
        #expect(text.contains("\nfoureyes_requests_total{status=\"404\"} 1\n"))
        #expect(text.hasPrefix("# HELP foureyes_entries "))
        #expect(
            text.contains("\nfoureyes_entries \(ca.entries.count)\n")
                && text.hasSuffix("foureyes_request_seconds_count 2\n"))
        for line in text.split(separator: "\n") {
            #expect(
                line.hasPrefix("# HELP foureyes_") || line.hasPrefix("# TYPE foureyes_")
                    || line.wholeMatch(of: #/foureyes_[a-z_]+(\{[a-z]+="[^"\\\n]*"\})? [0-9.e+-]+/#) != nil, "\(line)")
        }
        #expect(site.site.figures.now.undone == 0)
        site.site.tell(.busy(.disk("The disk is full.")), of: "register/store.enter")
        #expect(site.site.figures.now.undone == 1)
    }
}

/// Lines of a log, as they are written.
private struct KeptLog: LogHandler {
    let lines: LineStore
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.notice
    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
    func log(event: LogEvent) {
        let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        lines.all.withLock { $0.append(([event.level.rawValue, "\(event.message)"] + facts).joined(separator: " ")) }
    }
}

private final class LineStore: Sendable { let all = Mutex<[String]>([]) }

extension HealthTests {
    @Test("the server's own log has a line for what an operator may have to see, and names nobody")
    func lines() async throws {
        let lines = LineStore()
        let world = try await TestSite(try TestCA.busy())
        let site = Site(
            world.store, visitors: world.visitors, clock: { world.ca.now },
            randomBytes: { [UInt8](repeating: 7, count: $0) },
            logger: Logger(label: "test") { _ in KeptLog(lines: lines) })
        let results: [(SubmissionResult, String)] = [
            (.refused(Refusal("P-32", "p14 has already signed."), note: []), "notice refused kind=K rule=P-32"),
            (.unfit(Malformed("K-9", "it does not load")), "notice refused at the door kind=K rule=K-9"),
            (.busy(.disk("/data is full.")), "error not written kind=K why=/data is full."),
            (.busy(.descriptors("too many open files.")), "error not written kind=K why=too many open files."),
            (.busy(.share(7)), "notice refused at the door kind=K rule=K-22"),
            (.unknown("EIO."), "error outcome unknown kind=K why=EIO."),
        ]
        for (result, line) in results {
            site.tell(result, of: "K")
            #expect(lines.all.withLock { $0.last } == line)
        }
        // A stranger does not fill it; the figures count on.
        for _ in 0..<200 { site.tell(.unfit(Malformed("P-2", "forged")), of: "K") }
        #expect(lines.all.withLock { $0.count } == 60 + 3 && site.figures.now.refusals["P-2"] == 200)
        let count = lines.all.withLock { $0.count }
        // Who comes by a proxy that nobody named is one client with all others: said once.
        for _ in 0..<2 { _ = try await ask(site, "/stops", from: "127.0.0.1", [("x-forwarded-for", "192.0.2.1")]) }
        #expect(lines.all.withLock { $0.count } == count + 1)
        #expect(lines.all.withLock { $0.last }?.contains("--trusted-proxy") == true)
    }
}

/// What a response writes.
private struct Collected: ResponseBodyWriter {
    let buffer = NIOLockedBuffer()
    mutating func write(_ buffer: ByteBuffer) async throws { self.buffer.withLock { $0.writeImmutableBuffer(buffer) } }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

private final class NIOLockedBuffer: Sendable {
    private let buffer = Mutex(ByteBuffer())
    func withLock<Value: Sendable>(_ body: (inout ByteBuffer) -> Value) -> Value { buffer.withLock { body(&$0) } }
}
