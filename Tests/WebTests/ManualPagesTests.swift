import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// P-37: a value of the Manual is changed in the browser, with what it means said before anybody signs.
@Suite struct ManualPagesTests {
    private let name = "store.count.interval"

    @Test("SP-1.4.2: each value leads to its change, and that to the kind of act that it needs, filled in")
    func change() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        #expect(try await site.get("/manual").text.contains("/manual/change?name=\(name)"))
        let form = try await site.get("/manual/change?name=\(name)").text
        #expect(form.contains("value=\"365 days\"") && !form.contains("What would change"))
        let stricter = try await site.get("/manual/change?name=\(name)&to=100%20days").text
        #expect(
            stricter.contains("<del><bdi>365 days</bdi></del>") && stricter.contains("<ins><bdi>100 days</bdi></ins>"))
        #expect(stricter.contains("/propose/authority/manual.tighten?f.base=\(ca.authority.manual.digest.hex)"))
        let looser = try await site.get("/manual/change?name=\(name)&to=400%20days").text
        #expect(looser.contains("/propose/authority/manual.loosen?") && looser.contains("24 hours"))
        let proposal = try await site.get(
            "/propose/authority/manual.tighten?f.base=\(ca.authority.manual.digest.hex)&f.changes=\(name)%3D8640000&f.team=keepers"
        )
        #expect(proposal.status == 200 && proposal.text.contains("\(name)=8640000"))
    }

    @Test("P-37: beyond the policy's bound, another sort of value, the same value, no such value: said on the page")
    func wrong() async throws {
        let site = try await TestSite(try TestCA.busy())
        let beyond = try await site.get("/manual/change?name=journal.retention.sign-in&to=10%20days").text
        #expect(beyond.contains("The policy admits at least") && !beyond.contains("/propose/authority/manual"))
        let other = try await site.get("/manual/change?name=\(name)&to=often").text
        #expect(other.contains("takes another sort of value"))
        #expect(try await site.get("/manual/change?name=\(name)&to=365%20days").text.contains("says already"))
        #expect(!(try await site.get("/manual/change?name=\(name)&to=%3Cb%3Ex").text.contains("<b>x")))
        #expect(try await site.get("/manual/change?name=no.such").status == 404)
    }

    @Test("P-37: a change that waits says until when; then its leader has one button, and the Manual its history")
    func waiting() async throws {
        var ca = try TestCA.busy()
        ca.wait(60)
        let body = JSON.line([
            "base": .string(ca.authority.manual.digest.hex),
            "changes": .array([.line(["name": .string(name), "value": .integer(400 * 86_400)])]),
            "team": .string("keepers"),
        ])
        let act = try ca.propose(LoosenManual.kind, body, by: 5, slot: "leader")
        try ca.say(.sign(ca.act(act), slot: "second"), by: 1)
        #expect(try await TestSite(ca).get("/acts/A-\(act)").text.contains("Not in force yet"))
        ca.wait(ManualChange.waiting)
        let site = try await TestSite(ca)
        let page = try await site.get("/acts/A-\(act)").text
        #expect(page.contains("/acts/A-\(act)/into-force"))
        let decide = try await site.get("/acts/A-\(act)/into-force?signer=p5").text
        #expect(decide.contains("authority/manual.close") && decide.contains("Put into force"))
        try ca.say(.closeManual(ca.act(act).hash, "A-\(act)"), by: 5)
        let after = try await TestSite(ca).get("/manual").text
        #expect(after.contains("<del><bdi>365 days</bdi></del>") && after.contains("in force since"))
    }
}
