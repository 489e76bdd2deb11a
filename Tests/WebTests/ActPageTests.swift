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
            .medium("D-2", serial: "WD-2"), by: 5, slot: "keeper")
        ca.wait(30)
        let other = try ca.propose(
            "register/medium.enter",
            .medium("D-2", serial: "WD-3"), by: 5, slot: "keeper")
        ca.wait(30)
        try ca.say(.sign(ca.registerAct(other), slot: "reviewer"), by: 6)
        let site = try await TestSite(ca)
        let text = try await site.get("/acts/A-\(act)").text
        #expect(
            text.contains("<strong>At the moment this would be refused.</strong>")
                && text.contains("<bdi>already</bdi>"))
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
        let made = try await site.decide(path, [("signer", "p6")])
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

    @Test(
        "P-36: chosen acts that cannot be signed are named with their clause, the others go through, and the entry says which"
    )
    func leftOut() async throws {
        var ca = try TestCA.busy()
        ca.wait(30)
        let twice = try ca.propose(
            "register/store.enter", .line(["label": .string("vault-3")]), by: 5, slot: "keeper")
        let good = try ca.propose(
            "register/store.enter", .line(["label": .string("vault-8")]), by: 1, slot: "keeper")
        ca.wait(30)
        let site = try await TestSite(ca)
        let six = try SignedIn(site, 6)
        // Two wait for p6 on the list of acts: a box beside each, and one button.
        let list = try await six.get("/acts?state=open").text
        #expect(list.contains("value=\"A-\(twice)\"") && list.contains("Read the chosen acts"))
        #expect(try await site.get("/acts?state=open").text.contains("type=\"checkbox\"") == false)
        let first = try #require(
            ca.state.world.openActViews(at: ca.now).last { $0.kind.name == "register/store.enter" })
        let ended = try #require(ca.authority.acts.table.first { $0.end != nil })
        let path =
            "/sign?"
            + [first.name, "A-\(twice)", "A-\(good)", ended.name, "A-99999"].map { "of=\($0)" }.joined(separator: "&")
        let made = try await six.decide(path, [("signer", "p6")])
        #expect(made.status == 200 && made.text.contains("are left out:"), "\(made.text)")
        for name in ["A-\(twice)", ended.name, "A-99999"] {
            #expect(made.text.components(after: "id=\"left-out\"").first?.contains(name) == true, "\(name)")
        }
        #expect(made.text.contains("<bdi>already</bdi>"))
        let done = try await six.sign(made)
        #expect(done.status == 303, "\(done.text)")
        let page = try await site.get(done["location"] ?? "").text
        #expect(page.contains("What became of each") && page.contains("vault-3"))
        #expect(try await site.get("/acts/\(first.name)").text.contains("<span class=\"mark holds\">in effect</span>"))
        // What somebody signs all the same is refused by itself, and the entry's page says so.
        let both = [first.hash, ca.registerAct(twice).hash].map { hash in
            JSON.line(["of": .string(hash.hex), "slot": .string("reviewer")])
        }
        let place = try ca.say(Draft("register/act.sign", .line(["acts": .array(both)]), under: ["P-36"]), by: 6)
        let other = try await TestSite(ca)
        let each = try await other.get("/ledger/\(place)").text.components(after: "id=\"each\"").first ?? ""
        #expect(each.contains("left out") && each.contains("<bdi>already</bdi>") && each.contains("in effect"))
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
