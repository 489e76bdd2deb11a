import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: a name stands beside its id for whoever may read it, after the journal knows; others get no hit and no count.
/// Method: p5 has said his name, hostile as any text; p1 is in office, p7 is not.
@Suite struct NamesTests {
    private static let shown = "Is it &lt;i&gt;so&lt;/i&gt;?"

    private func site() async throws -> TestSite {
        var ca = try TestCA.busy()
        _ = try ca.enrol()
        ca.wait(60)
        var draft = Draft.of(ca.kind(DescribePerson.kind), .line(["person": .person(5)]), slot: "self")
        let request = ca.request()
        draft.detached = [
            DetachedPart(
                audience: "members",
                commitment: commitment(
                    key: TestWords.key, origin: ca.origin, signer: .person(5), request: request, kind: draft.kind,
                    name: "name", content: TestWords.content), exception: "RP-1.4-personal", name: "name")
        ]
        let key = ca.key(5)
        try ca.enter(key.signed(ca.statement(draft, by: 5, request: request)))
        ca.wait(30)
        return try await TestSite(ca)
    }

    private func get(_ site: TestSite, _ path: String, as person: Int) async throws -> Reply {
        var ca = site.ca
        let token = [UInt8](repeating: UInt8(person), count: Token.byteCount)
        if try site.visitors.session(token: token, at: ca.now) == nil {
            _ = try site.visitors.begin(
                token: token, person: person, key: ca.key(person).publicKey.fingerprint, method: .key, device: "test",
                place: ca.entries.count, at: ca.now)
        }
        var headers = HTTPFields()
        headers[.authorization] = "Bearer " + Token.text(token)
        let fields = headers
        return try await site.ask { client in
            try await client.execute(uri: path, method: .get, headers: fields) { Reply($0) }
        }
    }

    @Test("who may read a name sees it beside the id, after the journal has it; others see the id alone")
    func beside() async throws {
        let site = try await site()
        for path in ["/", "/people/p5", "/people", "/search?q=so"] {
            #expect(try await !site.get(path).text.contains(Self.shown), "\(path)")
            #expect(try await !get(site, path, as: 7).text.contains(Self.shown), "\(path)")
        }
        #expect(try site.store.readings(about: 5).isEmpty)
        #expect(try await site.get("/people/p5").text.contains("name not public"))
        let page = try await get(site, "/people/p5", as: 1).text
        #expect(page.contains(Self.shown) && !page.contains("<i>so"))
        let readings = try site.store.readings(about: 5).compactMap(\.line)
        #expect(readings.count == 1 && readings.first?.person == 1)
        #expect(readings.first?.facts["because"]?.text?.contains("RP-1.4-personal") == true)
        #expect(try await get(site, "/people", as: 1).text.contains(Self.shown))
        #expect(try await get(site, "/people/p5", as: 5).text.contains(Self.shown), "his own")
    }

    @Test("home says by name who could be the second person, in one reading; ids for who may not read names")
    func home() async throws {
        let site = try await site()
        let named = "<a class=\"person\" href=\"/people/p5\"><bdi>\(Self.shown)</bdi> <small>p5</small></a>"
        #expect(try await get(site, "/", as: 1).text.contains(named))
        #expect(try await get(site, "/", as: 1).text.contains(named))
        let readers = try site.store.readings(about: 5).map { $0.line?.person }
        #expect(readers == [1])
        let stranger = try await get(site, "/", as: 7).text
        #expect(stranger.contains("<a href=\"/people/p5\">p5</a>") && !stranger.contains(Self.shown))
    }

    @Test("a restricted word gives the unauthorised no hit and no count")
    func search() async throws {
        let site = try await site()
        let nobody = try await site.get("/search?q=Is%20it").text
        let stranger = try await get(site, "/search?q=Is%20it", as: 7).text
        #expect(nobody.contains("Nothing found") && stranger.contains("Nothing found"))
        let member = try await get(site, "/search?q=Is%20it", as: 1).text
        #expect(member.contains("One thing found") && member.contains("href=\"/people/p5\""))
    }

    @Test("each sees what is stored about him and who read it")
    func stored() async throws {
        let site = try await site()
        _ = try await get(site, "/people/p5", as: 1)
        let text = try await get(site, "/people/p5/stored", as: 5).text
        #expect(text.contains("<span class=\"mark holds\">stored, sealed</span>"))
        #expect(text.contains("<a href=\"/people/p1\">p1</a> read your <bdi>name</bdi>"))
        #expect(try await get(site, "/people/p5/stored", as: 1).status == 403)
        #expect(try await get(site, "/people/p7/stored", as: 7).text.contains("Nothing restricted."))
    }

    @Test("K-3: a published name stands first for every visitor, and is gone when it is erased")
    func published() async throws {
        var ca = try TestCA.busy()
        var draft = Draft.of(ca.kind(DescribePerson.kind), .line(["person": .person(5)]), slot: "self")
        let request = ca.request()
        draft.detached = [
            DetachedPart(
                audience: "everyone",
                commitment: commitment(
                    key: TestWords.key, origin: ca.origin, signer: .person(5), request: request, kind: draft.kind,
                    name: "name", content: TestWords.content), exception: nil, name: "name")
        ]
        let key = ca.key(5)
        try ca.enter(key.signed(ca.statement(draft, by: 5, request: request)))
        ca.wait(30)
        let site = try await TestSite(ca)
        for path in ["/people/p5", "/people", "/search?q=so", "/", "/groups/team"] {
            let text = try await site.get(path).text
            #expect(path == "/groups/team" || text.contains(Self.shown), "\(path)")
        }
        let home = try await site.get("/").text
        #expect(home.contains("\(Self.shown)</bdi> <small>p5</small></a>"))
        // No reading of it is in the journal: nobody needed a right.
        #expect(try site.store.readings(about: 5).isEmpty)
    }
}
