import Ledger
import Rules
import TestWorld
import Testing

/// P-52, SP-1.2h, SP-9.1.7b: a ruling is the work of the case's own Arbitrator and Case Manager, and of nobody else.
struct GiveRulingTests {
    @Test("SP-1.2h, P-52: both sign on their own machines; one alone, others and a second time are refused")
    func both() throws {
        var ca = try arbitrated()
        let early = try ca.fileCase()
        refused("P-52", ca, "nobody accepted it") { _ = try $0.proposeRuling(early, []) }
        let number = try ca.acceptedCase()
        refused("P-52", ca, "another Arbitrator") { _ = try $0.proposeRuling(number, [], by: 15) }
        refused("SP-1.2h", ca, "without facts") {
            try $0.file(
                GiveRuling.kind, TestCA.ruling(number, []), by: 14, slot: "arbitrator", parts: ["logic"])
        }
        let act = try ca.proposeRuling(number, [])
        ca.wait(60)
        #expect(ca.authority.cases.rulings.count == 0)
        refused("P-52", ca, "another Case Manager") { try $0.sign(act, "case-manager", by: 19) }
        try ca.sign(act, "case-manager", by: 16)
        let ruling = try #require(ca.authority.cases.rulings.at(0))
        #expect(ruling.by == [14, 16] && ruling.inCase == number && ruling.act == act)
        #expect(ca.authority.cases.cases.item(ItemID(prefix: "C", number: number))?.decided == ca.entries.count - 1)
        refused("P-52", ca, "decided") { _ = try $0.proposeRuling(number, []) }
    }

    @Test("P-52: a preliminary ruling leaves the case open")
    func preliminary() throws {
        var ca = try arbitrated()
        let number = try ca.acceptedCase()
        _ = try ca.rule([], sort: "preliminary", in: number)
        _ = try ca.rule([], in: number)
        #expect(ca.authority.cases.cases.item(ItemID(prefix: "C", number: number))?.rulings == [1, 2])
    }

    @Test("SP-9.1.7b: it binds a former member, and tells one to do something; they say that it is done")
    func former() throws {
        var ca = try arbitrated()
        try ca.propose("authority/team.leave", member(13, "systems-administration"), by: 13, slot: "leaver")
        let bind = JSON.line(["person": .person(13), "sort": .string("bind")])
        let tell = JSON.line(["by": .person(13), "sort": .string("instruct"), "until": .string(ca.day(10))])
        let ruling = try ca.rule([bind, tell])
        let directions = ca.authority.directions(of: ca.authority.cases.rulings[ruling - 1])
        #expect(directions.map(\.says.sort) == [.instruct, .bind])
        func done(_ ca: inout TestCA, by person: Int) throws {
            try ca.file(
                DirectionDone.kind, .line(["directions": .texts(["DIR-1"])]), by: person, slot: "doer", parts: ["done"])
        }
        refused("P-52", ca, "somebody else") { try done(&$0, by: 12) }
        refused("P-52", ca, "what tells nobody to do anything") {
            try $0.file(
                DirectionDone.kind, .line(["directions": .texts(["DIR-2"])]), by: 13, slot: "doer", parts: ["done"])
        }
        let text = Register.named("cases")?.state(of: ca.authority.cases.cases[0].number, in: ca.state.world)
        #expect(text == "decided")
        ca.wait(11 * 86_400)
        #expect(ca.found("direction-late").count == 1)
        try done(&ca, by: 13)
        #expect(ca.found("direction-late").isEmpty)
        #expect(Register.named("cases")?.state(of: ca.authority.cases.cases[0].number, in: ca.state.world) == "closed")
        refused("P-52", ca, "twice") { try done(&$0, by: 13) }
    }

    @Test("P-22: a ruling that two others reversed permits nothing")
    func reversed() throws {
        var ca = try arbitrated()
        let number = try ca.acceptedCase()
        let since = ca.entries.count
        let act = try ca.proposeRuling(number, [ca.permit(EndSeat.kind, about: ["p12", "systems-administration"])])
        ca.wait(60)
        try ca.sign(act, "case-manager", by: 16)
        ca.wait(60)
        let key = ca.key(14)
        let other = try ca.furtherKey(14, witnesses: [1, 2])
        _ = try ca.disown(key, of: 14, since: since, with: other)
        for person in [3, 4] {
            ca.wait(60)
            let answers = ca.authority.openActs(at: ca.now).filter { $0.kind.name == AnswerDisowned.kind }
            if let open = answers.first {
                try ca.sign(open.place, "answer", by: person)
            } else {
                try ca.propose(
                    AnswerDisowned.kind,
                    .line([
                        "answer": .string("reversed"), "disowning": .string("D-1"), "entry": .integer(act),
                    ]), by: person, slot: "answer")
            }
        }
        #expect(ca.authority.isReversed(act))
        ca.wait(Ruling.waiting)
        refused("P-22", ca) {
            try $0.file(EndSeat.kind, ended(12, "systems-administration"), by: 6, slot: "executor", under: 1)
        }
    }
}
