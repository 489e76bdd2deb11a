import Foundation
import HTTPTypes
import Ledger
import NIOCore
import Store
import Synchronization
import TestWorld
import Testing

@testable import Web

/// Goal: one client cannot have all of the server: not its requests, its memory, its threads, its streams. Who the client is
/// nobody else can say.
@Suite struct BoundsTests {
    private func client(_ peer: String, _ forwarded: [String], proxies: [String]) throws -> ClientAddress {
        var fields = HTTPFields()
        for value in forwarded { fields.append(HTTPField(name: .init("x-forwarded-for")!, value: value)) }
        return ClientAddress(peer: NetworkAddress(peer), headers: fields, proxies: try AddressRanges(proxies))
    }

    @Test(
        "X-Forwarded-For counts from the last entry backwards, as far as proxies of ours wrote it",
        arguments: [
            ("192.0.2.7", ["198.51.100.1"], [], "192.0.2.7"),
            ("192.0.2.7", ["198.51.100.1"], ["10.0.0.0/8"], "192.0.2.7"),
            ("127.0.0.1", ["198.51.100.1"], ["127.0.0.1"], "198.51.100.1"),
            // The client wrote the first one itself.
            ("127.0.0.1", ["203.0.113.9, 198.51.100.1"], ["127.0.0.1"], "198.51.100.1"),
            ("127.0.0.1", ["203.0.113.9", "198.51.100.1, 10.1.2.3"], ["127.0.0.1", "10.0.0.0/8"], "198.51.100.1"),
            ("127.0.0.1", ["203.0.113.9, nonsense"], ["127.0.0.1"], "127.0.0.1"),
            ("127.0.0.1", ["198.51.100.1:4711"], ["127.0.0.1"], "198.51.100.1"),
            ("127.0.0.1", ["[2001:db8:1:2:3:4:5:6]:4711"], ["127.0.0.1"], "20010db800010002"),
            ("::ffff:10.9.9.9", ["2001:db8::1"], ["10.0.0.0/8"], "20010db800000000"),
            ("fd00::1", ["198.51.100.1"], ["fd00::/8"], "198.51.100.1"),
            ("127.0.0.1", ["10.1.2.3"], ["127.0.0.1", "10.0.0.0/8"], "10.1.2.3"),
        ])
    func forwarded(peer: String, given: [String], proxies: [String], counted: String) throws {
        #expect(try client(peer, given, proxies: proxies).counted == counted)
    }

