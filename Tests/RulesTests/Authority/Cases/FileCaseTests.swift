import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.5c, SP-9.1.7b, K-28: who brings a case before the Arbitrators, and who can be a party of one.
struct FileCaseTests {
    @Test(
        "SP-9.5c, K-31: anybody with a key files one alone, also for themselves; its number is the place of its entry")
    func alone() throws {
        var ca = try arbitrated()
        let number = try ca.fileCase(by: 11, against: [8], about: ["arbitration"], sort: "secrecy")
        let one = try #require(ca.authority.cases.cases.item(ItemID(prefix: "C", number: number)))
        #expect(one.filer == 11 && one.respondents == [8] && one.parties == [8, 11] && one.about == ["arbitration"])
        #expect(number == ca.entries.count - 1 && ca.authority.groups(of: 11).isEmpty)
        let second = try ca.fileCase(by: 1)
        #expect(ca.authority.cases.cases.map(\.number) == [number, second])
        #expect(Register.named("cases")?.numbers(in: ca.state.world) == [number, second])
    }

    @Test("P-52, K-28: what a case cannot be")
    func misused() throws {
        let ca = try arbitrated()
        refused("P-52", ca, "claimant and respondent") {
            try $0.file(
                FileCase.kind,
                .line([
                    "claimants": .texts(["p8"]), "respondents": .texts(["p8"]), "sort": .string("dispute"),
                ]), by: 11, slot: "filer", parts: ["complaint"])
        }
        refused("K-28", ca, "what only a record opens") { _ = try $0.fileCase(sort: "ratify-patch") }
        refused("SP-9.5c", ca, "without a complaint") {
            try $0.file(FileCase.kind, .line(["sort": .string("dispute")]), by: 11, slot: "filer")
        }
        refused("P-35", ca, "a respondent who does not exist") { _ = try $0.fileCase(against: [99]) }
    }

    @Test("SP-9.1.7b: who has left every office is a party still, and files too")
    func former() throws {
        var ca = try arbitrated()
        try ca.propose("authority/team.leave", member(13, "systems-administration"), by: 13, slot: "leaver")
        #expect(ca.authority.groups(of: 13).isEmpty)
        let against = try ca.fileCase(by: 11, against: [13])
        let own = try ca.fileCase(by: 13)
        for number in [against, own] {
            try ca.takeCase(number)
            try ca.acceptCase(number)
        }
        #expect(ca.authority.cases.cases.allSatisfy { $0.parties.contains(13) && $0.accepted != nil })
    }

    @Test("K-28: a record of a kind that the policy marks opens a case at its own place, in every fold alike")
    func fromRecord() throws {
        var ca = try ERecordTests().stocked()
        let people = try ca.arbitrate([["records", "record/medium.move", "opens-case"]: .string("incident")])
        ca.wait(60)
        let place = try ca.say(ERecordTests().move(to: "S-2", happened: ca.now), by: 5)
        let one = try #require(ca.authority.cases.cases.item(ItemID(prefix: "C", number: place)))
        #expect(one.isFromRecord && one.sort == .incident && one.filer == 5 && one.about == ["R-\(place)"])
        refused("P-52", ca, "whoever performed it does not decide it") {
            try $0.takeCase(place, by: people[3], asking: 5)
        }
        try ca.takeCase(place, by: people[3], asking: people[0])
        try ca.acceptCase(place, by: people[0])
        #expect(ca.authority.cases.cases.item(one.id)?.arbitrator == people[0])
    }
}
