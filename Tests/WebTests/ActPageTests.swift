import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: before one signs one sees what would change, several acts can be read and signed as one statement, and what
/// ended can be asked for again.
@Suite struct ActPageTests {
    @Test("an open act shows now and then, from its effect on a copy of the state")
    func changes() async throws {
        let site = try await TestSite(try TestCA.busy())
        let state = site.store.published.state
        let store = try #require(
            state.world.actViews(at: site.ca.now, limit: .max).first {
                $0.isOpen && $0.kind.name == "register/store.enter"
            })
        let before = state.world.stateHash
        let text = try await site.get("/acts/\(store.name)").text
        #expect(
            text.contains(
                "<th scope=\"col\"><bdi>S-3</bdi> (new)<th scope=\"col\">now<th scope=\"col\">then</tr>"), "\(text)")
        #expect(text.contains("<th scope=\"row\"><bdi>label</bdi><td>–</td><td><ins><bdi>vault-3</bdi></ins></td>"))
        let team = try #require(
            state.world.actViews(at: site.ca.now, limit: .max).first {
                $0.isOpen && $0.kind.name == "authority/team.appoint"
            })
        #expect(
            try await site.get("/acts/\(team.name)").text.contains(
                "<th scope=\"row\"><bdi>sits in</bdi><td><del><bdi>"))
        #expect(site.store.published.state.world.stateHash == before)
    }

    @Test("what its check refuses just now changes nothing, and says why")
    func nothing() async throws {
        var ca = try TestCA.busy()
        ca.wait(30)
        let act = try ca.propose(
            "register/medium.enter",
            .line([
                "label": .string("D-2"), "serial": .string("WD-2"), "sort": .string("disk"), "store": .string("S-1"),
            ]),
            by: 5, slot: "keeper")
        ca.wait(30)
        let other = try ca.propose(
            "register/medium.enter",
            .line([
                "label": .string("D-2"), "serial": .string("WD-3"), "sort": .string("disk"), "store": .string("S-1"),
            ]),
            by: 5, slot: "keeper")
        ca.wait(30)
        try ca.say(.sign(ca.registerAct(other), slot: "reviewer"), by: 6)
        let site = try await TestSite(ca)
        let text = try await site.get("/acts/A-\(act)").text
        #expect(
            text.contains("<strong>Nothing, as things stand.</strong>") && text.contains("<bdi>bears</bdi>"))
    }

    @Test("P-36: several acts are read one under the other and signed as one statement")
    func several() async throws {
        var ca = try TestCA.busy()
        ca.wait(30)
        let second = try ca.propose(
            "register/store.enter", .line(["label": .string("vault-9")]), by: 5, slot: "keeper")
        ca.wait(30)
        let site = try await TestSite(ca)
        let first = try #require(
            ca.state.world.actViews(at: ca.now, limit: .max).last {
                $0.isOpen && $0.kind.name == "register/store.enter"
            })
        let path = "/sign?of=\(first.name)&of=A-\(second)"
        let form = try await site.get(path).text
        #expect(
            form.contains("Sign two acts as one statement") && form.contains("1 of 2: Enter a secure store: vault-3"))
        let words = Words.words12(first.hash).prefix(4).joined(separator: " ")
        #expect(form.contains(words), "each from its signed bytes, with its words")
        let made = try await site.post(path, form: [("signer", "p6")])
        #expect(made.status == 200 && made.text.contains("foureyes sign \(first.name) A-\(second)"), "\(made.text)")
        #expect(made.text.contains(words) && made.text.contains("2 of 2: Enter a secure store: vault-9"))
        let done = try await ThreadTests.say(site, path, [], by: 6)
        #expect(done.status == 303, "\(done.text)")
        for place in [first.place, second] {
            #expect(try await site.get("/acts/A-\(place)").text.contains("<span class=\"mark holds\">in effect</span>"))
        }
        #expect(try await site.get("/sign").status == 400)
        #expect(try await site.get("/sign?of=A-0").status == 410)
        #expect(try await site.get(path).status == 410, "they are over")
    }

    @Test("an act that ended is proposed again from its own body")
    func again() async throws {
        var ca = try TestCA.busy()
        let open = try #require(
            ca.state.world.actViews(at: ca.now, limit: .max).last {
                $0.isOpen && $0.kind.name == "register/store.enter"
            })
        ca.wait(30)
        let request = try Entry(bytes: ca.entries[open.place]).statement.request
        try ca.say(.withdraw(ca.registerAct(open.place), request: request), by: 5)
        let site = try await TestSite(ca)
        let text = try await site.get("/acts/\(open.name)").text
        #expect(text.contains("href=\"/propose/register/store.enter?f.label=vault-3\">Propose it again</a>"))
        #expect(try await site.get("/propose/register/store.enter?f.label=vault-3").text.contains("value=\"vault-3\""))
    }
}
