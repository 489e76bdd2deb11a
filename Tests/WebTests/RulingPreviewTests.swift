import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// P-52: before signing both see exactly what a ruling would permit, and what it would have permitted in the past year.
@Suite struct RulingPreviewTests {
    @Test(
        "P-52: the act's page and the page that decides say what it would permit; one page what the year would have brought"
    )
    func pages() async throws {
        let (ca, ruling, signed, bare) = try TestCA.beforeRuling()
        let site = try await TestSite(ca)
        for path in ["/acts/A-\(ruling)", "/acts/A-\(ruling)/sign"] {
            let text = try await site.get(path).text
            #expect(text.contains("id=\"permits\"") && text.contains("once"), "\(path)")
            #expect(text.contains("it would have covered: 2"), "\(path)")
        }
        let past = try await site.get("/acts/A-\(ruling)/permits").text
        let rows = past.components(separatedBy: "<li>")
        let first = rows.first { $0.contains("/acts/A-\(signed)\"") } ?? ""
        let second = rows.first { $0.contains("/acts/A-\(bare)\"") } ?? ""
        #expect(first.contains("would be permitted") && second.contains("still not"), "\(past.suffix(3000))")
        let other = try await site.get("/acts/A-\(signed)/permits")
        #expect(other.status == 303)
    }

    @Test("P-52: a form offers the rulings that permit its kind, and none before their 24 hours are over")
    func form() async throws {
        var (ca, ruling, _, _) = try TestCA.beforeRuling()
        let manager = ca.authority.cases.cases[0].manager ?? 0
        ca.wait(60)
        try ca.say(.sign(ca.act(ruling), slot: "case-manager"), by: manager)
        let path = "/propose/\(EndSeat.kind)"
        #expect(try await !TestSite(ca).get(path).text.contains("name=\"ruling\""))
        ca.wait(Ruling.waiting)
        try ca.file(
            FileCase.kind, .line(["sort": .string("dispute")]), by: 1, slot: "filer", parts: ["complaint"])
        #expect(try await TestSite(ca).get(path).text.contains("name=\"ruling\""))
        #expect(try await TestSite(ca).get("/registers/rulings/RUL-1").text.contains("in force"))
        #expect(try await TestSite(ca).get("/registers/cases").text.contains("C-\(ca.authority.cases.cases[0].number)"))
    }
}
