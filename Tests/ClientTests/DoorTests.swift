import Client
import Ledger
import Rules
import TestWorld
import Testing

@Suite("Receipts and refusals (P-5, P-33, K-11, K-23)")
struct DoorTests {
    /// A proposal of p1 that the rules take, to a door that a test has bent.
    private func propose(_ door: @escaping @Sendable (SubmissionRequest, inout TestCA) throws -> Reply?)
        async throws -> Failure?
    {
        let play = try Play.small()
        var one = try await play.workspace(1)
        play.log.with { $0.door = door }
        return await failure {
            _ = try await one.say { (s) throws(Failure) in
                try s.proposal("register/store.enter", ["label=safe-1"])
            }
        }
    }

    /// An honest answer with some members put in its place.
    private func changed(_ change: @escaping @Sendable (inout [String: JSON], TestCA) throws -> Void)
        async throws -> Failure?
    {
        try await propose { request, ca in
            let honest = try StandIn.taken(request, &ca)
            var members = Dictionary(
                uniqueKeysWithValues: (try JSON(enclosed: honest.body).members ?? []).map {
                    ($0.key, $0.value)
                })
            try change(&members, ca)
            let sorted = members.map { JSON.Member($0.key, $0.value) }.sorted { $0.key < $1.key }
            return Reply(status: 200, body: JSON.object(sorted).written())
        }
    }

    @Test("An honest receipt is taken")
    func honest() async throws { #expect(try await changed { _, _ in } == nil) }

    @Test("A receipt counts only with a checkpoint of the log and a proof under it")
    func receipts() async throws {
        #expect(try await changed { members, _ in members["proof"] = nil }?.alarm == .receipt)
        #expect(try await changed { members, _ in members["proof"] = .array([]) }?.alarm == .receipt)
        #expect(try await changed { members, _ in members["place"] = .integer(3) }?.alarm == .receipt)
        #expect(
            try await changed { members, _ in members["leaf"] = .string(Digest.of([1]).hex) }?.alarm
                == .receipt)
        #expect(
            try await changed { members, ca in
                var making = ExportMaking(ca)
                making.signer = try NoteSigner(name: ca.origin, seed: [UInt8](repeating: 9, count: 32))
                members["checkpoint"] = .string(
                    String(decoding: try making.checkpoint(at: ca.entries.count), as: UTF8.self))
            }?.alarm == .receipt)
    }

    @Test("A proof of somebody else's entry is no receipt")
    func anothersEntry() async throws {
        let failure = try await propose { _, ca in try StandIn.receipt(at: ca.entries.count - 1, ca) }
        #expect(failure?.alarm == .receipt && failure?.exitCode == 6)
        #expect(failure?.text.contains("outbox/") == true)
    }

    @Test("P-4: a server that lets in what the rules refuse is found at once")
    func letIn() async throws {
        let play = try Play.small()
        var five = try await play.workspace(5)
        let proposed = try await five.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-1"])
        }
        five.sendsRefused = true
        play.log.with { inside in
            inside.door = { request, ca in
                _ = try ca.force(request.submission.recorded(at: ca.now))
                return try StandIn.receipt(at: ca.entries.count - 1, ca)
            }
        }
        let failure = await failure {
            _ = try await five.say { (s) throws(Failure) in
                try s.signature(on: ["A-\(proposed.place)"], slot: "reviewer")
            }
        }
        #expect(failure?.alarm == .receipt && failure?.text.contains("RP-2.2") == true)
    }

    @Test("P-33: a refusal that the own replay does not share is proof against the log, and kept")
    func wrong() async throws {
        let failure = try await propose { request, ca in
            try StandIn.refused(request, Refusal("SP-1.2a", "We do not like it."), ca)
        }
        #expect(failure?.alarm == .wrongRefusal && failure?.exitCode == 6)
        #expect(
            failure?.text.contains("ALARM (wrong refusal)") == true && failure?.text.contains("SP-1.2a") == true
                && failure?.text.contains(".note") == true)
    }

    @Test(
        "P-33: notes that are no notes: unsigned, of another key, about another statement, at an unknown head"
    )
    func badNotes() async throws {
        #expect(
            try await propose { _, _ in
                StandIn.answer(422, ["clause": .string("P-8"), "refusal": .string("Refusal by nobody\n")])
            }?.alarm == .unsignedRefusal)
        #expect(
            try await propose { request, ca in
                let note = try RefusalNote(
                    origin: ca.origin, statement: request.submission.hash, rule: "P-8",
                    asked: ca.state.log.head, missing: "no"
                )
                .signed(by: NoteSigner(name: ca.origin, seed: [UInt8](repeating: 9, count: 32)))
                return StandIn.answer(422, ["refusal": .string(String(decoding: note.bytes, as: UTF8.self))])
            }?.alarm == .unsignedRefusal)
        #expect(
            try await propose { request, ca in
                try StandIn.refused(request, Refusal("P-8", "no"), ca, about: .of([1]))
            }?.alarm == .wrongRefusal)
        #expect(
            try await propose { request, ca in
                try StandIn.refused(
                    request, Refusal("P-8", "no"), ca, head: Head(root: .of([1]), size: ca.entries.count))
            }?.alarm == .fork)
        #expect(
            try await propose { request, ca in
                try StandIn.refused(
                    request, Refusal("P-8", "no"), ca, head: Head(root: .of([1]), size: ca.entries.count + 5))
            }?.alarm == .withheld)
    }

    @Test("P-10: a server with another clock is told from a lying one by the time that its note names")
    func otherClock() async throws {
        let failure = try await propose { request, ca in
            let late = ca.now.adding(5 * 3600)
            return try StandIn.refused(
                request,
                Refusal("P-10", "It was good until then and would be recorded at \(late.text).", sort: .over),
                ca)
        }
        #expect(failure?.clause == "P-10" && failure?.exitCode == 5)
        #expect(failure?.text.contains("clocks is wrong") == true)
    }

    @Test(
        "A busy server is asked again; a full one or a silent one leaves the outcome unknown",
        arguments: [429, 503, 507, 500])
    func busy(status: Int) async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        play.log.with {
            $0.door = { _, _ in Reply(status: status, body: Array(#"{"missing":"busy"}"#.utf8), retryAfter: 1)
            }
        }
        let failure = await failure {
            _ = try await one.say { (s) throws(Failure) in
                try s.proposal("register/store.enter", ["label=safe-1"])
            }
        }
        #expect(failure?.exitCode == 7 && failure?.text.contains("foureyes submit") == true)
        #expect(play.log.submitted.count == (status == 507 ? 1 : 4))
        #expect(one.outbox.all.count == 1)
    }

    @Test("A log that has stopped is an alarm with the alarm page's words, asked once; what was signed is kept")
    func stopped() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        play.log.with {
            $0.door = { _, _ in
                StandIn.answer(
                    503,
                    [
                        "missing": .string("The server accepts nothing at the moment: the disk failed"),
                        "stopped": .bool(true),
                    ])
            }
        }
        let failure = await failure {
            _ = try await one.say { (s) throws(Failure) in
                try s.proposal("register/store.enter", ["label=safe-1"])
            }
        }
        #expect(failure?.alarm == .logStopped && failure?.exitCode == 6)
        #expect(play.log.submitted.count == 1 && one.outbox.all.count == 1)
        #expect(failure?.text.contains("the disk failed") == true && failure?.text.contains("outbox/") == true)
        #expect(failure?.text.contains("p2, p3, p4 of") == true, "\(failure?.text ?? "")")
    }
}
