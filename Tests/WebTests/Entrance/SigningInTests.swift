import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: whoever shows a good key comes in, nobody else does, and what comes in goes out at once when the key or the person
/// is stopped.
@Suite struct SigningInTests {
    @Test(
        "SP-3.4.3, SP-3.4a: a passkey opens a session, in a cookie that only this host gets and no script reads; it is in the journal"
    )
    func signsIn() async throws {
        let (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        let guest = Guest(site)
        let reply = try await guest.signIn(key)
        #expect(reply.status == 303 && reply["location"] == "/")
        let cookie = try #require(reply.headers.first { $0.0 == "set-cookie" && $0.1.hasPrefix("__Host-foureyes=") }?.1)
        for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] { #expect(cookie.contains(part)) }
        #expect(!cookie.contains("Domain"))
        #expect(try await guest.get("/").text.contains("id=\"me\" href=\"/people/p5\""))
        #expect(try await Guest(site).get("/").text.contains("id=\"sign-in\""))
        #expect(try await guest.get("/sessions").status == 200)
        #expect(site.store.journal.openCount > 0)
    }

    @Test(
        "SP-3.4.3, SP-3.4a: who shows less than an enrolled key, with its user verified, here and now, stays out; each with its reason",
        arguments: [
            (UInt8(0x01), nil as String?, "without user verification"), (0x04, nil, "no touch"),
            (0x15, nil, "Backed up without"), (0x05, "https://evil.example", "none of this ledger’s web origins"),
        ])
    func spoiled(flags: UInt8, origin: String?, reason: String) async throws {
        let (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        let guest = Guest(site)
        let reply = try await guest.signIn(key, flags: flags, origin: origin)
        #expect(reply.status == 403)
        let text = reply.text.replacing("&#39;", with: "’").lowercased()
        #expect(text.contains(reason.lowercased()), "\(reason)")
        #expect(try await guest.get("/").text.contains("id=\"sign-in\""))
    }

    @Test("a challenge is answered once, by the browser that asked for it, within five minutes, by an enrolled key")
    func challenges() async throws {
        let (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        let guest = Guest(site)
        let challenge = try await guest.challenge()
        #expect(try await Guest(site).answer(challenge, key).status == 400, "another browser")
        #expect(try await guest.answer(challenge, key).status == 303)
        #expect(try await guest.answer(challenge, key).status == 400, "answered already")
        let late = try await guest.challenge()
        site.wait(Challenges.lifeSeconds)
        #expect(try await guest.answer(late, key).status == 400, "too late")
        let other = SoftwareKey.passkey(seed: "nobody", rpID: "localhost", origin: "http://localhost:8080")
        let reply = try await Guest(site).signIn(other, credential: "BBBB")
        #expect(reply.status == 403 && reply.text.contains("his passkey is not enrolled"))
        #expect(try await Guest(site).post("/sign-in").status == 400)
    }

    @Test("P-20: a counter that did not grow is refused, and kept as a finding; one that stays at 0 is none")
    func counters() async throws {
        let (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        #expect(try await Guest(site).signIn(key, counter: 0).status == 303)
        #expect(try await Guest(site).signIn(key, counter: 0).status == 303)
        #expect(try await Guest(site).signIn(key, counter: 7).status == 303)
        let guest = Guest(site)
        let reply = try await guest.signIn(key, counter: 7)
        #expect(reply.status == 403 && reply.text.contains("may have been copied"))
        #expect(try await guest.get("/sessions").status == 303)
        #expect(try site.visitors.clones().map(\.met) == [7])
        let findings = try await site.get("/findings").text
        #expect(findings.contains("did not grow (7, then 7)"))
        #expect(try await Guest(site).signIn(key, counter: 8).status == 303)
    }

    @Test("P-55: a stop of the person ends a session at once, and its end gives it back to nobody")
    func stopped() async throws {
        var (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        let guest = Guest(site)
        _ = try await guest.signIn(key)
        #expect(try await guest.get("/sessions").status == 200)
        ca.wait(60)
        // Two of the governing body: p5 has no leader.
        let place = try ca.propose(SetStop.kind, .line(["target": .string("p5")]), by: 1, slot: "peer")
        ca.wait(30)
        try ca.say(.sign(ca.act(place), slot: "peer"), by: 2)
        guard ca.authority.person(5)?.stopped != nil else {
            Issue.record("the test's stop did not take effect")
            return
        }
        try await site.play(ca)
        #expect(try await guest.get("/sessions").status == 303)
        let again = try await guest.signIn(key)
        #expect(again.status == 403 && again.text.contains("stopped"))
    }

    @Test("a session ends after half an hour without a request, after twelve hours at the latest")
    func ends() async throws {
        let (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        let guest = Guest(site)
        _ = try await guest.signIn(key)
        site.wait(Session.idleSeconds - 1)
        #expect(try await guest.get("/sessions").status == 200)
        site.wait(Session.idleSeconds)
        #expect(try await guest.get("/sessions").status == 303)
        _ = try await guest.signIn(key, counter: 2)
        for _ in 0..<23 {
            site.wait(Session.idleSeconds - 5)
            #expect(try await guest.get("/sessions").status == 200)
        }
        site.wait(Session.idleSeconds - 5)
        site.wait(200)
        #expect(try await guest.get("/sessions").status == 303)
    }

    @Test("a page that lies open, and its stream, keep nobody signed in")
    func unattended() async throws {
        let (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        let guest = Guest(site)
        _ = try await guest.signIn(key)
        for _ in 0..<3 {
            site.wait(Session.idleSeconds / 3)
            _ = try await guest.get("/", unattended: true)
        }
        #expect(try await guest.get("/sessions").status == 303)
    }

    @Test("whoever names another's credential id keeps nobody out")
    func borrowedID() async throws {
        var (ca, key) = try TestCA.withPasskey()
        let other = SoftwareKey.passkey(seed: "p6", rpID: "localhost", origin: "http://localhost:8080")
        ca.setKey(6, other)
        _ = try ca.enrol()
        let site = try await TestSite(ca)
        #expect(try await Guest(site).signIn(other, credential: "AAAA").status == 303)
        let guest = Guest(site)
        #expect(try await guest.signIn(key, credential: "AAAA").status == 303)
        #expect(try await guest.get("/").text.contains("href=\"/people/p5\""))
        #expect(try await Guest(site).signIn(other, credential: "AAAA", counter: 2).status == 303)
        #expect(try site.visitors.clones().isEmpty)
    }

    @Test("what is made for somebody stays in no cache")
    func uncached() async throws {
        let (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        let guest = Guest(site)
        #expect(try await guest.get("/acts")["cache-control"] == "no-cache")
        _ = try await guest.signIn(key)
        #expect(try await guest.get("/acts")["cache-control"] == "no-store")
    }

    @Test("signing out here, from the list, everywhere")
    func signsOut() async throws {
        let (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        let (one, two) = (Guest(site), Guest(site))
        _ = try await one.signIn(key, counter: 1)
        _ = try await two.signIn(key, counter: 2)
        let sessions = try site.visitors.sessions(of: 5, at: ca.now)
        #expect(sessions.count == 2)
        _ = try await one.post("/sessions/end", [("session", String(sessions[0].number))])
        #expect(try await two.get("/sessions").status == 303)
        #expect(try await one.get("/sessions").status == 200)
        _ = try await two.signIn(key, counter: 3)
        _ = try await one.post("/sign-out/everywhere")
        #expect(try await one.get("/sessions").status == 303)
        #expect(try await two.get("/sessions").status == 303)
        _ = try await two.signIn(key, counter: 4)
        _ = try await two.post("/sign-out")
        #expect(try site.visitors.sessions(of: 5, at: ca.now).isEmpty)
    }

    @Test(
        "another site's page posts nothing here, signed in or not; what says nothing of itself posts as nobody",
        arguments: ["cross-site", "same-site", "none"])
    func foreign(from: String) async throws {
        let (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        let guest = Guest(site)
        _ = try await guest.signIn(key)
        #expect(try await guest.post("/sign-out/everywhere", from: from).status == 403)
        #expect(try await guest.get("/sessions").status == 200)
        #expect(try await guest.post("/propose/register/store.enter", [("f.label", "x")], from: from).status == 403)
    }

    @Test("a file of sessions that was lost signs everybody out, and a passkey comes in again by being tried")
    func lost() async throws {
        let (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        // No credential id is known: as after the loss.
        #expect(try site.visitors.key(credential: [0, 0, 0]) == nil)
        #expect(try await Guest(site).signIn(key).status == 303)
        #expect(try site.visitors.key(credential: [0, 0, 0]) == key.publicKey.fingerprint)
    }

    @Test(
        "a sign-in leads back to a page of this site and nowhere else",
        arguments: [
            ("/acts", "/acts"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("https://evil.example", "/"),
            ("", "/"),
            ("/a b", "/"),
        ])
    func back(to: String, path: String) async throws {
        #expect((SignInPage.isOwn(to) ? to : "/") == path)
    }
}
