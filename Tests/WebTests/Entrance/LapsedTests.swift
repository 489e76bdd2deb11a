import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

@Suite("A session that has ended")
struct LapsedTests {
    @Test("the page says so, and the way back in leads to where one was")
    func told() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca, demonstrationKeys: SoftwareSigner(ca))
        let guest = Guest(site)
        #expect(try await guest.post("/sign-in/demonstration", [("person", "p5")]).status == 303)
        #expect(try await !guest.get("/acts?state=open").text.contains("id=\"lapsed\""))
        site.wait(31 * 60)
        let later = try await guest.get("/acts?state=open").text
        #expect(later.contains("id=\"lapsed\"") && later.contains("/sign-in?to=%2Facts%3Fstate%3Dopen"))
        // Who never signed in is told nothing.
        #expect(try await !Guest(site).get("/acts").text.contains("id=\"lapsed\""))
    }
}
