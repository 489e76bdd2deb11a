import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: who comes, goes, writes a note or judges a record does so by a form, and everyone sees it beside what it is about.
@Suite struct BesideTests {
    /// A site on which p5 has erased M-1 and p6 is still to confirm it; the record's id.
    private func erasing() async throws -> (site: TestSite, record: String) {
        var ca = try TestCA.busy()
        let body = JSON.erasure(observer: 6, happened: ca.now)
        let place = try ca.say(.of(ca.kind("record/medium.erase"), body), by: 5)
        ca.wait(60)
        return (try await TestSite(ca), "R-\(place)")
    }

    @Test("who joins and leaves stands on the record's page, with what it breaks")
    func presence() async throws {
        let (site, record) = try await erasing()
        let page = "/records/\(record)"
        #expect(try await site.get(page).text.contains("Nobody else came."))
        let place = site.ca.entries.count
        let now = site.ca.now.text
        let joined = try await ThreadTests.say(site, page + "/join", [("happened", now)], by: 2)
        #expect(joined.status == 303 && joined["location"] == "\(page)?entered=\(place)", "\(joined["location"] ?? "")")
        var shown = try await site.get(page).text
        #expect(shown.contains("p2") && shown.contains("present</span>"))
        #expect(shown.contains("the relief p2 is not among reviewers"), "outside the pool: kept, in breach")
        #expect(try await site.get("/people/p2").text.contains("href=\"\(page)\">Leave"), "it waits for p2 to leave")
        let json = try await site.get("/api/records/\(record)").json()
        #expect(json["presences"]?.list?.first?["person"]?.text == "p2" && json["condition"]?.text == "claimed")
        try await ThreadTests.say(site, page + "/leave", [("happened", now)], by: 2)
        shown = try await site.get(page).text
        #expect(!shown.contains("present</span>"))
        #expect(try await site.get("/ledger/\(place)").text.contains("Joins a record"))
        let draft = try await site.post(
            "/api/draft",
            json: .line([
                "fields": .line(["happened": .string(now)]), "kind": .string("record/join"), "of": .string(record),
                "signer": .string("p3"),
            ]))
        #expect(try draft.json()["command"]?.text == "foureyes join \(record) relief --happened \(now)")
        #expect(try await site.post(page + "/join", form: [("happened", "noon"), ("signer", "p3")]).status == 422)
    }

    @Test(
        "a note stands beside an act, a record and an item, for everyone or for some",
        arguments: ["act", "record", "item"])
    func notes(about: String) async throws {
        let (site, record) = try await erasing()
        let act = try #require(site.store.published.state.world.actViews(at: site.ca.now, limit: 1).first)
        let (id, page) =
            switch about {
            case "act": (act.name, "/acts/\(act.name)")
            case "record": (record, "/records/\(record)")
            default: ("M-1", "/registers/media/M-1")
            }
        #expect(try await site.get(page).text.contains("No notes yet."))
        let place = site.ca.entries.count
        let words = "The <b>seal</b> is \u{202E}broken."
        let written = try await ThreadTests.say(site, page + "/note", [("c.text", words), ("exception", "")], by: 5)
        #expect(written["location"]?.hasPrefix("\(page)?entered=\(place)") == true, "\(written["location"] ?? "")")
        let shown = try await site.get(page).text
        #expect(shown.contains("The &lt;b&gt;seal&lt;/b&gt; is <span class=\"odd\"") && !shown.contains("\u{202E}"))
        let listed = try await site.get("/api/notes?about=\(id)").json().list
        #expect(listed?.first?["place"]?.number == place && listed?.first?["person"]?.text == "p5")
        // For some only: whoever is not among them sees that there is something, and not what.
        let exception = try #require(site.ca.authority.policy?.exceptionsForPeople.first?.id)
        try await ThreadTests.say(site, page + "/note", [("c.text", "Between us"), ("exception", exception)], by: 5)
        let others = try await site.get(page).text
        #expect(!others.contains("Between us") && others.contains("restricted to"))
        #expect(try await !site.get("/api/notes?about=\(id)").text.contains("Between us"))
        for (form, says) in [
            ([("c.text", " ")], "Write something here."),
            ([("c.text", "x"), ("exception", "none")], "Choose who can read it."),
        ] {
            let wrong = try await site.post(page + "/note", form: form + [("signer", "p5")])
            #expect(wrong.status == 422 && wrong.text.contains(says))
        }
        #expect(try await site.get("/api/notes?about=X-1").status == 400)
    }

    @Test("whether a record was so is said in an answer, and two times false says so on its page")
    func verdicts() async throws {
        let (site, record) = try await erasing()
        let page = "/records/\(record)"
        try await ThreadTests.say(site, page + "/ask", [("c.text", "Really?")], by: 2)
        let question = try #require(site.store.published.state.world.remarks.questions.newest.first)
        #expect(try await site.get("/questions/\(question.name)/answer").text.contains("Is the record true?"))
        for person in [2, 3] {
            try await ThreadTests.say(
                site, "/questions/\(question.name)/answer", [("c.text", "No."), ("verdict", "false")], by: person)
        }
        let shown = try await site.get(page).text
        #expect(shown.contains("answered false") && shown.contains("Two people say that the record is false"))
        #expect(try await site.get("/api/records/\(record)").json()["condition"]?.text == "answered false")
        #expect(try await site.get("/findings").text.contains("Records that two people call false"))
        // Of an act there is nothing to judge.
        let act = try #require(site.store.published.state.world.actViews(at: site.ca.now, limit: 1).first)
        try await ThreadTests.say(site, "/acts/\(act.name)/ask", [("c.text", "Why?")], by: 2)
        let other = try #require(site.store.published.state.world.remarks.questions.newest.first)
        #expect(try await !site.get("/questions/\(other.name)/answer").text.contains("Is the record true?"))
    }
}
