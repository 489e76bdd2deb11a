import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: whoever meets a stop reads how long it lasts and what ends it (P-56); home and page say what waits because of
/// keys, each with the way to do it. Method: the busy test CA, played further.
@Suite struct StopsPageTests {
    private func home(_ site: TestSite, _ ca: TestCA, of person: Int) async throws -> String {
        var ca = ca
        let token = [UInt8](repeating: UInt8(person), count: Token.byteCount)
        _ = try site.visitors.begin(
            token: token, person: person, key: ca.key(person).publicKey.fingerprint, method: .key, device: "test",
            place: ca.entries.count, at: ca.now)
        return try await site.ask { client in
            try await client.execute(
                uri: "/", method: .get, headers: [.authorization: "Bearer " + Token.text(token)]
            ) { Reply($0).text }
        }
    }

    @Test("K-19: a stop without its reason is entered; page and a later hand-in say what became of the reason")
    func lacking() async throws {
        let site = try await TestSite(try TestCA.busy())
        var ca = site.ca
        let part = OpenedPart(name: "reason", key: [UInt8](repeating: 5, count: 32), content: Array("stolen bag".utf8))
        var statement = ca.statement(
            .of(ca.kind(SetStop.kind), .line(["target": .string("p5")]), slot: "person"), by: 5)
        statement.detached = [
            DetachedPart(
                audience: Audience.everyone,
                commitment: commitment(
                    key: part.key, origin: statement.origin, signer: statement.signer, request: statement.request,
                    kind: statement.kind, name: part.name, content: part.content), exception: nil, name: part.name)
        ]
        let line = site.signed(String(decoding: statement.line(), as: UTF8.self), by: 5)
        let bare = try await site.post("/api/submit", json: .line(["submission": .string(line)]))
        #expect(bare.status == 200, "\(bare.text)")
        let place = try #require(try bare.json()["place"]?.number)
        #expect(site.store.published.state.authority.person(5)?.stopped != nil)
        #expect(try await site.get("/ledger/\(place)").text.contains("not handed in"))
        let content = JSON.line([
            "content": .string(String(decoding: Base64.encoded(part.content), as: UTF8.self)),
            "key": .string(String(decoding: Base64.encoded(part.key), as: UTF8.self)), "name": .string(part.name),
        ])
        let later = try await site.post(
            "/api/submit", json: .line(["contents": .array([content]), "submission": .string(line)]))
        #expect(try later.json()["place"]?.number == place)
        #expect(try await site.get("/ledger/\(place)").text.contains("stolen bag"))
    }

    @Test("P-56: a stop's row says from when two end it, who they are, and what ends it earlier, with the links")
    func stops() async throws {
        var ca = try TestCA.busy()
        #expect(try await TestSite(ca).get("/stops").text.contains("<h1>Nothing is stopped</h1>"))
        try ca.say(.of(ca.kind(SetStop.kind), .line(["target": .string("p5")]), slot: "person"), by: 5)
        ca.wait(60)
        let site = try await TestSite(ca)
        let text = try await site.get("/stops").text
        #expect(text.contains("<h1>One stop</h1>") && text.contains("id=\"X-1\""))
        #expect(text.contains("can be ended by two of") && text.contains(" or later"))
        #expect(text.contains("a motion of council"))
        #expect(text.contains("/propose/authority/stop.lift?f.stop=X-1&f.target=p5"))
        #expect(!text.contains("f.stop=X-1\">end it"))
        #expect(try await site.get("/propose/authority/stop.lift?f.stop=X-1&f.target=p5").status == 200)
        #expect(
            try await site.get("/kinds/authority/stop.lift").text.contains(
                "everything that granting the stopped thing again would need"))
        #expect(try await site.get("/findings").text.contains("href=\"/stops#X-1\""))
        site.wait(73 * 3600)
        #expect(try await site.get("/stops").text.contains("/propose/authority/stop.end?f.stop=X-1\">end it"))
        let json = try await site.get("/api/stops").text
        #expect(json.contains("\"may-end\":true") && json.contains("\"earlier\":\""))
    }

    @Test("P-22: what a disowned key did waits on the home page of those who may answer, with the form filled in")
    func disowned() async throws {
        var ca = try TestCA.busy()
        let store = ca.state.world.acts.table[0].place
        let body = JSON.line([
            "key": .string(ca.key(5).publicKey.fingerprint.hex), "since": .integer(store),
        ])
        try ca.say(.of(ca.kind(DisownKey.kind), body, slot: "owner"), by: 5)
        ca.wait(60)
        let site = try await TestSite(ca)
        let text = try await home(site, ca, of: 2)
        #expect(
            text.contains("/propose/authority/disowned.answer?f.disowning=D-1&amp;f.entry=\(store)")
                || text.contains("/propose/authority/disowned.answer?f.disowning=D-1&f.entry=\(store)"))
        #expect(!(try await home(site, ca, of: 6)).contains("f.entry=\(store)"), "p6 signed it")
    }
}
