import Client
import Ledger
import Rules
import TestWorld
import Testing

/// Goal: a person's own program says who came and went, writes notes, and shows both from its own replay.
@Suite("join, leave, note: said and shown by one's own program")
struct BesideTests {
    /// p1 has erased M-1, and p3 is to confirm it; the record's id.
    private func erasing() async throws -> (play: Play, record: String) {
        let play = try Play.small()
        let place = try play.log.with { inside -> Int in
            for (kind, body) in [
                ("register/store.enter", JSON.line(["label": .string("safe")])),
                ("register/computer.enter", .computer("lathe")),
                ("register/medium.enter", .medium("disk", serial: "1")),
            ] {
                let act = try inside.ca.propose(kind, body, by: 1, slot: "keeper")
                try inside.ca.say(.sign(inside.ca.registerAct(act), slot: "reviewer"), by: 2)
            }
            return try inside.ca.propose(
                "record/medium.erase",
                .erasure(observer: 3, happened: inside.ca.now), by: 1)
        }
        play.wait()
        return (play, "R-\(place)")
    }

    @Test("P-40: performer and observer read before they sign what a record will be in breach of")
    func foretold() async throws {
        let (play, record) = try await erasing()
        let console = Notepad()
        var one = try await play.workspace(1, console: console)
        _ = try await one.say { (s) throws(Failure) in
            try s.proposal(
                "record/medium.move", ["happened=now", "medium=M-1", "parties=p4:observer", "to=S-1"])
        }
        #expect(console.text.contains("As things stand this will be kept in breach of"))
        #expect(console.text.contains("the observer p4 is not among"))
        let waits = try await one.page(record)
        #expect(
            waits.lines.contains { $0.contains("kept in breach of") } == !one.state.foreseenBreaches(
                of: one.state.world.records[0], at: play.log.now
            ).isEmpty)
        #expect(try one.kinds(named: "record/medium.erase").lines.contains { $0.contains("purge: ") })
        var three = try await play.workspace(3)
        let objected = try await three.say { (s) throws(Failure) in try s.objecting(record, "I did not see this.") }
        #expect(try Statement(line: objected.submission.statement.line()[...]).kind == "record/object")
    }

    @Test("Who joins and leaves is shown on the record's page")
    func presence() async throws {
        let (play, record) = try await erasing()
        var two = try await play.workspace(2)
        let joined = try await two.say { (s) throws(Failure) in try s.joining(record, role: nil, happened: nil) }
        #expect(two.outcome(of: joined).lines.first?.hasPrefix("\(record)  Erase a medium") == true)
        let page = try await two.page(record)
        #expect(page.lines.contains { $0.contains("relief") && $0.contains("p2 from") && $0.contains("present") })
        #expect(page.json["presences"]?.list?.count == 1)
        _ = try await two.say { (s) throws(Failure) in try s.leaving(record, happened: "now") }
        #expect(try await two.page(record).lines.contains { $0.contains("p2 from") && $0.contains("until") })
        let again = await failure {
            _ = try await two.say { (s) throws(Failure) in try s.leaving(record, happened: nil) }
        }
        #expect(again?.exitCode == 3, "\(again?.text ?? "")")
        for wrong in ["M-1", "A-1"] {
            let found = await failure {
                _ = try await two.say { (s) throws(Failure) in try s.joining(wrong, role: nil, happened: nil) }
            }
            #expect(found?.exitCode == 2 || found?.exitCode == 4)
        }
        let noon = await failure {
            _ = try await two.say { (s) throws(Failure) in try s.leaving(record, happened: "noon") }
        }
        #expect(noon?.exitCode == 2)
    }

    @Test("A record names its occasion by an id, and the line bears the hash; both pages show it")
    func occasion() async throws {
        let (play, record) = try await erasing()
        var one = try await play.workspace(1)
        let moved = try await one.say { (s) throws(Failure) in
            try s.proposal(
                "record/medium.move",
                ["happened=now", "medium=M-1", "parties=p5:observer", "to=S-1", "within=\(record)"])
        }
        let place = try #require(ItemID(record)?.number)
        #expect(moved.submission.statement.body["within"]?.text == one.state.log.rows[place].hash?.hex)
        #expect(
            try await one.page("R-\(moved.place)").lines.contains { $0.contains("occasion") && $0.contains(record) })
        #expect(
            try await one.page(record).lines.contains { $0.contains("within it") && $0.contains("R-\(moved.place)") })
    }

    @Test("A note is read beside what it is about; hostile letters are made visible")
    func note() async throws {
        let (play, record) = try await erasing()
        var one = try await play.workspace(1)
        for id in [record, "M-1"] {
            _ = try await one.say { (s) throws(Failure) in try s.noting(id, "It is \u{202E}hot.") }
            play.wait()
            let page = try await one.page(id)
            #expect(page.lines.contains { $0.contains("│ It is <U+202E>hot.") }, "\(page.lines)")
            #expect(page.json["notes"]?.list?.first?["person"]?.text == "p1")
        }
        let person = await failure { _ = try await one.say { (s) throws(Failure) in try s.noting("p5", "x") } }
        #expect(person?.exitCode == 2)
    }
}
