import Client
import Ledger
import Rules
import TestWorld
import Testing

@Suite("Keys from first to last, as a person does it at a command line (P-21, P-22, P-55, P-56)")
struct KeyLifeTests {
    private func words(_ key: PublicKey) -> String { Words.words12(key.fingerprint).joined(separator: " ") }

    /// p3 announces that all keys are replaced by a new one; p1 and p4 hear its words, p2 signs for the council.
    private func announced(_ play: Play) async throws -> (id: String, file: String, key: PublicKey) {
        let file = play.scratch.path + "/new"
        let key = try KeyFile.make(file, plain: true, comment: "new", withoutPassphrase: true)
        var three = try await play.workspace(3)
        let said = try await three.say { (s) throws(Failure) in
            try s.replacement(of: "p3", by: "@\(file).pub").because("Both devices were in one bag.")
        }
        let id = "A-\(said.place)"
        three.keyFile = file
        _ = try await three.say { (s) throws(Failure) in try s.signature(on: [id], slot: "holder") }
        for witness in [1, 4] {
            play.wait()
            var workspace = try await play.workspace(witness)
            _ = try await workspace.say { (s) throws(Failure) in
                try s.signature(on: [id], slot: "witness", heard: words(key))
            }
        }
        play.wait()
        var two = try await play.workspace(2)
        _ = try await two.say { (s) throws(Failure) in try s.signature(on: [id], slot: "council") }
        play.wait()
        return (id, file, key)
    }

