import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: a search of somebody who may read names opens all of them in one reading, and never one by one. Method: the
/// journal, which has a line for each opening, of a CA with many named people.
@Suite struct SearchTests {
    private static let named = Array(1...12)

    private func site() async throws -> TestSite {
        var ca = try TestCA.peopled()
        var contents: [Int: [OpenedPart]] = [:]
        for person in Self.named {
            let name = "Quux-\(person) Zebulon"
            contents[try ca.describe(person, name: name)] = [
                OpenedPart(name: "name", key: TestWords.key, content: Array(name.utf8))
            ]
        }
        return try await TestSite(ca, contents: contents)
    }

    private func search(_ words: String, _ site: TestSite, as person: Int?) async throws -> String {
        var headers = HTTPFields()
        if let person {
            var ca = site.ca
            let token = [UInt8](repeating: UInt8(person), count: Token.byteCount)
            try site.visitors.endAll(of: person)
            _ = try site.visitors.begin(
                token: token, person: person, key: ca.key(person).publicKey.fingerprint, method: .key, device: "test",
                place: ca.entries.count, at: ca.now)
            headers[.authorization] = "Bearer " + Token.text(token)
        }
        let fields = headers
        return try await site.ask { client in
            try await client.execute(uri: "/search?q=\(words)", method: .get, headers: fields) { Reply($0) }
        }.text
    }

    @Test("one search of one reader: one opening of all names, one line; who signed in without office opens his own")
    func openings() async throws {
        let site = try await site()
        let lines = site.store.journal.openCount
        #expect(try await search("zebulon", site, as: nil).contains("Nothing found"))
        #expect(site.store.journal.openCount == lines, "nobody opens nothing")
        let page = try await search("zebulon", site, as: 14)
        #expect(page.contains("12 things found") || page.contains("Twelve things found"))
        #expect(!page.contains("data-live"), "it does not ask again by itself")
        #expect(site.store.journal.openCount == lines + 1, "all names together, none of them alone")
        #expect(try await search("quux-7", site, as: 14).contains("href=\"/people/p7\""))
        #expect(site.store.journal.openCount == lines + 1, "within ten minutes")
        #expect(try await !search("zebulon", site, as: 20).contains("Quux"), "who left his team")
        #expect(site.store.journal.openCount == lines + 1)
        // A hash or an id is nobody's name.
        _ = try await search(String(repeating: "a", count: 64), site, as: 14)
        let newest = try site.store.readings(about: 7).first?.line
        #expect(newest?.person == 14 && newest?.facts["about"]?.text == JournalLine.everybody)
    }

    @Test("blanks at either end, two blanks, small letters and the family name first find the same")
    func typed() async throws {
        let site = try await site()
        let newest = try #require(site.ca.authority.acts.table.map { $0 }.last)
        for words in ["%20\(newest.name)%20", newest.name.lowercased()] {
            let reply = try await site.get("/search?q=\(words)")
            #expect(reply.status == 303 && reply["location"] == "/acts/\(newest.name)", "\(words)")
        }
        #expect(try await site.get("/search?q=P3")["location"] == "/people/p3")
        for words in ["zebulon%20quux-7", "Quux-7%20%20Zebulon", "%20quux-7"] {
            #expect(try await search(words, site, as: 14).contains("href=\"/people/p7\""), "\(words)")
        }
    }
}
