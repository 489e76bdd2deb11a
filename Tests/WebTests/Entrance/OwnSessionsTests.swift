import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: a program lists and ends its person's sessions, and nobody else's. Method: two people with two sessions each.
@Suite struct OwnSessionsTests {
    private let site: TestSite

    init() async throws { site = try await TestSite(try TestCA.small()) }

    /// Begins a session of a person; its token.
    private func begin(_ person: Int, device: String) throws -> [UInt8] {
        var ca = site.ca
        let token = Digest.of(Array("\(person) \(device)".utf8)).bytes
        _ = try site.visitors.begin(
            token: token, person: person, key: ca.key(person).publicKey.fingerprint, method: .key, device: device,
            place: ca.entries.count, at: ca.now)
        return token
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, _ token: [UInt8]?, _ body: String = "{}"
    ) async throws -> Reply {
        var headers = HTTPFields()
        if let token { headers[.authorization] = "Bearer " + Token.text(token) }
        if method == .post { headers[.contentType] = "application/json" }
        let fields = headers
        return try await site.ask { client in
            try await client.execute(uri: path, method: method, headers: fields, body: ByteBuffer(string: body)) {
                Reply($0)
            }
        }
    }

    private func list(_ token: [UInt8]) async throws -> [JSON] {
        let reply = try await ask(.get, "/api/sessions", token)
        #expect(reply.status == 200 && reply["cache-control"] == "no-store", "\(reply.text)")
        return try #require(try JSON(enclosed: Array("{\"all\":".utf8) + reply.bytes + [0x7D])["all"]?.list)
    }

    @Test("the list has one's own sessions only, marks the one that asks, tells no token, and fits its schema")
    func lists() async throws {
        let (laptop, phone) = (try begin(1, device: "laptop"), try begin(1, device: "phone"))
        let other = try begin(2, device: "other")
        let mine = try await list(laptop)
        #expect(mine.compactMap { $0["device"]?.text } == ["phone", "laptop"])
        #expect(mine.map { $0["this"]?.flag == true } == [false, true])
        let text = try await ask(.get, "/api/sessions", laptop).text
        for token in [laptop, phone, other] {
            #expect(!text.contains(Token.text(token)) && !text.contains(Digest.of(token).hex))
        }
        let document =
            try JSONSerialization.jsonObject(
                with: Data(try await site.get("/api/openapi.json").bytes)) as? [String: Any]
        let paths = document?["paths"] as? [String: [String: Any]]
        let operation = try #require(paths?["/api/sessions"]?["get"] as? [String: Any])
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        #expect(SchemaCheck(document ?? [:]).faults(of: value, answering: operation).isEmpty)
    }

    @Test("one ends one's own by its number, at once and in the journal; another's is as if it were not there")
    func ends() async throws {
        let (laptop, phone) = (try begin(1, device: "laptop"), try begin(1, device: "phone"))
        let other = try begin(2, device: "other")
        let phones = try #require(try await list(phone).first { $0["this"]?.flag == true }?["number"]?.number)
        let others = try #require(try await list(other).first?["number"]?.number)
        #expect(try await ask(.post, "/api/sessions/end", laptop, "{\"session\":\(others)}").status == 404)
        #expect(try await list(other).count == 1)
        let before = site.store.journal.openCount
        #expect(try await ask(.post, "/api/sessions/end", laptop, "{\"session\":\(phones)}").text == "{\"ended\":1}")
        #expect(site.store.journal.openCount == before + 1)
        #expect(try await ask(.get, "/api/sessions", phone).status == 401)
        #expect(try await list(laptop).count == 1)
        #expect(try await ask(.post, "/api/sessions/end", laptop, "{\"session\":\(phones)}").status == 404)
    }

    @Test("all end together, and no other person's with them")
    func everywhere() async throws {
        let (laptop, phone) = (try begin(1, device: "laptop"), try begin(1, device: "phone"))
        let other = try begin(2, device: "other")
        #expect(try await ask(.post, "/api/sign-out/everywhere", laptop).text == "{\"ended\":2}")
        for token in [laptop, phone] { #expect(try await ask(.get, "/api/sessions", token).status == 401) }
        #expect(try await list(other).count == 1)
    }

    @Test("nobody, a token that is none, a form that is none, a person who was stopped: refused, and nothing ends")
    func refused() async throws {
        let laptop = try begin(1, device: "laptop")
        for path in ["/api/sessions/end", "/api/sign-out/everywhere"] {
            #expect(try await ask(.post, path, nil).status == 401)
            #expect(try await ask(.post, path, Digest.of([1]).bytes).status == 401)
        }
        for body in ["{}", "[]", "{\"session\":\"1\"}", "{\"all\":true,\"session\":1}"] {
            #expect(try await ask(.post, "/api/sessions/end", laptop, body).status == 400, "\(body)")
        }
        #expect(try await list(laptop).count == 1)
        var ca = site.ca
        ca.wait(60)
        try ca.propose(SetStop.kind, .line(["target": .string("p1")]), by: 1, slot: "person")
        #expect(ca.authority.person(1)?.stopped != nil)
        try await site.play(ca)
        #expect(try await ask(.get, "/api/sessions", laptop).status == 401)
    }
}
