import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// SP-9.3.1, SP-9.1.7b: what the page of a body, team or list says of it.
@Suite struct GroupPageTests {
    @Test("SP-9.3.1: the page of the governing body shows its members and its newest motions")
    func motions() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let text = try await site.get("/groups/council").text
        let motions = ca.state.motionViews(at: ca.now, limit: .max).filter { $0.motion.body == "council" }
        #expect(motions.count > 1)
        for motion in motions.prefix(5) {
            #expect(text.contains("/motions/\(motion.motion.name)\""), "\(motion.motion.name)")
        }
        for person in 1...4 { #expect(text.contains("/people/p\(person)\""), "p\(person)") }
        #expect(try await !site.get("/groups/keepers").text.contains("<h2>Motions</h2>"), "a team decides by none")
    }

    @Test("SP-9.1.7b: who left a group stays on its page, with the entries of the seat")
    func former() async throws {
        let ca = try TestCA.peopled()
        let seat = try #require(ca.authority.former.first { $0.group == "support" })
        let text = try await TestSite(ca).get("/groups/support").text
        let former = text.components(separatedBy: "Former members").dropFirst().first ?? ""
        #expect(former.contains("/people/p\(seat.seat.person)\"") && former.contains("/ledger/\(seat.ended)\""))
    }
}
