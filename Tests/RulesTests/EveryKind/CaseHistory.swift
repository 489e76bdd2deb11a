import Ledger
import Rules
import TestWorld

/// Cases and rulings for the history of every kind: the small policy with a body that arbitrates and one that runs cases.
extension TestCA {
    /// Three Arbiters and two Clerks, in this order.
    mutating func arbitrate(_ more: [[String]: JSON?] = [:]) throws -> [Int] {
        func body(_ title: String, _ marks: [String]) -> JSON {
            .line([
                "clauses": .texts(["RP-1.1"]), "electors": .texts(["council"]), "marks": .texts(marks),
                "minimum": .integer(1), "seated-by": .string("council"), "sort": .string("body"),
                "title": .string(title),
            ])
        }
        func slot(_ name: String, _ pool: String, _ count: Int = 1) -> JSON {
            .line(["count": .integer(count), "name": .string(name), "pool": .texts([pool])])
        }
        func needs(_ slots: [JSON], propose: String, named: Bool = false) -> JSON {
            .line([
                "clauses": .texts(["RP-1.1"]), "exclude": named ? .texts(["named"]) : nil, "expires": .integer(86_400),
                "propose": .texts([propose]), "ways": .array([.array(slots)]),
            ])
        }
        let arbiter = slot("arbitrator", "arbiters"), clerk = slot("case-manager", "clerks")
        let kinds: [(String, JSON)] = [
            (FileCase.kind, needs([slot("filer", "enrolled")], propose: "enrolled")),
            (TakeCase.kind, needs([clerk], propose: "clerks")),
            (AcceptCase.kind, needs([arbiter], propose: "arbiters")),
            (DeclineCase.kind, needs([arbiter], propose: "arbiters")),
            (TriageCases.kind, needs([arbiter, clerk], propose: "arbiters")),
            (GiveRuling.kind, needs([arbiter, clerk], propose: "arbiters", named: true)),
            (
                GiveAppeal.kind,
                needs([slot("arbitrator", "arbiters", 2), clerk], propose: "arbiters")
            ),
            (DirectionDone.kind, needs([slot("doer", "enrolled")], propose: "enrolled")),
            (ReadUses.kind, needs([arbiter], propose: "arbiters")),
            (
                SuspendRuling.kind,
                .line([
                    "clauses": .texts(["RP-1.1"]), "expires": .integer(86_400),
                    "motion": .line(["body": .string("council"), "floor": .integer(2)]),
                    "propose": .texts(["office"]), "ways": .array([.array([])]),
                ])
            ),
        ]
        var changes = more
        changes[["groups", "arbiters"]] = body("Arbiters", ["arbitrates"])
        changes[["groups", "clerks"]] = body("Clerks", [])
        for (kind, json) in kinds { changes[["kinds", kind]] = json }
        try changePolicy(changes)
        var people: [Int] = []
        for group in ["arbiters", "arbiters", "arbiters", "clerks", "clerks"] {
            let person = try enrol(witnesses: [1, 2])
            try carry(propose("authority/body.seat", bodied(person, group), by: 1))
            people.append(person)
        }
        return people
    }

    /// Each kind of cases and rulings.
    mutating func casesPlayed() throws {
        let people = try arbitrate()
        let (first, second, third, runs, other) = (people[0], people[1], people[2], people[3], people[4])
        let number = try fileCase(by: 5)
        try takeCase(number, by: runs, asking: second)
        try declineCase(number, by: second)
        try takeCase(number, by: runs, asking: first)
        try acceptCase(number, by: first)
        let tell = JSON.line(["by": .person(5), "sort": .string("instruct"), "until": .string(day(10))])
        let act = try proposeRuling(number, [tell], by: first)
        wait(60)
        try sign(act, "case-manager", by: runs)
        try file(DirectionDone.kind, .line(["directions": .texts(["DIR-1"])]), by: 5, slot: "doer", parts: ["done"])
        try file(
            ReadUses.kind, .line(["ruling": .string("RUL-1"), "upto": .integer(act)]), by: first, slot: "arbitrator")
        try carry(propose(SuspendRuling.kind, .line(["ruling": .string("RUL-1")]), by: 1))
        let appeal = try file(
            GiveAppeal.kind, .line(["outcome": .string("stands"), "ruling": .string("RUL-1")]), by: second,
            slot: "arbitrator", parts: ["logic"])
        wait(60)
        try sign(appeal, "arbitrator", by: third)
        try sign(appeal, "case-manager", by: other)
        let dismissed = try fileCase(by: 5)
        let triage = try file(
            TriageCases.kind,
            .line([
                "arbitrator": .person(second), "dismissed": .texts(["C-\(dismissed)"]), "manager": .person(other),
            ]), by: second, slot: "arbitrator", parts: ["reason"])
        wait(60)
        try sign(triage, "case-manager", by: other)
    }
}
