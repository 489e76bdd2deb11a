import Client
import Ledger
import Rules
import TestWorld
import Testing

@Suite("A refusal is the log's word or an alarm; what was signed and what was said is kept (K-11, K-23)")
struct RefusedTests {
    private func propose(_ one: inout Workspace, _ label: String = "safe-1") async -> Failure? {
        var copy = one
        let failure = await failure {
            _ = try await copy.say { (s) throws(Failure) in
                try s.proposal("register/store.enter", ["label=\(label)"])
            }
        }
        one = copy
        return failure
    }

    @Test(
        "K-23: a refusal by the rules without a signed note is an alarm; the answer and the statement are kept",
        arguments: [422, 404, 410, 403])
    func unsigned(status: Int) async throws {
        let play = try Play.small()
        let storage = MemoryStorage()
        var one = try await play.workspace(1, storage: storage)
        play.log.with {
            $0.door = { _, _ in StandIn.answer(status, ["clause": .string("SP-1.2a"), "missing": .string("no")]) }
        }
        let failure = await propose(&one)
        #expect(failure?.alarm == .unsignedRefusal && failure?.exitCode == 6)
        #expect(failure?.text.contains("outbox/") == true && failure?.text.contains("evidence/") == true)
        #expect(failure?.text.contains("Call two members") == true)
        #expect(one.outbox.all.count == 1)
        let name = try #require(storage.names(in: "evidence").first)
        #expect(storage.read("evidence/" + name)?.isEmpty == false)
    }

    @Test("K-23: what the door says is no refusal: exit 7, and the statement stays", arguments: [400, 401, 413, 415])
    func door(status: Int) async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        play.log.with {
            $0.door = { _, _ in
                StandIn.answer(
                    status,
                    ["missing": .string("an enclosure"), "rule": .string("P-7"), "where": .string("enclosures")]
                )
            }
        }
        let failure = await propose(&one)
        #expect(failure?.exitCode == 7 && failure?.text.contains("This is no refusal by the log") == true)
        #expect(failure?.text.contains("P-7") == true && one.outbox.all.count == 1)
        let request = try #require(one.outbox.all.first?.submission.statement.request)
        #expect(failure?.text.contains("foureyes withdraw \(request.hex)") == true)
    }

    /// The server says no today, and enters the bytes when nobody thinks of them any more.
    @Test("K-11: a signed refusal empties no outbox; what is entered later is seen, and withdrawing it is offered")
    func later() async throws {
        let play = try Play.small()
        let before = play.log.ca
        _ = try play.store("safe-1")
        let storage = MemoryStorage()
        var one = try await play.workspace(1, storage: storage)
        one.sendsRefused = true
        let failure = await propose(&one)
        #expect(failure?.exitCode == 3 && failure?.text.contains("the refusal is right") == true)
        let kept = try #require(one.outbox.all.first?.submission)
        #expect(failure?.text.contains("foureyes withdraw \(kept.statement.request.hex)") == true)
        #expect(try one.mine().lines.contains { $0.contains(kept.statement.request.hex) })
        #expect(storage.names(in: "refusals").count == 1)
        // The next statement says that this one is under way (P-8).
        let next = try await one.say { (s) throws(Failure) in try s.proposal("register/store.enter", ["label=b"]) }
        #expect(next.submission.statement.unheard == [kept.hash])
        _ = before
        play.wait(3 * 3600)
        try await one.sync()
        #expect(one.outbox.all.isEmpty, "its time is over")
    }

    @Test("K-23: a refusal's head is the highest head: a log that shows less afterwards is found out, at each start")
    func highest() async throws {
        let play = try Play.small()
        let before = play.log.ca
        let storage = MemoryStorage()
        var one = try await play.workspace(1, storage: storage)
        play.log.with { inside in
            inside.door = { request, ca in
                // Another history goes on behind; the refusal speaks of it.
                _ = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 1, slot: "keeper")
                let reply = try StandIn.refused(request, Refusal("P-8", "no"), ca)
                ca = before
                return reply
            }
        }
        let first = await propose(&one)
        #expect(first?.alarm == .withheld && first?.exitCode == 6)
        #expect(storage.names(in: "evidence").count == 1 && storage.names(in: "refusals").count == 1)
        var again = try play.bare(storage: storage)
        #expect(await failure { try await again.sync() }?.alarm == .withheld)
        // What is then shown in its place is the fork itself.
        play.log.with { $0.door = nil }
        _ = try play.store("other")
        var third = try play.bare(storage: storage)
        let fork = await failure { try await third.sync() }
        #expect(fork?.alarm == .fork && fork?.text.contains("evidence/") == true)
    }

    @Test("K-23: who signs for entries and does not serve them leaves the signed head here, also after a restart")
    func withheld() async throws {
        let play = try Play.small()
        let storage = MemoryStorage()
        _ = try await play.workspace(1, storage: storage)
        let before = play.log.ca
        _ = try play.store("safe-1")
        let note = try ExportMaking(play.log.ca).checkpoint(at: play.log.ca.entries.count)
        play.log.with { inside in
            inside.ca = before
            inside.lies[.checkpoint] = note
        }
        var one = try play.bare(storage: storage)
        let failure1 = await failure { try await one.sync() }
        #expect(failure1?.alarm == .withheld && failure1?.text.contains("evidence/withheld") == true)
        #expect(storage.names(in: "evidence").contains { storage.read("evidence/" + $0) == note })
        // The signed head is gone from the server; the copy has not forgotten it.
        play.log.with { $0.lies[.checkpoint] = nil }
        play.log.with { _ = $0.lies.removeValue(forKey: .checkpoint) }
        var two = try play.bare(storage: storage)
        #expect(await failure { try await two.sync() }?.alarm == .withheld)
        // When the entries are there after all, nothing is left of it.
        _ = try play.store("safe-1")
        var three = try play.bare(storage: storage)
        let last = await failure { try await three.sync() }
        #expect(last == nil || last?.alarm == .fork, "the same entries, or another history")
    }
}
