import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: a program, and a demonstration's one click, come in by an SSH key over a challenge that is no statement.
@Suite struct ProgramSignInTests {
    private func challenge(_ site: TestSite) async throws -> String {
        try #require(try await site.get("/api/sign-in").json()["challenge"]?.text)
    }

    private func armour(
        _ key: SoftwareKey, _ site: TestSite, _ challenge: String, namespace: String = SignInText.namespace,
        at webOrigin: String = Self.home
    )
        -> String
    {
        let text = SignInText.bytes(origin: site.store.origin, at: webOrigin, challenge: challenge)
        return String(decoding: key.armour(text: text, namespace: namespace), as: UTF8.self)
    }

    private static let home = "http://localhost:8080"

    private func signIn(
        _ site: TestSite, _ armour: String, _ challenge: String, as person: Int, at webOrigin: String = Self.home
    ) async throws -> Reply {
        try await site.post(
            "/api/sign-in",
            json: .line([
                "armour": .string(armour), "at": .string(webOrigin), "challenge": .string(challenge),
                "person": .person(person),
            ]))
    }

    @Test("the token opens a session as its person; signed once, in its own namespace, by his own good key")
    func token() async throws {
        var ca = try TestCA.small()
        let (one, two) = (ca.key(1), ca.key(2))
        let site = try await TestSite(ca)
        let challenge = try await challenge(site)
        let reply = try await signIn(site, armour(one, site, challenge), challenge, as: 1)
        #expect(reply.status == 200)
        #expect(reply["cache-control"] == "no-store")
        let token = try #require(try reply.json()["token"]?.text)
        #expect(Token.bytes(token)?.count == 32)
        #expect(try await signIn(site, armour(one, site, challenge), challenge, as: 1).status == 400, "used")
        for (key, person, namespace, status) in [
            (two, 1, SignInText.namespace, 403), (one, 1, "statement@foureyes", 400),
            (one, 99, SignInText.namespace, 403),
        ] {
            let next = try await self.challenge(site)
            let reply = try await signIn(site, armour(key, site, next, namespace: namespace), next, as: person)
            #expect(reply.status == status, "\(person) \(namespace)")
        }
        #expect(try await site.get("/api/session").text == "{}")
    }

    /// The mirror passes our challenge on and hands in what its victim signed, with either address in `at`.
    @Test(
        "K-10: a sign-in relayed through another address opens nothing, whatever the relay says of it",
        arguments: [
            "https://mirror.example", "http://localhost.mirror.example:8080", "http://localhost:8080.mirror.example",
            "http://localhost:8080/", "HTTP://localhost:8080", "http://localhost:80", "ftp://localhost", "localhost",
            "http://user@localhost", "",
        ])
    func relayed(mirror: String) async throws {
        var ca = try TestCA.small()
        let one = ca.key(1)
        let site = try await TestSite(ca)
        for said in [mirror, Self.home] {
            let challenge = try await challenge(site)
            let reply = try await signIn(
                site, armour(one, site, challenge, at: mirror), challenge, as: 1, at: said)
            #expect(reply.status == (said == mirror ? 403 : 400), "\(said): \(reply.text)")
            #expect(try reply.json()["token"] == nil)
        }
    }

    @Test("K-10: a demonstration's loopback addresses are its own; in production only the ledger's web origins are")
    func places() async throws {
        let demonstration = SignInPlace(try TestCA.small().authority)
        for own in ["http://127.0.0.1:4711", "http://[::1]:8080", "http://localhost", "https://localhost:8443"] {
            #expect(demonstration.takes(own), "\(own)")
        }
        var ca = try TestCA(origin: "ca.example", policy: "small")
        for person in 1...3 { ca.setKey(person, SoftwareKey(.skEd25519, seed: "production p\(person)")) }
        try ca.found([["council"], ["council"], ["council"]], sort: "production")
        let production = SignInPlace(ca.authority)
        let web = try #require(ca.authority.web?.origins.first)
        #expect(production.takes(web))
        for other in ["http://127.0.0.1:4711", "http://localhost", "https://mirror.example", web + ":443", web + "."] {
            #expect(!production.takes(other), "\(other)")
        }
        #expect(production.own("http://127.0.0.1:4711") == web)
    }

    @Test("a statement's signature signs nobody in, and a sign-in's is none in the ledger")
    func apart() async throws {
        var ca = try TestCA.small()
        let key = ca.key(1)
        let site = try await TestSite(ca)
        let challenge = try await challenge(site)
        let text = SignInText.bytes(origin: site.store.origin, at: Self.home, challenge: challenge)
        let reply = try await site.post(
            "/api/submit",
            json: .line([
                "submission": .string(
                    String(decoding: text + key.armour(text: text, namespace: SignInText.namespace), as: UTF8.self))
            ]))
        #expect(reply.status == 400)
    }

    @Test(
        "too many tries from one address are told to wait: 429 with retry-after; votes and stops have room of their own"
    )
    func tooMany() async throws {
        let site = try await TestSite(try TestCA.small())
        var last = 200
        for _ in 0...Rate.signIn.burst { last = try await site.get("/api/sign-in").status }
        #expect(last == 429)
        #expect(try await site.get("/api/sign-in")["retry-after"] == "3")
        site.wait(3)
        #expect(try await site.get("/api/sign-in").status == 200)
        #expect(Rate.of("authority/motion.vote").burst > Rate.of("register/store.enter").burst)
        for kind in ["authority/stop.set", "authority/key.revoke", "authority/act.decline", "record/medium.move"] {
            #expect(Rate.of(kind).burst == Rate.unrefusable.burst, "\(kind)")
        }
    }

    @Test(
        "P-54: in a demonstration with its signer one click signs in; without it, or in production, nothing is offered")
    func oneClick() async throws {
        let ca = try TestCA.small()
        let site = try await TestSite(ca, demonstrationKeys: SoftwareSigner(ca))
        let guest = Guest(site)
        #expect(try await guest.get("/sign-in").text.contains("id=\"as-p3\""))
        #expect(try await guest.post("/sign-in/demonstration", [("person", "p3")]).status == 303)
        #expect(try await guest.get("/").text.contains("href=\"/people/p3\""))
        #expect(try await guest.post("/sign-in/demonstration", [("person", "p99")]).status == 503)
        let plain = try await TestSite(ca)
        #expect(try await plain.get("/sign-in").text.contains("id=\"as-p3\"") == false)
        #expect(try await Guest(plain).post("/sign-in/demonstration", [("person", "p3")]).status == 403)
    }
}

/// Signs for the test's people as the demonstration's signer does.
struct SoftwareSigner: DemonstrationKeys {
    let keys: [Int: SoftwareKey]

    init(_ ca: TestCA) { keys = ca.keys }

    func sign(_ bytes: [UInt8], as person: Int, namespace: String) async -> [UInt8]? {
        keys[person]?.armour(text: bytes, namespace: namespace)
    }
}