    @Test("P-21: announced, shown with its words and its time, closed with the new key after 72 hours")
    func replaced() async throws {
        let play = try Play.small()
        let (id, file, key) = try await announced(play)
        var three = try await play.workspace(3)
        let before = try three.keys()
        #expect(before.lines.contains { $0.contains("REPLACEMENT OF ALL KEYS: \(id)") })
        #expect(before.json["replacements"]?.list?.first?["words"]?.text == words(key))
        #expect(three.replacements().json.list?.count == 1)
        three.keyFile = file
        let early = await failure {
            _ = try await three.say { (s) throws(Failure) in try s.replacementClosing(id) }
        }
        #expect(early?.clause == "P-21")
        play.wait(73 * 3600)
        three = try await play.workspace(3)
        // The old key does not close it.
        #expect(
            await failure { _ = try await three.say { (s) throws(Failure) in try s.replacementClosing(id) } }?.exitCode
                == 3)
        three.keyFile = file
        _ = try await three.say { (s) throws(Failure) in try s.replacementClosing(id) }
        let after = three.authority.keyViews(of: 3)
        #expect(after.map(\.key.isAtWork) == [false, true])
        #expect(after.first?.condition.hasPrefix("revoked by entry") == true)
        #expect(after.first?.may == "signs nothing")
        #expect(after.last?.key.witnesses == [1, 4])
    }

    @Test("P-21: any old key cancels it, and nothing is closed then")
    func cancelled() async throws {
        let play = try Play.small()
        let (id, file, _) = try await announced(play)
        var three = try await play.workspace(3)
        #expect(await failure { _ = try three.replacementCancelling("A-1") }?.exitCode != nil)
        _ = try await three.say { (s) throws(Failure) in try s.replacementCancelling(id) }
        #expect(three.replacements().json.list?.first?["condition"]?.text == "cancelled")
        play.wait(73 * 3600)
        three = try await play.workspace(3)
        three.keyFile = file
        #expect(
            await failure { _ = try await three.say { (s) throws(Failure) in try s.replacementClosing(id) } }?.exitCode
                ?? 0 >= 3)
    }

    @Test("P-22: what a disowned key did waits for two others; the second one's word signs the first one's act")
    func disowned() async throws {
        let play = try Play.small()
        let act = try play.store()
        var one = try await play.workspace(1)
        let key = try #require(one.authority.keyViews(of: 1).first?.key)
        _ = try await one.say { (s) throws(Failure) in
            try s.disowning(words(key.key), since: act).because("It was not me.")
        }
        #expect(one.authority.keyViews(of: 1).first?.condition == "disowned from entry \(act) on")
        #expect(
            one.findings().json.list?.contains { $0["finding"]?.text == "disowned" || $0["sort"]?.text == "disowned" }
                == true)
        play.wait()
        var three = try await play.workspace(3)
        #expect(await failure { _ = try three.answer(.reversed, to: "A-1") }?.exitCode == 4)
        let said = try await three.say { (s) throws(Failure) in
            try s.answer(.reversed, to: "A-\(act)")
        }
        play.wait()
        var four = try await play.workspace(4)
        let second = try await four.say { (s) throws(Failure) in
            try s.answer(.reversed, to: "A-\(act)")
        }
        #expect(second.submission.statement.of == said.submission.hash)
        #expect(four.state.disowned().first?.answer?.answer == .reversed)
    }

    @Test("P-55, P-56: a stop by the person's leader, and its end by two, who need not agree on who proposes")
    func stopped() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        _ = try await one.say { (s) throws(Failure) in try s.stop("p5").because("Phone lost on a train.") }
        #expect(one.stops().json.list?.first?["id"]?.text == "X-1")
        play.wait(73 * 3600)
        var places: [EnteredStatement] = []
        for person in [2, 4] {
            var workspace = try await play.workspace(person)
            places.append(try await workspace.say { (s) throws(Failure) in try s.stopEnding("X-1").because("Found.") })
            play.wait()
        }
        #expect(places[1].submission.statement.of == places[0].submission.hash)
        try await one.sync()
        #expect(one.authority.person(5)?.stopped == nil)
        #expect(one.stops().json.list?.isEmpty == true && one.stops(all: true).json.list?.count == 1)
    }

    @Test(
        "P-56: `stops` says what ends a stop and when; what ends it earlier is asked for with what it stops in the line"
    )
    func lifted() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        _ = try await one.say { (s) throws(Failure) in try s.stop("p5").because("Phone lost on a train.") }
        let shown = one.stops().lines.joined(separator: "\n")
        #expect(shown.contains("ends        after ") && shown.contains("two of p2, p3, p4"), "\(shown)")
        #expect(shown.contains("a motion of council") && shown.contains("foureyes stops lift X-1"), "\(shown)")
        play.wait()
        var two = try await play.workspace(2)
        #expect(
            await failure { _ = try await two.say { (s) throws(Failure) in try s.stopEnding("X-1") } }?
                .clause == "P-56")
        let said = try await two.say { (s) throws(Failure) in try s.stopLifting("X-1").because("Found.") }
        #expect(said.submission.statement.body["target"]?.text == "p5")
        #expect(two.stops().json.list?.first?["ending"]?.list == [.string("A-\(said.place)")])
        #expect(await failure { _ = try two.stopLifting("X-9") }?.exitCode == 4)
        #expect(await failure { _ = try two.stopLifting("p5") }?.exitCode == 2)
        play.wait(73 * 3600)
        two = try await play.workspace(2)
        #expect(two.stops().lines.contains { $0.contains("foureyes stops end X-1") })
    }

    @Test("P-20: another RP id lists the passkeys that it voids, from the own copy; the same one is refused")
    func web() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        let web = try #require(one.authority.web)
        #expect(try one.web().json["rp"]?.text == web.rp)
        let intent = try one.webChange(rp: "other.example", origins: ["https://other.example"])
        #expect(intent.draft.body["voids"]?.list?.isEmpty == true && intent.draft.body["rp"]?.text == "other.example")
        let said = try await one.say { (s) throws(Failure) in
            try s.webChange(rp: "other.example", origins: ["https://other.example"])
        }
        #expect(one.authority.acts[place: said.place]?.kind.name == ChangeWeb.kind)
        #expect(
            await failure {
                _ = try await one.say { (s) throws(Failure) in try s.webChange(rp: web.rp, origins: []) }
            }?.clause == "P-20")
    }
}
