import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: a passkey signs on the page exactly what the page shows; where a page's signature would not do, it says so before.
@Suite struct SignHereTests {
    /// The busy world, in which p5 keeps things and has a passkey alone.
    private func busy() throws -> (TestCA, SoftwareKey) {
        let (ca, key) = try TestCA.withPasskey()
        return (ca, key)
    }

    @Test("the page's passkey signs the line that the page shows; another line's signature, and another's key, do not")
    func signs() async throws {
        let (ca, key) = try busy()
        let site = try await TestSite(ca)
        let guest = Guest(site)
        let page = try await guest.post(
            "/propose/authority/key.revoke", [("f.key", key.publicKey.fingerprint.hex), ("signer", "p5")])
        #expect(page.text.contains("id=\"not-here\""), "a revocation is local")
        let enrol = try await guest.post(
            "/propose/authority/key.enrol",
            [
                ("f.key", SoftwareKey(.ed25519, seed: "more").publicKey.openSSH), ("f.person", "p5"), ("signer", "p5"),
                ("slot", "-"),
            ])
        #expect(enrol.text.contains("id=\"passkey-button\""))
        let hidden = Guest.statement(enrol)
        let line = Array((try #require(hidden.first { $0.0 == "line" }?.1) + "\n").utf8)
        let size = site.store.published.state.log.size
        func submit(_ challenge: [UInt8], _ key: SoftwareKey, flags: UInt8 = 0x05, origin: String? = nil) async throws
            -> Reply
        {
            try await guest.post(
                "/submit", hidden + Guest.members(key.assertion(challenge: challenge, flags: flags, origin: origin)))
        }
        let stranger = SoftwareKey.passkey(seed: "x", rpID: "localhost", origin: "http://localhost:8080")
        for (reply, what) in [
            (try await submit(signedData(line: Array("{}\n".utf8)), key), "another line"),
            (try await submit(signedData(line: line), stranger), "another key"),
            (try await submit(signedData(line: line), key, flags: 0x01), "no verification"),
            (try await submit([UInt8](repeating: 7, count: 32), key), "a sign-in's challenge"),
        ] { #expect(reply.status == 400 && reply.text.contains("id=\"refused\""), "\(what): \(reply.status)") }
        let foreign = try await submit(signedData(line: line), key, origin: "http://evil.example")
        #expect(foreign.status == 422 && foreign.text.contains("P-20"), "another origin")
        #expect(site.store.published.state.log.size == size)
        #expect(try await submit(signedData(line: line), key).status == 303)
        #expect(site.store.published.state.log.size == size + 1)
    }

    @Test("what waits for a signature made elsewhere goes on when the same person has said the same, and not before")
    func waits() async throws {
        var ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let page = try await site.post(
            "/propose/register/store.enter", form: [("f.label", "vault-9"), ("signer", "p5"), ("slot", "keeper")])
        let wait = try #require(page.text.components(after: "data-wait=\"").first?.prefix { $0 != "\"" })
        let path = String(wait).replacing("&amp;", with: "&")
        #expect(try await site.get(path).json()["to"] == nil)
        func say(_ label: String) async throws {
            ca.wait(30)
            try ca.say(.of(ca.kind("register/store.enter"), .line(["label": .string(label)]), slot: "keeper"), by: 5)
            try await site.play(ca)
        }
        try await say("vault-8")
        #expect(try await site.get(path).json()["to"] == nil, "something else")
        try await say("vault-9")
        #expect(try await site.get(path).json()["to"]?.text?.hasPrefix("/acts/A-") == true)
    }

    @Test("P-23: before a page signature on what widens, the page says that it will not be enough")
    func floor() async throws {
        var (ca, _) = try busy()
        let place = try ca.propose(
            "authority/team.appoint", .line(["person": .person(5), "team": .string("keepers")]), by: 1)
        let site = try await TestSite(ca)
        let statement = ca.statement(.sign(ca.act(place), slot: "leader"), by: 2)
        let route = PageRoute(statement, ViewContext(site.site.ledger, now: ca.now))
        #expect(route.why?.markup.contains("has no passkey") == true)
        let closing = Draft("authority/motion.close", under: ["P-50"])
        let closed = PageRoute(ca.statement(closing, by: 5), ViewContext(site.site.ledger, now: ca.now))
        #expect(closed.why?.markup.contains("P-50") == true && closed.beforehand == nil)
        let vote = ca.statement(Draft("authority/motion.vote", .line(["vote": .string("yes")]), under: ["P-50"]), by: 5)
        let voted = PageRoute(vote, ViewContext(site.site.ledger, now: ca.now))
        #expect(voted.why == nil && voted.beforehand?.markup.contains("P-23") == true)
    }

    @Test("P-42: who confirms an erasure, comes to it or judges it is told beforehand to sign on their own machine")
    func records() async throws {
        var ca = try TestCA.busy()
        let place = try ca.say(.of(ca.kind("record/medium.erase"), .erasure(observer: 6, happened: ca.now)), by: 5)
        ca.wait(60)
        let site = try await TestSite(ca)
        let context = ViewContext(site.site.ledger, now: ca.now)
        let record = try #require(ca.state.world.records.map { $0 }.first { $0.place == place })
        let verdict = JSON.line(["verdict": .string("false")])
        for draft in [
            Draft.observe(record), .join(record, role: "relief", happened: ca.now), .leave(record, happened: ca.now),
            Draft("record/attest", of: record.hash, under: ["P-43"]),
            Draft("record/answer", verdict, of: record.hash, under: ["P-41"]),
        ] {
            let route = PageRoute(ca.statement(draft, by: 5), context)
            #expect(route.why?.markup.contains("on your own machine") == true, "\(draft.kind)")
        }
    }

    @Test("a thing's history comes by the page: anybody can record something about it as often as they like")
    func longHistory() async throws {
        var ca = try TestCA.busy()
        for _ in 0..<History.most {
            ca.wait(60)
            try ca.say(
                .of(
                    ca.kind("record/medium.lost"),
                    .line(["happened": .string(ca.now.text), "medium": .string("M-1")])), by: 5)
        }
        let site = try await TestSite(ca)
        let newest = try await site.get("/registers/media/M-1").text
        let older = try await site.get("/registers/media/M-1?history=2").text
        #expect(newest.components(after: "Report a medium lost</strong>").count == History.most)
        #expect(newest.contains("?history=2") && older.contains("Enter a medium") && older.contains("?history=1"))
    }
}
