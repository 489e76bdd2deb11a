import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// SP-9.1.5b: deliberation and decision of a motion can be read by everybody.
@Suite struct MotionPageTests {
    @Test("SP-9.1.5b: a motion's page shows each vote with its person and signed entry, and who has not voted")
    func votes() async throws {
        var ca = try TestCA.busy()
        let view = try #require(ca.state.motionViews(at: ca.now, limit: .max).first { $0.isOpen })
        let place = view.motion.place
        for (person, choice) in zip(view.waiting, [Vote.Choice.no, .abstain]) {
            ca.wait(30)
            try ca.say(.vote(ca.authority.motion(at: place)!, choice), by: person)
        }
        let motion = try #require(ca.authority.motion(at: place))
        #expect(motion.votes.count > 1)
        let text = try await TestSite(ca).get("/motions/\(motion.name)").text
        for vote in motion.votes {
            let card = text.components(separatedBy: "<li").first { $0.contains(">p\(vote.person)</span>") } ?? ""
            #expect(card.contains("<strong>\(vote.choice.rawValue)</strong>"), "p\(vote.person)")
            #expect(card.contains("href=\"/ledger/\(vote.place)\""), "p\(vote.person): its signed entry")
        }
        for person in view.seated where !motion.votes.contains(where: { $0.person == person }) {
            let card = text.components(separatedBy: "<li").first { $0.contains(">p\(person)</span>") } ?? ""
            let says = card.contains("has not voted") || card.contains("cannot vote")
            #expect(says, "p\(person)")
        }
    }

    @Test("SP-9.1.5b: a declared conflict stands on the motion's page beside its deliberation")
    func conflict() async throws {
        var ca = try TestCA.busy()
        let view = try #require(
            ca.state.motionViews(at: ca.now, limit: .max).first { $0.isOpen && $0.motion.act != nil })
        ca.wait(30)
        try ca.say(Draft("authority/conflict.declare", of: view.motion.hash, under: ["P-51"]), by: 4)
        let site = try await TestSite(ca)
        let page = "/motions/\(view.motion.name)"
        try await ThreadTests.say(site, page + "/ask", [("c.text", "Who knows the candidate?")], by: 3)
        let text = try await site.get(page).text
        let card = text.components(separatedBy: "<li").first { $0.contains(">p4</span>") } ?? ""
        #expect(card.contains("conflict of interest"))
        #expect(text.contains("Deliberation") && text.contains("Who knows the candidate?"))
    }
}
