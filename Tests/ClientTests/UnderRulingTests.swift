import Client
import Ledger
import Rules
import TestWorld
import Testing

@Suite("What rests on a ruling, at a command line (P-52)")
struct UnderRulingTests {
    @Test(
        "P-52: --under names the ruling and fills the slot that it opens; a ruling that is none is said before anything is signed"
    )
    func under() async throws {
        var (ca, ruling, _, _) = try TestCA.beforeRuling()
        let manager = try #require(ca.authority.cases.cases[0].manager)
        let last = try #require(ca.authority.cases.directions.count == 0 ? ca.authority.people.count : nil)
        ca.wait(60)
        try ca.say(.sign(ca.act(ruling), slot: "case-manager"), by: manager)
        ca.wait(Ruling.waiting)
        let play = Play(log: StandIn(ca), scratch: try Scratch())
        var one = try await play.workspace(1)
        let fields = ["group=case-managers", "person=p\(last)"]
        let wrong = await failure {
            _ = try await one.say { (s) throws(Failure) in try s.proposal(EndSeat.kind, fields, under: "RUL-7") }
        }
        #expect(wrong?.lines.joined().contains("RUL-7") == true)
        let said = try await one.say { (s) throws(Failure) in try s.proposal(EndSeat.kind, fields, under: "RUL-1") }
        #expect(one.authority.acts[place: said.place]?.end == .inEffect(said.place))
        #expect(one.authority.acts[place: said.place]?.ruling == 1)
    }
}
