import Client
import Ledger
import Rules
import Synchronization
import TestWorld
import Testing

@Suite("What is not public is shown only when its commitment holds (P-6, P-24)")
struct ReadingTests {
    private static let token = String(repeating: "A", count: 43)

    /// A server that lets p1 in and opens everything to that session; `content` changes what it serves.
    private func opens(_ play: Play, _ content: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }) {
        play.log.with { inside in
            inside.api = { path, token, inside in
                switch path {
                case "/api/sign-in":
                    return StandIn.answer(200, ["challenge": .string(Self.token), "token": .string(Self.token)])
                case "/api/sign-out": return StandIn.answer(200, [:])
                default: break
                }
                guard token == Self.token else { return StandIn.answer(401, [:]) }
                let asked = path.dropFirst("/api/openings?of=".count).split(separator: ",")
                let opened = asked.compactMap { name -> JSON? in
                    let parts = name.split(separator: ".").map(String.init)
                    guard parts.count == 2, let hash = Digest(hex: parts[0]),
                        let bytes = inside.contents[.detached(statement: hash, name: parts[1])]
                    else { return nil }
                    return .line([
                        "content": .string(
                            String(decoding: Base64.encoded(content(Array(bytes.dropFirst(32)))), as: UTF8.self)),
                        "key": .string(String(decoding: Base64.encoded(Array(bytes.prefix(32))), as: UTF8.self)),
                        "part": .string(parts[1]), "statement": .string(hash.hex),
                    ])
                }
                return Reply(status: 200, body: JSON.array(opened).written())
            }
        }
    }

    /// p2 says his name; the place of the statement.
    private func described(_ play: Play) async throws -> Int {
        var two = try await play.workspace(2)
        let said = try await two.say { (s) throws(Failure) in
            try s.proposal(DescribePerson.kind, ["person=p2", "name=Ada \u{202E}Lovelace", "contact=ada@ca.example"])
        }
        let parts = said.submission.statement.detached
        #expect(parts.map(\.name) == ["contact", "name"])
        #expect(parts.allSatisfy { $0.audience != "everyone" && $0.exception == two.authority.policy?.personal?.id })
        return said.place
    }

    @Test("A name stands beside its id after sign-in, hostile letters made visible; without a session it is not opened")
    func names() async throws {
        let play = try Play.small()
        let place = try await described(play)
        opens(play)
        let storage = MemoryStorage()
        var one = try await play.workspace(1, storage: storage)
        try await one.learnNames(of: [1, 2])
        #expect(one.everybody().json.list?.allSatisfy { $0["name"] == nil } == true)
        #expect(try await one.page("p2").lines.contains { $0.contains("not opened") })
        try await one.signIn()
        #expect(one.signedIn?.person == 1)
        try await one.learnNames(of: [1, 2])
        let people = try #require(one.everybody().json.list)
        #expect(people[1]["name"]?.text == "Ada <U+202E>Lovelace" && people[0]["name"] == nil)
        #expect(try await one.page("p2").lines.contains { $0.contains("Ada <U+202E>Lovelace") })
        let act = try await one.page("A-\(place)")
        #expect(act.lines.contains { $0.contains("ada@ca.example") })
        // Another person with the same copy is not signed in by it.
        #expect(try await play.workspace(3, storage: storage).signedIn == nil)
        try await one.signOut()
        #expect(one.signedIn == nil)
    }

    @Test("A name to which its signer was not bound is an alarm, never shown")
    func wrongName() async throws {
        let play = try Play.small()
        _ = try await described(play)
        opens(play) { _ in Array("Mallory".utf8) }
        var one = try await play.workspace(1)
        try await one.signIn()
        let found = await failure { try await one.learnNames(of: [2]) }
        #expect(found?.alarm == .content && found?.exitCode == 6)
        #expect(one.everybody().json.list?.allSatisfy { $0["name"] == nil } == true)
    }

    @Test("P-24: who signs with a wrong name beside an id is stopped before he is asked, and nothing is sent")
    func wrongNameBesideSigning() async throws {
        let play = try Play.small()
        _ = try await described(play)
        opens(play) { _ in Array("Mallory".utf8) }
        let console = Notepad()
        var one = try await play.workspace(1, console: console)
        try await one.signIn()
        let sent = play.log.submitted.count
        let found = await failure {
            _ = try await one.say { (s) throws(Failure) in
                try s.proposal("authority/team.appoint", ["person=p2", "team=reviewers"])
            }
        }
        #expect(found?.alarm == .content && found?.text.contains("p2, p3, p4 of") == true, "\(found?.text ?? "")")
        #expect(play.log.submitted.count == sent && one.outbox.all.isEmpty)
        #expect(!console.text.contains("Mallory") && !console.text.contains("about to sign"))
    }

    @Test("P-6: another's name, opened well, is none of this person's; what was not asked for is not taken")
    func anothersName() async throws {
        let play = try Play.small()
        _ = try await described(play)
        var three = try await play.workspace(3)
        let other = try await three.say { (s) throws(Failure) in
            try s.proposal(DescribePerson.kind, ["person=p3", "name=Grace Hopper"])
        }
        let path = ExportPath.detached(statement: other.submission.hash, name: "name")
        let bytes = try #require(play.log.with { $0.contents[path] })
        func opening(of statement: Digest) -> JSON {
            .line([
                "content": .string(String(decoding: Base64.encoded(Array(bytes.dropFirst(32))), as: UTF8.self)),
                "key": .string(String(decoding: Base64.encoded(Array(bytes.prefix(32))), as: UTF8.self)),
                "part": .string("name"), "statement": .string(statement.hex),
            ])
        }
        opens(play)
        var one = try await play.workspace(1)
        try await one.signIn()
        let name = try #require(one.state.name(of: 2))
        // p3's opening, unasked.
        let unasked = JSON.array([opening(of: other.submission.hash)]).written()
        play.log.with { $0.api = { _, _, _ in Reply(status: 200, body: unasked) } }
        try await one.learnNames(of: [2])
        #expect(one.everybody().json.list?.allSatisfy { $0["name"] == nil } == true)
        // p3's opening, under p2's statement.
        let moved = JSON.array([opening(of: name.statement)]).written()
        play.log.with { $0.api = { _, _, _ in Reply(status: 200, body: moved) } }
        #expect(await failure { try await one.learnNames(of: [2]) }?.alarm == .content)
    }

    @Test("P-70: a reading that is taken out of the journal again is found by whoever saw the journal with it")
    func missingReading() async throws {
        let play = try Play.small()
        let ca = play.log.ca
        func line(_ sort: JournalLine.Sort) -> JournalLine {
            JournalLine(sort, at: ca.now, person: 1, facts: .line(["about": .string("p2")]))
        }
        func serve(_ lines: [JournalLine]) throws -> Head {
            var journal = try JournalMaking(ca)
            try journal.close([line(.signIn)], at: ca.now, ledger: ca.state.log.head)
            try journal.close(lines, at: ca.now, ledger: ca.state.log.head)
            let (made, path) = (journal, try #require(TilePath.bundle(of: 0, at: 2)))
            try play.log.with { inside in
                inside.journal = [
                    .checkpoint: try made.checkpoint(at: 2), .tile(path): try EntryBundle.encoded(made.entries),
                ]
            }
            return journal.head
        }
        var one = try await play.workspace(1)
        let seen = try serve([line(.reading), line(.signOut)])
        try await one.sync()
        #expect(one.replica.journalHead == seen)
        // As many segments as before, signed by the journal's key and the machine's: only the line is gone.
        _ = try serve([line(.signOut)])
        #expect(await failure { try await one.sync() }?.alarm == .journal)
        #expect(one.replica.journalHead == seen)
    }

    @Test("A session that is over is forgotten, and said so once")
    func over() async throws {
        let play = try Play.small()
        _ = try await described(play)
        opens(play)
        let console = Notepad()
        var one = try await play.workspace(1, console: console)
        try await one.signIn()
        play.log.with { $0.api = { _, _, _ in StandIn.answer(401, [:]) } }
        try await one.learnNames(of: [2])
        #expect(one.signedIn == nil && console.text.contains("foureyes sign-in"))
    }

    @Test("K-10: what is signed to sign in names the copy's own ledger and the address dialled, and is no statement")
    func signIn() async throws {
        let play = try Play.small()
        let posted = Mutex<[UInt8]>([])
        opens(play)
        var one = try await play.workspace(1)
        play.log.with { inside in
            inside.heard = { path, body in if path == "/api/sign-in" { posted.withLock { $0 = body ?? $0 } } }
        }
        try await one.signIn()
        let armour = try #require(try JSON(enclosed: posted.withLock { $0 })["armour"]?.text)
        let text = SignInText.bytes(
            origin: play.log.ca.origin, at: "https://stand-in.example", challenge: Self.token)
        #expect(
            try SignInText.verified(Array(armour.utf8), over: text).key == one.authority.keyViews(of: 1).first?.key.key)
        #expect(throws: Malformed.self) { try Submission(bytes: text + Array(armour.utf8)) }
        // A challenge that is none is not signed: it could be anything.
        play.log.with { $0.api = { _, _, _ in StandIn.answer(200, ["challenge": .string("x y")]) } }
        #expect(await failure { try await one.signIn() }?.exitCode == 7)
    }

    @Test("K-10: nothing is signed for an address without encryption, but for this very machine")
    func signInEncrypted() async throws {
        let play = try Play.small()
        opens(play)
        var one = try await play.workspace(1)
        for address in ["http://ca.example", "http://ca.example:8080", "http://localhost.example"] {
            play.log.with { $0.webOrigin = address }
            #expect(await failure { try await one.signIn() }?.clause == "K-10", "\(address)")
        }
        #expect(!play.log.asked.contains { $0.hasSuffix("/api/sign-in") }, "no challenge was asked for either")
        for address in ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:1", "https://ca.example"] {
            play.log.with { $0.webOrigin = address }
            try await one.signIn()
        }
    }

    @Test("An erased part is shown as erased, by the act that did it; erasing what is not there is no wish")
    func erased() async throws {
        let play = try Play.small()
        let place = try await described(play)
        opens(play)
        var one = try await play.workspace(1)
        #expect(await failure { _ = try one.erasure(of: "reason", beside: "A-\(place)") }?.exitCode == 4)
        let said = try await one.say { (s) throws(Failure) in
            try s.erasure(of: "contact", beside: "A-\(place)").because("Asked for by the person.")
        }
        _ = try play.log.with { try $0.ca.carry(said.place) }
        play.wait()
        one = try await play.workspace(1)
        #expect(try await one.page("A-\(place)").lines.contains { $0.contains("erased by A-\(said.place)") })
    }
}
