import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: on a link one passkey is made, once; it counts for nobody before an act enrols it; its holder signs from the page.
@Suite struct InvitationTests {
    /// Somebody in office at his pages, with the demonstration's keys beside the server.
    private func office(_ ca: TestCA) async throws -> (TestSite, Guest) {
        let site = try await TestSite(ca, demonstrationKeys: SoftwareSigner(ca))
        let guest = Guest(site)
        _ = try await guest.post("/sign-in/demonstration", [("person", "p1")])
        return (site, guest)
    }

    private func link(_ reply: Reply) throws -> String {
        let rest = try #require(reply.text.components(after: "id=\"link\">").first)
        return "/invitation/" + (rest.prefix { $0 != "<" }.split(separator: "/").last.map(String.init) ?? "")
    }

    private func make(_ guest: Guest, _ path: String, _ key: SoftwareKey, flags: UInt8 = 0x45) async throws -> Reply {
        let given = try await guest.post(path + "/challenge").json()["challenge"]?.text ?? ""
        let made = key.registration(challenge: Base64.decodedURL(Array(given.utf8)) ?? [], flags: flags)
        func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.encoded(bytes, .url), as: UTF8.self) }
        return try await guest.post(
            path,
            [
                ("credential", text(made.credential)), ("attestation", text(made.attestation)),
                ("client-data", text(made.clientData)),
            ])
    }

    @Test("P-20: where the policy wants it, a passkey that may be copied is refused where it is made")
    func deviceBound() async throws {
        var ca = try TestCA.small()
        try ca.changePolicy([["kinds", EnrolPerson.kind, "device-bound"]: .bool(true)])
        let (site, inviter) = try await office(ca)
        let path = try link(try await inviter.post("/invitations", [("for", "somebody")]))
        let key = SoftwareKey.passkey(seed: "new", rpID: "localhost", origin: "http://localhost:8080")
        let newcomer = Guest(site)
        let refused = try await make(newcomer, path, key, flags: 0x4D)
        #expect(
            refused.status == 400 && refused.text.contains("cannot leave their device") && refused.text.contains("P-20")
        )
        #expect(try await make(newcomer, path, key).status == 303, "the link is good still")
    }

    @Test("P-21: from the link to a number: made, proposed, signed by its holder on the page, heard by two")
    func whole() async throws {
        let (site, inviter) = try await office(try TestCA.small())
        let path = try link(try await inviter.post("/invitations", [("for", "somebody")]))
        let newcomer = Guest(site)
        let key = SoftwareKey.passkey(seed: "new", rpID: "localhost", origin: "http://localhost:8080")
        #expect(try await newcomer.get(path).text.contains("id=\"passkey-button\""))
        #expect(try await make(newcomer, path, key).status == 303)
        let words = Words.words12(key.publicKey.fingerprint)
        #expect(try await newcomer.get(path).text.contains("data-made=\"\(words.joined(separator: " "))\""))
        #expect(site.store.published.state.authority.key(key.publicKey.fingerprint) == nil, "a link gives nothing")
        let list = try await inviter.get("/invitations").text
        #expect(list.contains("A key was made with this invitation"))
        // The inviter proposes it, in his own name, with his own key.
        let form = try await inviter.post(
            "/propose/authority/person.enrol", [("f.key", key.publicKey.openSSH), ("signer", "p1"), ("slot", "-")])
        let proposed = try await inviter.post("/submit", Guest.statement(form) + [("demonstration", "yes")])
        #expect(proposed.status == 303, "\(proposed.status)")
        let act = try #require(proposed["location"]?.split(separator: "/").last?.prefix { $0 != "?" }).description
        // Its holder signs on the page with it.
        #expect(try await newcomer.get(path).text.contains("id=\"holder-button\""))
        let signing = try await newcomer.decide("/acts/\(act)/sign", [("slot", "holder")])
        #expect(signing.text.contains("id=\"passkey-button\""))
        let hidden = Guest.statement(signing)
        let line = Array((try #require(hidden.first { $0.0 == "line" }?.1) + "\n").utf8)
        let signed = try await newcomer.post(
            "/submit", hidden + Guest.members(key.assertion(challenge: signedData(line: line), counter: 2)))
        #expect(signed.status == 303, "\(signed.text.components(after: "role=\"alert\"").first?.prefix(300) ?? "")")
        for witness in [1, 2] {
            site.wait(30)
            let asked = try await inviter.decide(
                "/acts/\(act)/sign",
                [("slot", "witness"), ("signer", "p\(witness)"), ("heard", words.joined(separator: " "))])
            // What a witness heard is signed on his own machine: the page says so and offers no passkey.
            #expect(asked.text.contains("id=\"not-here\"") && !asked.text.contains("id=\"passkey-button\""))
            let entered = try await inviter.post("/submit", Guest.statement(asked) + [("demonstration", "yes")])
            #expect(entered.status == 303, "p\(witness): \(entered.status)")
        }
        #expect(site.store.published.state.authority.key(key.publicKey.fingerprint)?.key.person == 5)
        #expect(try await newcomer.get(path).text.contains("you are"))
        #expect(try await newcomer.signIn(key, credential: "AAAA", counter: 3).status == 303)
    }

    @Test("a link is good for one passkey, made with its user verified; taken back, over or never made it is none")
    func once() async throws {
        let (site, inviter) = try await office(try TestCA.small())
        let path = try link(try await inviter.post("/invitations", [("for", "somebody")]))
        let key = SoftwareKey.passkey(seed: "new", rpID: "localhost", origin: "http://localhost:8080")
        let newcomer = Guest(site)
        #expect(try await make(newcomer, path, key, flags: 0x41).status == 400, "no verification")
        #expect(
            try await make(newcomer, path, .passkey(seed: "x", rpID: "evil", origin: "http://localhost:8080")).status
                == 400)
        #expect(try await make(newcomer, path, key).status == 303)
        #expect(try await newcomer.post(path).status == 410)
        #expect(try await newcomer.get("/invitation/" + String(repeating: "A", count: 43)).status == 404)
        let second = try link(try await inviter.post("/invitations", [("for", "somebody")]))
        let number = try #require(try site.visitors.invitations(by: 1).first?.number)
        _ = try await inviter.post("/invitations/withdraw", [("invitation", String(number))])
        #expect(try await newcomer.get(second).status == 404)
        let third = try link(try await inviter.post("/invitations", [("for", "somebody")]))
        site.wait(Invitation.longestSeconds)
        #expect(try await newcomer.get(third).status == 404)
    }

    @Test("who has no office invites nobody but himself; nobody signed in invites nobody")
    func whoInvites() async throws {
        let (ca, key) = try TestCA.withPasskey()
        let site = try await TestSite(ca)
        let guest = Guest(site)
        #expect(try await guest.post("/invitations", [("for", "somebody")]).status == 303)
        _ = try await guest.signIn(key)
        #expect(try await guest.post("/invitations", [("for", "somebody")]).status == 403)
        #expect(try await guest.post("/invitations", [("for", "p1")]).status == 403)
        #expect(try await guest.post("/invitations", [("for", "p5")]).status == 200)
    }
}
