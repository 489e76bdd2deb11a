import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: somebody asks before he signs, everyone reads question and answer beside the act, and hostile words stay words.
@Suite struct ThreadTests {
    /// Fills in a form, signs what it made and hands in.
    @discardableResult
    static func say(_ site: TestSite, _ path: String, _ form: [(String, String)], by person: Int) async throws -> Reply
    {
        let made = try await site.decide(path, form + [("signer", "p\(person)")])
        #expect(
            made.status == 200, "\(path): \(made.text.components(after: "role=\"alert\"").first?.prefix(300) ?? "")")
        let hidden = FormTests.hidden(made.text)
        let line = try #require(hidden.first { $0.0 == "line" }?.1) + "\n"
        let armour = String(site.signed(line, by: person).dropFirst(line.count))
        return try await site.post("/submit", form: hidden + [("armour", armour)])
    }

    private func openAct(_ site: TestSite) throws -> ActView {
        let views = site.store.published.state.world.actViews(at: site.ca.now, limit: .max)
        return try #require(views.first { $0.isOpen && $0.kind.name == "register/store.enter" })
    }

    @Test(
        "a question stands on the act's page with its person, says that it has no answer, and the answer stands below")
    func thread() async throws {
        let site = try await TestSite(try TestCA.busy())
        let act = try openAct(site)
        let page = "/acts/\(act.name)"
        #expect(try await site.get(page).text.contains("Nobody has asked anything."))
        let words = "Is it <b>empty</b>?\nAnd \u{202E}locked"
        let asked = try await Self.say(site, page + "/ask", [("c.text", words)], by: 6)
        let place = site.ca.entries.count
        #expect(
            asked.status == 303 && asked["location"] == "\(page)?entered=\(place)#Q-2", "\(asked["location"] ?? "")")
        let shown = try await site.get(page).text
        #expect(shown.contains("<a class=\"mark due\" href=\"\(page)#questions\">one question without an answer</a>"))
        #expect(
            shown.contains(
                "<p class=\"said\"><bdi>Is it &lt;b&gt;empty&lt;/b&gt;?<br>And <span class=\"odd\" title=\"a character that cannot be seen\">U+202E</span>locked</bdi></p>"
            ))
        #expect(!shown.contains("<b>empty") && !shown.contains("\u{202E}"))
        // The proposer sees that it waits for him; the asker does not wait for himself.
        #expect(try await site.get("/people/p5").text.contains("Answer “a question about \(act.name)”"))
        #expect(try await !site.get("/people/p6").text.contains("a question about"))
        #expect(try await site.get("/questions/Q-2")["location"] == "\(page)#Q-2")
        let json = try await site.get("/api/questions/Q-2").json()
        #expect(json["open"] == .bool(true))
        #expect(json["text"]?.text == "Is it <b>empty</b>? And \u{202E}locked")
        #expect(try await site.get("/api/questions?about=\(act.name)").text.contains("\"id\":\"Q-2\""))
        let answered = try await Self.say(site, "/questions/Q-2/answer", [("c.text", "It is.")], by: 5)
        #expect(answered["location"] == "\(page)?entered=\(place + 1)#Q-2")
        let after = try await site.get(page).text
        #expect(!after.contains("without an answer") && after.contains("<p class=\"said\"><bdi>It is.</bdi></p>"))
        #expect(try await site.get("/api/questions/Q-2").json()["answers"]?.list?.first?["text"]?.text == "It is.")
        #expect(try await site.get("/ledger/\(place)").text.contains(": Asks a question"))
    }

    @Test("K-22: a list of questions has an end and no words; the words of one have an end, and the rest is counted")
    func bounded() async throws {
        var ca = try TestCA.busy()
        let place = try #require(ca.authority.acts.table.last { $0.end == nil }?.place)
        for _ in 0..<60 { try ca.ask(about: ca.act(place).hash, by: 2) }
        let last = ca.state.world.remarks.questions[ca.state.world.remarks.questions.count - 1]
        for _ in 0..<60 { try ca.answer(last, by: 3) }
        let site = try await TestSite(ca)
        for path in ["/api/questions", "/api/questions?about=A-\(place)"] {
            let list = try #require(try await site.get(path).json().list)
            #expect(list.count == QuestionAPI.pageMax && list.allSatisfy { $0["text"] == nil }, "\(path)")
            #expect(list.contains { $0["answers"]?.number == 60 })
        }
        let below = try #require(try await site.get("/api/questions?below=12").json().list)
        #expect(below.count == 11 && below.first?["id"]?.text == "Q-11")
        let one = try await site.get("/api/questions/\(last.name)").json()
        #expect(one["answers"]?.list?.count == QuestionAPI.pageMax && one["older-answers"]?.number == 10)
        var words = BoundedWords(ViewContext(LedgerReader(site.store), now: ca.now))
        let found = (0..<20_000).prefix { _ in !words.text(at: last.born, last.hash).isEmpty }.count
        #expect(found > 100 && found < 20_000)
    }

    @Test("the thread of a motion is its deliberation; a record has one, too")
    func others() async throws {
        let site = try await TestSite(try TestCA.busy())
        let state = site.store.published.state
        let motion = try #require(state.motionViews(at: site.ca.now, limit: .max).first { $0.isOpen }).motion
        try await Self.say(site, "/motions/\(motion.name)/ask", [("c.text", "I know him, and he is good.")], by: 3)
        let page = try await site.get("/motions/\(motion.name)").text
        #expect(page.contains("<h2 id=\"questions\">Deliberation</h2>") && page.contains("I know him, and he is good."))
        let record = try #require(state.world.records.first { $0.complete == nil })
        try await Self.say(site, "/records/\(record.name)/ask", [("c.text", "Which pass?")], by: 2)
        #expect(try await site.get("/records/\(record.name)").text.contains("Which pass?"))
    }

    @Test(
        "what is no question gets no statement",
        arguments: [("", 422, "Write something here."), ("  \r\n", 422, "Write something here.")])
    func wrong(text: String, status: Int, says: String) async throws {
        let site = try await TestSite(try TestCA.busy())
        let act = try openAct(site)
        let reply = try await site.post("/acts/\(act.name)/ask", form: [("c.text", text), ("signer", "p6")])
        #expect(reply.status == status && reply.text.contains(says))
        let long = String(repeating: "a", count: 20_001)
        let tooLong = try await site.post("/acts/\(act.name)/ask", form: [("c.text", long), ("signer", "p6")])
        #expect(tooLong.status == 422 && tooLong.text.contains("Too long: at most 16,384 bytes."))
        #expect(try await site.get("/questions/Q-9").status == 404)
        #expect(try await site.get("/questions/A-1").status == 404)
        #expect(try await site.get("/api/questions?about=A-1").status == 400)
    }

    @Test("a program drafts a question and an answer with the same fields")
    func draft() async throws {
        let site = try await TestSite(try TestCA.busy())
        let act = try openAct(site)
        let draft = try await site.post(
            "/api/draft",
            json: .line([
                "fields": .line(["text": .string("Is it?")]), "kind": .string("record/question"),
                "of": .string(act.name),
                "signer": .string("p6"),
            ]))
        #expect(draft.status == 200, "\(draft.text)")
        #expect(try draft.json()["command"]?.text == "foureyes ask \(act.name) 'Is it?'")
        let none = try await site.post(
            "/api/draft",
            json: .line(["kind": .string("record/answer"), "of": .string("Q-7"), "signer": .string("p6")]))
        #expect(none.status == 404)
    }
}
