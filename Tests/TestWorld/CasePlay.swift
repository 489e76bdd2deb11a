import Ledger
import Rules

/// Words that a test CA says without a vault: the same everywhere, so that a site opens them by their commitment.
package enum SpokenWords {
    package static let key = [UInt8](repeating: 0x57, count: 32)
    package static let content = Array("Is it <i>so</i>?".utf8)
}

extension TestCA {
    /// A proposal with its detached parts and, where one is given, the ruling on which it rests.
    @discardableResult
    package mutating func file(
        _ kindName: String, _ body: JSON, by person: Int, slot: String? = nil, parts: [String] = [], under: Int? = nil
    ) throws -> Int {
        wait(60)
        var draft = Draft.of(kind(kindName), body, slot: slot)
        let request = request()
        draft.detached = parts.sorted().map { name in
            DetachedPart(
                audience: "everyone",
                commitment: commitment(
                    key: SpokenWords.key, origin: origin, signer: .person(person), request: request, kind: draft.kind,
                    name: name, content: SpokenWords.content), exception: nil, name: name)
        }
        if let under { draft.under.append("RUL-\(under)") }
        let signer = key(person)
        return try enter(signer.signed(statement(draft, by: person, request: request)))
    }

    /// The number of a new case.
    package mutating func fileCase(
        by person: Int = 11, against: [Int] = [], about: [String] = [], sort: String = "dispute"
    ) throws -> Int {
        try file(
            FileCase.kind,
            .line([
                "about": about.isEmpty ? nil : .texts(about),
                "respondents": against.isEmpty ? nil : .array(against.map { .person($0) }), "sort": .string(sort),
            ]), by: person, slot: "filer", parts: ["complaint"])
    }
    package mutating func takeCase(_ number: Int, by manager: Int = 16, asking arbitrator: Int = 14) throws {
        try file(
            TakeCase.kind, .line(["arbitrator": .person(arbitrator), "case": .string("C-\(number)")]), by: manager,
            slot: "case-manager")
    }
    package mutating func acceptCase(_ number: Int, by arbitrator: Int = 14) throws {
        try file(
            AcceptCase.kind, .line(["case": .string("C-\(number)")]), by: arbitrator, slot: "arbitrator",
            parts: ["preliminaries"])
    }
    package mutating func declineCase(_ number: Int, by arbitrator: Int = 14) throws {
        try file(
            DeclineCase.kind, .line(["case": .string("C-\(number)")]), by: arbitrator, slot: "arbitrator",
            parts: ["reason"])
    }

    /// A case that p14 decides and p16 runs.
    package mutating func acceptedCase(by person: Int = 11, against: [Int] = []) throws -> Int {
        let number = try fileCase(by: person, against: against)
        try takeCase(number)
        try acceptCase(number)
        return number
    }

    package static func ruling(_ number: Int, _ directions: [JSON], sort: String = "final") -> JSON {
        let list = directions.sorted { $0.written().lexicographicallyPrecedes($1.written()) }
        return .line([
            "case": .string("C-\(number)"), "day": .string("2027-03-01"),
            "directions": list.isEmpty ? nil : .array(list), "place": .string("Vienna"), "sort": .string(sort),
        ])
    }
    /// The proposal of a ruling, signed by its Arbitrator.
    package mutating func proposeRuling(
        _ number: Int, _ directions: [JSON], sort: String = "final", by person: Int = 14
    ) throws
        -> Int
    {
        try file(
            GiveRuling.kind, Self.ruling(number, directions, sort: sort), by: person, slot: "arbitrator",
            parts: ["facts", "logic"])
    }
    /// The number of a ruling that both signed, in a new case.
    package mutating func rule(_ directions: [JSON], sort: String = "final", in number: Int? = nil) throws -> Int {
        let number = try number ?? acceptedCase()
        let act = try proposeRuling(number, directions, sort: sort)
        wait(60)
        try say(.sign(self.act(act), slot: "case-manager"), by: 16)
        return authority.cases.rulings.count
    }

    package func day(_ days: Int) -> String { String(now.adding(days * 86_400).text.prefix(10)) }
    package func permit(_ kind: String, about: [String], count: Int = 1, days: Int = 30, by: String? = nil) -> JSON {
        .line([
            "about": about.isEmpty ? nil : .texts(about.sorted()), "by": by.map { .string($0) },
            "count": .integer(count), "kind": .string(kind), "sort": .string("permit"), "until": .string(day(days)),
        ])
    }

    /// A ruling that waits for the Case Manager p8 and permits the end of p9's seat; two such acts stood in the past year, one
    /// signed by p1 as the policy's other way has it.
    package static func beforeRuling() throws -> (ca: TestCA, ruling: Int, signed: Int, bare: Int) {
        var ca = try TestCA.cacert()
        var people: [Int] = []
        for body in ["arbitrators", "arbitrators", "case-managers", "case-managers"] {
            let person = try ca.enrol(witnesses: [1, 2])
            try ca.carry(
                ca.propose(
                    "authority/body.seat", .line(["body": .string(body), "person": .person(person)]), by: 1))
            people.append(person)
        }
        let last = people[3]
        let body = JSON.line(["group": .string("case-managers"), "person": .person(last)])
        let signed = try ca.file(EndSeat.kind, body, by: 1, slot: "executor")
        let bare = try ca.propose(EndSeat.kind, body, by: 2)
        ca.wait(40 * 86_400)
        let number = try ca.fileCase(by: 1)
        try ca.takeCase(number, by: people[2], asking: people[0])
        try ca.acceptCase(number, by: people[0])
        let ruling = try ca.proposeRuling(
            number, [ca.permit(EndSeat.kind, about: ["case-managers", "p\(last)"])], by: people[0])
        return (ca, ruling, signed, bare)
    }
}
