import HTTPTypes
import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

@Suite("The page on which somebody decides")
struct DecidePageTests {
    /// A posted form of a decision leads to its address; any other answer is returned as it is.
    static func followed(_ reply: Reply, to path: String, _ get: (String) async throws -> Reply) async throws -> Reply {
        guard reply.status == 303, let location = reply["location"],
            location.prefix(while: { $0 != "?" }) == path.prefix(while: { $0 != "?" })
        else { return reply }
        return try await get(location)
    }

    /// The store that waits for its reviewer, p6.
    private func open(_ ca: TestCA) throws -> ActView {
        try #require(
            ca.state.world.actViews(at: ca.now, limit: .max).last {
                $0.isOpen && $0.kind.name == "register/store.enter"
            })
    }

    @Test("who is signed in reads, and signs with the one button: no question is asked")
    func oneButton() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let act = try open(ca)
        let six = try SignedIn(site, 6)
        let page = try await six.get("/acts/\(act.name)/sign")
        #expect(page.status == 200)
        #expect(!page.text.contains("Who are you?") && !page.text.contains("<select"))
        #expect(page.text.contains("<h2>What will change</h2>") && page.text.contains("<h2>Who signs</h2>"))
        #expect(page.text.contains("Questions</h2>") && page.text.contains("<summary>Exact content</summary>"))
        #expect(page.text.contains("foureyes sign \(act.name)"))
        #expect(page.text.components(separatedBy: "name=\"line\"").count > 1)
        #expect(try await six.sign(page).status == 303)
        #expect(site.store.published.state.log.size == ca.entries.count + 1)
    }

    @Test("the same address again is the same page with a statement of its own; the first still counts")
    func again() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let act = try open(ca)
        let six = try SignedIn(site, 6)
        let path = "/acts/\(act.name)/sign?signer=p6&slot=reviewer"
        let first = try await six.get(path)
        let second = try await six.get(path)
        let lines = [first, second].map { FormTests.hidden($0.text).first { $0.0 == "line" }?.1 ?? "" }
        #expect(lines[0] != lines[1] && lines.allSatisfy { $0.contains("\"slot\":\"reviewer\"") })
        #expect(first["cache-control"]?.contains("no-store") == true)
        #expect(try await six.sign(first).status == 303)
        // The other tab's is refused, and says where it is made anew.
        let late = try await six.sign(second)
        #expect(
            late.status != 303 && late.text.contains("id=\"again\" href=\"/acts/\(act.name)/sign?"), "\(late.status)")
    }

    @Test("a form that was posted leads to the address with the same answers")
    func posted() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let act = try open(ca)
        let reply = try await site.post(
            "/acts/\(act.name)/sign", form: [("slot", "reviewer"), ("signer", "p6"), ("heard", "")])
        #expect(reply.status == 303 && reply["location"] == "/acts/\(act.name)/sign?slot=reviewer&signer=p6")
    }

    @Test("who may not sign is told so and who may; nobody is asked who they are")
    func notYou() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let act = try open(ca)
        let page = try await SignedIn(site, 2).get("/acts/\(act.name)/sign").text
        #expect(page.contains("id=\"not-you\"") && page.contains("You are signed in as p2"))
        #expect(!page.contains("name=\"line\"") && !page.contains("passkey-button"))
    }

    @Test("each set of twelve words says whose it is")
    func words() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let act = try open(ca)
        let page = try await SignedIn(site, 6).get("/acts/\(act.name)/sign").text
        #expect(page.components(separatedBy: "The twelve words of \(act.name), from the bytes").count == 2)
        #expect(page.components(separatedBy: "The twelve words of this statement, as this page made it").count == 2)
    }

    @Test("the time on the page is when the act ends, not when a statement about it does")
    func due() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let act = try open(ca)
        let page = try await SignedIn(site, 6).get("/acts/\(act.name)/sign").text
        let state = page.prefix { _ in true }.components(separatedBy: "<div class=\"two decide\">")[0]
        #expect(state.contains("ends <time datetime=\"\(act.expires.text)\""), "\(state.suffix(600))")
    }

    @Test("a vote is one address for each choice, and the button says which it is")
    func vote() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let motion = try #require(ca.authority.motions.map { $0 }.last)
        let three = try SignedIn(site, 3)
        let asked = try await three.get("/motions/\(motion.name)/vote")
        #expect(
            asked.status == 200 && asked.text.contains("value=\"abstain\"") && !asked.text.contains("role=\"alert\""))
        let no = try await three.get("/motions/\(motion.name)/vote?vote=no")
        #expect(FormTests.hidden(no.text).first { $0.0 == "line" }?.1.contains("\"vote\":\"no\"") == true)
        #expect(no.text.contains("<h2>Votes</h2>") && no.text.contains("Deliberation"))
        let odd = try await three.get("/motions/\(motion.name)/vote?vote=maybe")
        #expect(odd.status == 422 && odd.text.contains("Choose yes, no or abstain."))
    }

    @Test("an answer that leads elsewhere goes nowhere: the address that is made anew must be one of ours")
    func ownAddress() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let act = try open(ca)
        let six = try SignedIn(site, 6)
        let page = try await six.get("/acts/\(act.name)/sign")
        var hidden = FormTests.hidden(page.text).filter { $0.0 != "again" }
        hidden += [("again", "https://evil.example/"), ("armour", "none")]
        let reply = try await six.post("/submit", hidden)
        #expect(reply.status == 400 && !reply.text.contains("evil.example"))
    }
}
