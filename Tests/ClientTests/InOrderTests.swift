import Client
import Ledger
import Rules
import TestWorld
import Testing

@Suite("Statements in a row, together and later (P-8, P-36, P-43)")
struct InOrderTests {
    @Test("P-36: several acts at once are one statement")
    func several() async throws {
        let play = try Play.small()
        let places = try play.log.with { inside in
            try (1...3).map {
                try inside.ca.propose(
                    "register/store.enter", .line(["label": .string("safe-\($0)")]), by: 1, slot: "keeper")
            }
        }
        var two = try await play.workspace(2)
        let said = try await two.say { (s) throws(Failure) in try s.signature(on: places.map { "A-\($0)" }) }
        #expect(two.state.world.physical.stores.count == 3)
        #expect(said.submission.statement.of == nil && said.submission.statement.slot == nil)
        #expect(two.outcome(of: said).lines.filter { $0.hasSuffix("in effect") }.count == 3)
        var one = try await play.workspace(1)
        let enrolment = try play.log.with {
            try $0.ca.propose(
                "authority/team.leave", .line(["person": .string("p1"), "team": .string("keepers")]), by: 4)
        }
        try await one.sync()
        // The one is in effect already, the other is of another part.
        #expect(
            await failure { _ = try one.signature(on: ["A-\(places[0])", "A-\(enrolment)"]) }?.exitCode == 5)
    }

    @Test("P-36: of several acts those that a rule refuses are named with their clause, and the others go through")
    func leftOut() async throws {
        let play = try Play.small()
        let (places, other) = try play.log.with { inside in
            let stores = try ["safe-1", "safe-2", "safe-2"].map { label in
                try inside.ca.propose(
                    "register/store.enter", .line(["label": .string(label)]), by: 1, slot: "keeper")
            }
            let leaves = JSON.line(["person": .string("p1"), "team": .string("keepers")])
            return (stores, try inside.ca.propose("authority/team.leave", leaves, by: 4))
        }
        let ids = places.map { "A-\($0)" } + ["A-\(other)"]
        let console = Notepad()
        var two = try await play.workspace(2, console: console)
        let said = try await two.say { (s) throws(Failure) in try s.signature(on: ids) }
        // Two stores of one name: the second is judged after the first took effect.
        #expect(two.state.world.physical.stores.count == 2)
        #expect(said.submission.statement.body["acts"]?.list?.count == 2)
        let left = two.leftOut(of: said)
        #expect(left.map(\.name) == [ids[2], ids[3]])
        #expect(left[0].refusal.clause == "SP-2.2.3.2a" && left[0].refusal.what.contains("safe-2") == false)
        #expect(left[1].refusal.clause == "P-36")
        #expect(console.text.contains("left out    \(ids[2])"), "before anybody signs")
        let lines = two.outcome(of: said).lines
        #expect(lines.filter { $0.hasSuffix("in effect") }.count == 2 && lines.contains { $0.contains("left out") })
        // Whoever has no slot in any of them signs nothing, and is told why of each.
        let four = try await play.workspace(4)
        let none = await failure { _ = try four.signature(on: [ids[2], ids[0]]) }
        #expect(none?.exitCode == 3 && none?.text.contains("p4 is not in the pool") == true, "\(none?.text ?? "")")
        #expect(none?.text.contains(ids[0]) == true)
    }

    @Test("A vote, a closing with the tally, and one anew when another vote came between")
    func motion() async throws {
        let play = try Play.small()
        let motion = try play.log.with { inside in
            let act = try inside.ca.propose(
                "authority/team.appoint", .line(["person": .string("p4"), "team": .string("reviewers")]),
                by: 1)
            return try inside.ca.say(.motion(about: inside.ca.act(act), body: "council"), by: 1)
        }
        var sessions: [Workspace] = []
        for person in 1...3 {
            var workspace = try await play.workspace(person)
            _ = try await workspace.say { (s) throws(Failure) in
                try s.vote("B-\(motion)", person == 3 ? .no : .yes)
            }
            sessions.append(workspace)
        }
        play.wait()
        try await sessions[0].sync()
        // Between the copy's tally and the door a vote changes.
        play.log.with { inside in
            inside.door = { request, ca in
                if request.submission.statement.kind == "authority/motion.close",
                    let motion = ca.authority.motion(at: motion), motion.votes.last?.choice == .no
                {
                    try ca.say(.vote(motion, .yes), by: 3)
                }
                return nil
            }
        }
        let closed = try await sessions[0].say { (s) throws(Failure) in try s.closing("B-\(motion)") }
        #expect(closed.submission.statement.body["yes"]?.number == 3)
        play.wait()
        try await sessions[1].sync()
        _ = try await sessions[1].say { (s) throws(Failure) in try s.closing("B-\(motion)") }
        #expect(sessions[1].authority.groups(of: 4).contains("reviewers"))
    }

    @Test(
        "P-43: a record signed offline, its confirmation and a second statement in a row enter later in order"
    )
    func offline() async throws {
        let play = try Play.small()
        _ = try play.store("safe-1")
        _ = try play.store("safe-2")
        try play.log.with { inside in
            let place = try inside.ca.propose(
                "register/medium.enter",
                .medium("tape-1", serial: "T1", sort: "tape"), by: 1, slot: "keeper")
            try inside.ca.say(.sign(inside.ca.registerAct(place), slot: "reviewer"), by: 2)
        }
        let storage = MemoryStorage()
        var one = try await play.workspace(1, storage: storage)
        let intent = try one.proposal(
            "record/medium.move", ["happened=now", "medium=M-1", "parties=p2:observer", "to=S-2"])
        let moved = try await one.sayLater(intent)
        #expect(moved.submission.statement.until.since(moved.submission.statement.claimed) == 30 * 86_400)
        let stored = try await one.sayLater(try one.proposal("register/store.enter", ["label=safe-3"]))
        #expect(stored.submission.statement.unheard == [moved.submission.hash])
        #expect(play.log.submitted.isEmpty && one.outbox.all.count == 2)
        play.wait(600)
        // Anybody sends it, from the file.
        var other = try await play.workspace(4)
        let said = try await other.submit(try SubmissionRequest(bytes: moved.bytes))
        #expect(other.state.world.recordIndex(at: said.place) != nil)
        _ = try await other.submit(try SubmissionRequest(bytes: stored.bytes))
        try await one.sync()
        #expect(one.outbox.all.isEmpty)
        var two = try await play.workspace(2)
        _ = try await two.say { (s) throws(Failure) in try s.signature(on: ["R-\(said.place)"]) }
        #expect(two.state.world.records[0].word == "complete")
    }

    @Test("P-8: what the log has not shown is named as unheard, and forgotten once it can enter no more")
    func unheard() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        play.log.with { $0.unreachable = 100 }
        let lost = await failure {
            _ = try await one.say { (s) throws(Failure) in
                try s.proposal("register/store.enter", ["label=safe-1"])
            }
        }
        #expect(lost?.exitCode == 7 && lost?.text.contains("not known whether the statement was accepted") == true)
        let hash = try #require(one.outbox.all.first?.submission.hash)
        play.log.with { $0.unreachable = 0 }
        let said = try await one.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-2"])
        }
        #expect(said.submission.statement.unheard == [hash])
        play.wait(3 * 3600)
        try await one.sync()
        #expect(one.outbox.all.isEmpty)
    }

    @Test("A lost answer: the same bytes are sent again and taken once")
    func lostAnswer() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        play.log.with { inside in
            inside.door = { request, ca in
                if ca.state.log.place(of: request.submission.hash) == nil {
                    _ = try StandIn.taken(request, &ca)
                    throw Failure.unavailable("the answer is lost")
                }
                return nil
            }
        }
        let said = try await one.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-1"])
        }
        #expect(play.log.submitted.count == 2 && said.place == play.log.ca.entries.count - 1)
    }
}