    @Test(
        "ranges are addresses with a prefix, and no names",
        arguments: ["", "localhost", "10.0.0.0/33", "10.0.0.0/0", "10.0.0.0/+8", "::/129", "10.0.0.0/8/8"])
    func wrong(range: String) { #expect(throws: AddressRanges.Refused.self) { try AddressRanges([range]) } }

    @Test("whatever a proxy passed on is not this machine, though the proxy is")
    func loopback() throws {
        #expect(try client("127.0.0.1", [], proxies: []).isLoopback)
        #expect(try !client("127.0.0.1", ["127.0.0.1"], proxies: []).isLoopback)
        #expect(try !client("127.0.0.1", ["127.0.0.1"], proxies: ["127.0.0.1"]).isLoopback)
        #expect(try !client("192.0.2.7", [], proxies: []).isLoopback)
    }

    @Test("requests of one address come out of a bucket, before anything of a body is read; a post has another one")
    func bucket() async throws {
        var bounds = Bounds()
        (bounds.reads, bounds.posts) = (Rate(burst: 3, perMinute: 60), Rate(burst: 2, perMinute: 60))
        let site = try await TestSite(try TestCA.small(), bounds: bounds)
        for status in [200, 200, 200, 429] { #expect(try await site.get("/stops").status == status) }
        #expect(try await site.get("/stops")["retry-after"] == "1")
        // Those of the log are cheap, and a copy fetches thousands.
        #expect(try await site.get("/log/checkpoint").status == 200)
        for status in [400, 400, 429] {
            let reply = try await site.post("/api/submit", body: Array("{}".utf8), type: "application/json")
            #expect(reply.status == status, "\(reply.text)")
        }
        site.wait(2)
        #expect(try await site.get("/stops").status == 200)
    }

    @Test("large bodies of one client, and of all, lie in memory up to a bound; small ones always have room")
    func room() throws {
        let room = BodyRoom()
        var held = (0..<30).map { _ in HeldRoom(room, client: "192.0.2.1") }
        var taken = 0
        for one in held {
            do {
                try one.hold(6 << 20)
                taken += 1
            } catch let problem as Problem { #expect(problem.status == 503) }
        }
        #expect(taken == 2)
        let others = (2..<40).map { HeldRoom(room, client: "192.0.2.\($0)") }
        #expect(others.filter { (try? $0.hold(6 << 20)) != nil }.count < 16)
        for one in held + others { #expect(throws: Never.self) { try one.hold(BodyRoom.smallBytes) } }
        held = []
        #expect(throws: Never.self) { try HeldRoom(room, client: "192.0.2.1").hold(6 << 20) }
    }

    @Test("streams of one client are bounded, whatever others have")
    func streams() {
        let live = Live()
        let own = (0..<100).compactMap { _ in live.listen("192.0.2.1") }
        #expect(own.count == Live.ownMost)
        #expect(live.listen("192.0.2.2") != nil)
        live.leave(own[0].number)
        #expect(live.listen("192.0.2.1") != nil)
    }

    /// A gate at which work waits until the test opens it.
    private actor Gate {
        private var isOpen = false
        private var waiting: [CheckedContinuation<Void, Never>] = []
        private(set) var order: [String] = []
        func pass(_ name: String) async {
            order.append(name)
            if !isOpen { await withCheckedContinuation { waiting.append($0) } }
        }
        func open() {
            isOpen = true
            for one in waiting { one.resume() }
            waiting = []
        }
    }

    @Test("views: a client has all turns but one, others come next, and too many are told to come again")
    func turns() async throws {
        let turns = ViewTurns(threads: 2)
        let gate = Gate()
        @Sendable func view(_ client: String) async -> Int {
            do {
                try await turns.run(for: client) { await gate.pass(client) }
                return 200
            } catch { return (error as? Problem)?.status ?? 500 }
        }
        let statuses = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<ViewTurns.ownWaitingMax + 11 { group.addTask { await view("a") } }
            while turns.count < ViewTurns.ownWaitingMax + 1 { await Task.yield() }
            // One of a's runs, its other turns wait; b has the second thread at once.
            group.addTask { await view("b") }
            while await !gate.order.contains("b") { await Task.yield() }
            #expect(await gate.order == ["a", "b"])
            await gate.open()
            return await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 503 }.count == 10)
        #expect(statuses.filter { $0 == 200 }.count == ViewTurns.ownWaitingMax + 2)
        #expect(turns.count == 0)
    }

    @Test("while pages of a client wait, statements, the log's files and what is quick are answered all the same")
    func apart() async throws {
        let site = try await TestSite(try TestCA.small())
        let (turns, gate) = (site.site.turns, Gate())
        await withTaskGroup(of: Void.self) { group in
            for _ in 0...ViewTurns.ownWaitingMax {
                group.addTask { try? await turns.run(for: "none") { await gate.pass("view") } }
            }
            while turns.count <= ViewTurns.ownWaitingMax { await Task.yield() }
            for (path, status) in [("/stops", 503), ("/log/checkpoint", 200), ("/api/status", 200), ("/health", 200)] {
                let reply = try? await site.get(path)
                #expect(reply?.status == status, "\(path)")
            }
            let submitted = try? await site.post("/api/submit", body: Array("{}".utf8), type: "application/json")
            #expect(submitted?.status == 400)
            await gate.open()
        }
        #expect(try await site.get("/stops").status == 200)
    }

    @Test("what an act would change is worked out once for a state: a policy is read for it")
    func whatIf() async throws {
        var ca = try TestCA.busy()
        ca.wait(60)
        let act = try ca.say(ca.policyChange([["groups", "keepers", "title"]: .string("Keepers of media")]), by: 1)
        let site = try await TestSite(ca)
        let first = try await site.get("/acts/A-\(act)").text
        let change = try #require(first.split(separator: "<h2>What will change</h2>").last)
        #expect(change.hasPrefix("<table") && change.contains("SHA-256"), "\(change.prefix(600))")
        try FileManager.default.removeItem(atPath: site.root + "/data/enclosures")
        #expect(try await site.get("/acts/A-\(act)").text == first)
    }

    @Test(
        "descriptors: what connections may have leaves room for the store",
        arguments: [(256, 128), (1024, 768), (65_536, 10_000), (64, 16)])
    func descriptors(all: Int, connections: Int) { #expect(Bounds.connections(descriptors: all) == connections) }
}
