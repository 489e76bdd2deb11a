import Foundation
import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: a name is read by whoever may read it and by nobody else, on every page and in the search alike.
@Suite struct RestrictedTests {
    private static let name = "Grace Hopper of the compilers"

    /// The small CA in which p2 has said his name, and p5 has no office.
    private func named() async throws -> (TestSite, Digest) {
        var ca = try TestCA.small()
        try ca.enrol()
        ca.wait(60)
        var statement = ca.statement(
            .of(ca.kind(DescribePerson.kind), .line(["person": .person(2)]), slot: "self"), by: 2)
        let part = OpenedPart(name: "name", key: Digest.of([1]).bytes, content: Array(Self.name.utf8))
        statement.detached = [
            DetachedPart(
                audience: "members",
                commitment: commitment(
                    key: part.key, origin: statement.origin, signer: statement.signer, request: statement.request,
                    kind: statement.kind, name: "name", content: part.content),
                exception: "RP-1.4-personal", name: "name")
        ]
        let submission = try ca.key(2).submission(statement)
        let place = try ca.enter(submission.bytes)
        return (try await TestSite(ca, contents: [place: [part]]), submission.hash)
    }

    private func get(_ path: String, _ site: TestSite, as person: Int?) async throws -> Reply {
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
            try await client.execute(uri: path, method: .get, headers: fields) { Reply($0) }
        }
    }

    private func readings(_ site: TestSite) throws -> Int { site.store.journal.openCount }

    @Test("P-6: pages show a name to whoever may read it, and say nothing of it to others")
    func pages() async throws {
        let (site, _) = try await named()
        let place = site.ca.entries.count - 1
        for path in ["/people", "/people/p2", "/ledger/\(place)", "/search?q=Grace"] {
            for (person, shows) in [(nil, false), (5, false), (1, true), (2, true)] as [(Int?, Bool)] {
                let page = try await get(path, site, as: person)
                #expect(page.status == 200)
                #expect(page.text.contains(Self.name) == shows, "\(path) for \(person.map { "p\($0)" } ?? "nobody")")
            }
        }
        #expect(try await get("/ledger/\(place)", site, as: nil).text.contains("RP-1.4-personal"))
        #expect(try await get("/policy", site, as: nil).text.contains("RP-1.4-personal"), "the exception is public")
    }

    @Test("SP-3.4a: the first showing writes a line, the next ten minutes none, and each reader has his own")
    func lines() async throws {
        let (site, _) = try await named()
        let before = try readings(site)
        _ = try await get("/people/p2", site, as: 1)
        let first = try readings(site)
        #expect(first == before + 1)
        _ = try await get("/people", site, as: 1)
        #expect(try readings(site) == first)
        _ = try await get("/people/p2", site, as: 3)
        #expect(try readings(site) == first + 1)
        _ = try await get("/people/p2", site, as: nil)
        #expect(try readings(site) == first + 1)
    }

    @Test("P-6: programs open what the signed-in person may read, each part checked by the line that names it")
    func openings() async throws {
        let (site, hash) = try await named()
        let path = "/api/openings?of=\(hash.hex).name"
        #expect(try await get(path, site, as: nil).status == 401)
        func items(_ person: Int) async throws -> [JSON] {
            let reply = try await get(path, site, as: person).bytes.filter { $0 != 0x0A }
            return try JSON(enclosed: Array("{\"all\":".utf8) + reply + Array("}".utf8))["all"]?.list ?? []
        }
        #expect(try await items(5).map { $0["content"] } == [nil])
        let content = try await items(1).first?["content"]?.text.flatMap { Base64.decoded(Array($0.utf8)) }
        #expect(content == Array(Self.name.utf8))
        for bad in [
            "", "x", "\(hash.hex)", "\(hash.hex).No Name", Array(repeating: "a.b", count: 33).joined(separator: ","),
        ] {
            let query = bad.replacing(" ", with: "%20")
            #expect(try await get("/api/openings?of=\(query)", site, as: 1).status == 400, "\(bad)")
        }
    }

    @Test("P-6: what is stored about a person is told to that person alone")
    func stored() async throws {
        let (site, _) = try await named()
        #expect(try await get("/people/p2/stored", site, as: nil).status == 303)
        #expect(try await get("/people/p2/stored", site, as: 1).status == 403)
        let page = try await get("/people/p2/stored", site, as: 2)
        #expect(page.status == 200 && page.text.contains("stored, sealed"))
    }
}
