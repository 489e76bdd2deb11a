import Ledger
import Rules
import TestWorld

/// The CAcert CA with those who decide cases: Arbitrators p14, p15, p17 and p18, Case Managers p16 and p19; the opening is over. The
/// Board is p1 to p5, p8 leads the Systems Administrators p9, p12, p13, p6 the Access Engineers, p20 the Support Engineers;
/// p11 is without office.
func arbitrated() throws -> TestCA { try ArbitratedWorld.made.get() }

private enum ArbitratedWorld {
    static let made = Result {
        var ca = try cacert()
        for body in ["arbitrators", "arbitrators", "case-managers", "arbitrators", "arbitrators", "case-managers"] {
            let person = try ca.enrol(witnesses: [1, 2])
            try ca.carry(ca.propose("authority/body.seat", bodied(person, body), by: 1))
        }
        let leader = try ca.enrol(witnesses: [1, 2])
        try ca.carry(ca.propose("authority/team.lead", member(leader, "support"), by: 1))
        ca.now = ca.authority.founding?.openingEnd.map { $0.adding(60) } ?? ca.now
        return ca
    }
}

extension TestCA {
    /// A proposal with its detached parts and, where one is given, the ruling on which it rests.
    @discardableResult
    mutating func file(
        _ kindName: String, _ body: JSON, by person: Int, slot: String? = nil, parts: [String] = [], under: Int? = nil
    ) throws -> Int {
        wait(60)
        var draft = Draft.of(kind(kindName), body, slot: slot)
        draft.detached = parts.sorted().map { .open($0) }
        if let under { draft.under.append("RUL-\(under)") }
        return try say(draft, by: person)
    }

    /// The number of a new case.
    mutating func fileCase(
        by person: Int = 11, against: [Int] = [], about: [String] = [], sort: String = "dispute"
    ) throws -> Int {
        try file(
            FileCase.kind,
            .line([
                "about": about.isEmpty ? nil : .texts(about),
                "respondents": against.isEmpty ? nil : .array(against.map { .person($0) }), "sort": .string(sort),
            ]), by: person, slot: "filer", parts: ["complaint"])
    }
    mutating func takeCase(_ number: Int, by manager: Int = 16, asking arbitrator: Int = 14) throws {
        try file(
            TakeCase.kind, .line(["arbitrator": .person(arbitrator), "case": .string("C-\(number)")]), by: manager,
            slot: "case-manager")
    }
    mutating func acceptCase(_ number: Int, by arbitrator: Int = 14) throws {
        try file(
            AcceptCase.kind, .line(["case": .string("C-\(number)")]), by: arbitrator, slot: "arbitrator",
            parts: ["preliminaries"])
    }
    mutating func declineCase(_ number: Int, by arbitrator: Int = 14) throws {
        try file(
            DeclineCase.kind, .line(["case": .string("C-\(number)")]), by: arbitrator, slot: "arbitrator",
            parts: ["reason"])
    }

    /// A case that p14 decides and p16 runs.
    mutating func acceptedCase(by person: Int = 11, against: [Int] = []) throws -> Int {
        let number = try fileCase(by: person, against: against)
        try takeCase(number)
        try acceptCase(number)
        return number
    }

    static func ruling(_ number: Int, _ directions: [JSON], sort: String = "final") -> JSON {
        let list = directions.sorted { $0.written().lexicographicallyPrecedes($1.written()) }
        return .line([
            "case": .string("C-\(number)"), "day": .string("2027-03-01"),
            "directions": list.isEmpty ? nil : .array(list), "place": .string("Vienna"), "sort": .string(sort),
        ])
    }
    /// The proposal of a ruling, signed by its Arbitrator.
    mutating func proposeRuling(_ number: Int, _ directions: [JSON], sort: String = "final", by person: Int = 14) throws
        -> Int
    {
        try file(
            GiveRuling.kind, Self.ruling(number, directions, sort: sort), by: person, slot: "arbitrator",
            parts: ["facts", "logic"])
    }
    /// The number of a ruling that both signed, in a new case.
    mutating func rule(_ directions: [JSON], sort: String = "final", in number: Int? = nil) throws -> Int {
        let number = try number ?? acceptedCase()
        let act = try proposeRuling(number, directions, sort: sort)
        wait(60)
        try sign(act, "case-manager", by: 16)
        return authority.cases.rulings.count
    }

    func day(_ days: Int) -> String { String(now.adding(days * 86_400).text.prefix(10)) }
    func permit(_ kind: String, about: [String], count: Int = 1, days: Int = 30, by: String? = nil) -> JSON {
        .line([
            "about": about.isEmpty ? nil : .texts(about.sorted()), "by": by.map { .string($0) },
            "count": .integer(count), "kind": .string(kind), "sort": .string("permit"), "until": .string(day(days)),
        ])
    }
}

func ended(_ person: Int, _ group: String) -> JSON {
    .line(["group": .string(group), "person": .person(person)])
}
