import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: the journal's lines are shown to whom the policy lets read them and to nobody else, each look is a line first, and
/// each line can be checked by hand.
@Suite struct JournalLinesTests {
    private func visitors() async throws -> Visitors { try Visitors(await TestSite(try TestCA.peopled())) }

    @Test(
        "SP-4.2.2a: auditor, Arbitrators and Systems Administrators read; others are told who does, nobody is asked to sign in"
    )
    func roles() async throws {
        let visitors = try await visitors()
        let journal = visitors.site.store.journal
        for path in ["/journal/lines", "/journal/lines/0"] {
            let before = journal.lineCount
            #expect(try await visitors.get(path, as: .nobody).status == 303)
            for role in [Role.board, .support, .access, .caseManager] {
                let reply = try await visitors.get(path, as: role)
                #expect(reply.status == 403 && reply.text.contains("Auditor, Arbitrators"), "\(role.rawValue)")
            }
            #expect(journal.lineCount == before)
            for (place, role) in [Role.auditor, .arbitrator, .administrator].enumerated() {
                #expect(try await visitors.get(path, as: role).status == 200, "\(role.rawValue)")
                #expect(journal.lineCount == before + place + 1, "each look is a line")
            }
        }
        #expect(try await visitors.get("/journal", as: .auditor).text.contains("href=\"/journal/lines\""))
        #expect(try await !visitors.get("/journal", as: .board).text.contains("href=\"/journal/lines\""))
    }

    @Test("a look shows the looks before it, by class and by person; the page does not make itself anew")
    func list() async throws {
        let visitors = try await visitors()
        _ = try await visitors.get("/journal/lines", as: .arbitrator)
        let page = try await visitors.get("/journal/lines?class=reading", as: .auditor)
        #expect(page.text.contains("<a href=\"/people/p6\">p6</a> read the journal; there were no such lines"))
        #expect(page.text.contains("<bdi>arbitrators</bdi>") && !page.text.contains("data-live"))
        #expect(page["cache-control"] == "no-store")
        #expect(try await !visitors.get("/journal/lines?person=p9", as: .auditor).text.contains("/people/p6"))
        #expect(try await visitors.get("/journal/lines?person=x", as: .auditor).status == 400)
        #expect(try await visitors.get("/journal/lines/99999", as: .auditor).status == 404)
    }

    @Test(
        "programs get the same: 401 without a session, 403 without the role, a line each time; salt and line make the leaf"
    )
    func program() async throws {
        let visitors = try await visitors()
        let journal = visitors.site.store.journal
        for path in ["/api/journal/lines", "/api/journal/lines/0"] {
            #expect(try await visitors.get(path, as: .nobody).status == 401)
            #expect(try await visitors.get(path, as: .board).status == 403)
        }
        let before = journal.lineCount
        _ = try await visitors.get("/api/journal/lines", as: .auditor)
        try journal.seal()
        func json(_ path: String) async throws -> JSON { try await visitors.get(path, as: .auditor).json() }
        let list = try await json("/api/journal/lines?class=reading&person=p11&count=1").list ?? []
        #expect(list.count == 1 && journal.lineCount == before + 2)
        let line = try await json("/api/journal/lines/0")
        let salt = try #require(line["salt"]?.text.flatMap { Digest(hex: $0) })
        let words = Array((try #require(line["line"]?.text) + "\n").utf8)
        #expect(SaltedLine(salt: salt.bytes, line: words).leaf.hex == line["leaf"]?.text)
        #expect(line["segment"]?.number == journal.published.segments.count - 1 && line["index"] == .integer(0))
        #expect(try await visitors.get("/api/journal/lines?class=x", as: .auditor).status == 400)
    }

    @Test(
        "P-70: a line with salt and leaf, open until its segment closes, then proved; what one is told to type is that hash"
    )
    func line() async throws {
        let visitors = try await visitors()
        let journal = visitors.site.store.journal
        _ = try await visitors.get("/journal/lines", as: .arbitrator)
        // The newest, because segments close by themselves.
        let path = "/journal/lines/\(journal.lineCount - 1)"
        #expect(try await visitors.get(path, as: .auditor).text.contains("not sealed yet"))
        try journal.seal()
        let text = try await visitors.get(path, as: .auditor).text
        #expect(text.components(after: "<span class=\"mark holds\">proved</span>").count == 2, "line and segment")
        let encoded = try #require(text.components(after: "echo '").first).prefix { $0 != "'" }
        let bytes = try #require(Base64.decoded(Array(encoded.utf8)))
        #expect(text.contains(Digest.of(bytes).hex) && bytes.first == 0)
    }
}
