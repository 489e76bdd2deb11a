import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// The Manual as a page, and what a page says of a chapter that the policy leaves out.
@Suite struct ChapterPageTests {
    @Test("D14: the page of the Manual shows each value, and a table as one, with its owner")
    func manual() async throws {
        let site = try await TestSite(try TestCA.small())
        let page = try await site.get("/manual").text
        #expect(page.contains("<h2 id=\"media.methods\""))
        #expect(page.contains("<th>Sort of medium<th>Erases one that was never used"))
        #expect(
            page.contains("<td><bdi>disk</bdi></td><td><bdi>overwrite-1, purge</bdi></td><td><bdi>purge</bdi></td>"))
        #expect(
            page.contains("<tr id=\"store.count.interval\">")
                && page.contains("<td><bdi>365 days</bdi></td><td><bdi>Keepers</bdi></td>"))
        let values = try #require(try await site.get("/api/manual").json().list)
        let table = try #require(values.first { $0["name"]?.text == "media.methods" })
        #expect(table["sort"]?.text == "rows" && table["loosens"]?.text == "any")
        #expect(table["value"]?.list?.first?["destroy"] == .texts(["crush", "shred"]))
    }

    @Test("D13: a chapter that is left out says so on its clauses, kinds and registers, and is not in the menu")
    func leftOut() async throws {
        var ca = try TestCA.small()
        let before = try await TestSite(ca)
        #expect(try await before.get("/").text.contains("href=\"/registers/media\""))
        var changes: [[String]: JSON?] = [["without", "Physical"]: .string("the machines stand elsewhere <b>")]
        for kind in Kind.all where kind.chapter == .physical {
            changes[[kind.isRecord ? "records" : "kinds", kind.name]] = .some(nil)
        }
        try ca.changePolicy(changes)
        let site = try await TestSite(ca)
        let said = "the machines stand elsewhere &lt;b&gt;"
        for path in ["/policy/RP-2.3a", "/kinds/register/medium.enter", "/kinds", "/registers/media"] {
            let page = try await site.get(path).text
            #expect(page.contains(said) && page.contains("not applicable"), "\(path)")
        }
        #expect(try await !site.get("/registers/media").text.contains("/propose/register/medium.enter"))
        #expect(try await !site.get("/propose").text.contains("register/medium.enter"))
        #expect(try await !site.get("/").text.contains("href=\"/registers/media\""))
        #expect(try await site.get("/registers").text.contains("not applicable"))
        let clause = try await site.get("/api/clauses?state=not-applicable").text
        #expect(clause.contains("\"id\":\"RP-2.3a\""))
    }
}
