import Ledger
import Rules
import TestWorld
import Testing

/// P-51, P-52, K-27, SP-9.3.2c: what a ruling may direct.
struct JudgeDirectionTests {
    private func refuses(
        _ clause: String, _ ca: TestCA, _ direction: JSON, sort: String = "final", _ comment: Comment
    ) throws {
        var ca = ca
        let number = try ca.acceptedCase()
        refused(clause, ca, comment) { _ = try $0.proposeRuling(number, [direction], sort: sort) }
    }

    @Test(
        "SP-9.3.2c, P-52: a permission has a kind, a scope, a count and an end within a year; a standing one may leave the scope"
    )
    func permits() throws {
        var ca = try arbitrated()
        let seat = EndSeat.kind
        try refuses("P-35", ca, ca.permit("authority/none", about: ["p9"]), "no such act")
        try refuses("P-52", ca, ca.permit("authority/policy.change", about: ["p9"]), "the rules themselves")
        try refuses("P-52", ca, ca.permit(GiveRuling.kind, about: ["p9"]), "another ruling")
        try refuses("P-52", ca, ca.permit(seat, about: []), "without a scope")
        try refuses("P-52", ca, ca.permit(seat, about: ["p9"], days: 0), "over already")
        try refuses("P-52", ca, ca.permit(seat, about: ["p9"], days: 400), "longer than a year")
        try refuses("P-52", ca, ca.permit(seat, about: ["p14"]), "about its own Arbitrator")
        try refuses("P-52", ca, ca.permit(seat, about: ["p9"], by: "p16"), "for its own Case Manager")
        try refuses("P-35", ca, ca.permit(seat, about: ["p9"], by: "nobody"), "for a group that is none")
        let standing = try ca.rule([ca.permit(seat, about: [], count: 3)], sort: "standing")
        let says = try #require(ca.authority.directions(of: ca.authority.cases.rulings[standing - 1]).first?.says)
        #expect(says.covers(kind: seat, naming: ["p9", "access"]) && says.count == 3 && says.until != nil)
    }

    @Test(
        "P-52: each sort of direction has its own members, and no others",
        arguments: [
            #"{"kind":"authority/seat.end","sort":"permit","until":"2027-05-01"}"#,
            #"{"by":"p8","person":"p9","sort":"instruct","until":"2027-05-01"}"#,
            #"{"clause":"SP-9.1.3","sort":"exempt"}"#,
            #"{"about":["A-1","A-2"],"person":"p9","sort":"find-conflict"}"#,
            #"{"sort":"bind"}"#, #"{"person":"p9","sort":"pardon"}"#,
            #"{"about":["p9"],"count":0,"kind":"authority/seat.end","sort":"permit","until":"2027-05-01"}"#,
            #"{"about":["p9"],"count":1,"kind":"record/note","sort":"permit","until":"2027-05-01"}"#,
        ])
    func members(_ text: String) throws {
        let json = try JSON(enclosed: Array(text.utf8))
        #expect(throws: Misfit.self) { _ = try Directions(.array([json])) }
    }

    @Test("P-52: what people type is what stands in the line, and is said in words")
    func typed() throws {
        let text = "bind person=p9; permit kind=authority/seat.end about=p9,access count=2 until=2027-05-01 by=board"
        let json = try #require(Directions.type.read(text))
        let list = try Directions(json).list
        #expect(list.map(\.sort) == [.permit, .bind] && list[0].about == ["access", "p9"])
        #expect(Directions.type.plain(json).contains("naming nothing but access, p9, proposed by board: 2 times"))
        #expect(Directions.type.typed(json) != nil)
        #expect(Directions.type.read("permit kind") == nil && Directions.type.read("bind person=p9 person=p8") == nil)
    }

    @Test("P-51: it finds a conflict of interest in one act, and leaves the floor of seated members free")
    func conflicts() throws {
        var ca = try arbitrated()
        let act = try ca.propose(EndSeat.kind, ended(12, "systems-administration"), by: 1)
        func conflict(_ person: Int, _ about: String) -> JSON {
            .line(["about": .texts([about]), "person": .person(person), "sort": .string("find-conflict")])
        }
        try refuses("P-35", ca, conflict(2, "A-9999"), "no such act")
        try refuses("P-35", ca, conflict(2, "M-1"), "no act")
        let motion = try ca.open(act)
        try ca.vote(motion, .no, by: 2)
        _ = try ca.rule([conflict(2, "B-\(motion)")])
        #expect(ca.authority.conflicted[act] == [2])
        #expect(ca.authority.counted(ca.authority.motion(at: motion)!, at: ca.now).isEmpty)
        try refuses("P-51", ca, conflict(2, "A-\(act)"), "found already")
        _ = try ca.rule([conflict(3, "A-\(act)")])
        try refuses("P-51", ca, conflict(4, "A-\(act)"), "fewer than the floor would be left")
        let own = try ca.propose(EndSeat.kind, ended(12, "systems-administration"), by: 14)
        try refuses("P-52", ca, conflict(2, "A-\(own)"), "its own Arbitrator proposed it")
        let about = try ca.propose(EndSeat.kind, ended(16, "case-managers"), by: 1)
        try refuses("P-52", ca, conflict(2, "A-\(about)"), "it names its own Case Manager")
        try refuses("P-52", ca, ca.permit("authority/content.erase", about: ["A-\(about)"]), "so does a permission")
    }

    @Test("P-52: a clause that a ruling excepts is shown as excepted until the day, and no gate asks that")
    func exempt() throws {
        var ca = try arbitrated()
        let clause = "SP-9.1.2a"
        let exempt = JSON.line([
            "clause": .string(clause), "sort": .string("exempt"), "until": .string(ca.day(20)),
        ])
        try refuses(
            "P-35", ca, .line(["clause": .string("SP-99"), "sort": .string("exempt"), "until": .string(ca.day(9))]),
            "no such clause")
        func state(_ ca: TestCA) -> ClauseState? { ca.state.clauseView(clause, at: ca.now)?.state }
        #expect(state(ca) == .broken || state(ca) == .due)
        _ = try ca.rule([exempt])
        #expect(state(ca) != .excepted)
        ca.wait(Ruling.waiting)
        #expect(state(ca) == .excepted)
        #expect(ca.state.clauseView(clause, at: ca.now)?.excepted?.id.text == "DIR-1")
        ca.wait(20 * 86_400)
        #expect(state(ca) != .excepted)
    }
}
