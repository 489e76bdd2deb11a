import Ledger
import Rules

extension TestCA {
    /// The body of a founding with these founders and their seats.
    package mutating func foundingBody(_ founders: [[String]], sort: String = "demonstration") -> JSON {
        let list = founders.enumerated().map { index, seats in
            JSON.line([
                "key": .string(key(index + 1).publicKey.openSSH), "person": .person(index + 1),
                "seats": .texts(seats.sorted()),
            ])
        }
        func edition(_ part: KnownEditions.Part) -> JSON {
            .line(["digest": .string(KnownEditions.digest(part, 1)?.hex ?? ""), "number": .integer(1)])
        }
        return .line([
            "clauses": .string(documents["clauses"]?.hex ?? ""),
            "editions": .line(["authority": edition(.authority), "register": edition(.register)]),
            "founders": .array(list),
            "logs": .line([
                "journal": .string(journalSigner.key.vkey), "ledger": .string(ledgerSigner.key.vkey),
            ]),
            "manual": .string(documents["manual"]?.hex ?? ""), "policy": .string(documents["policy"]?.hex ?? ""),
            "sort": .string(sort),
            "web": sort == "production"
                ? .line(["origins": .texts(["https://ca.example"]), "rp": .string("ca.example")])
                : .line(["origins": .texts(["http://localhost:8080"]), "rp": .string("localhost")]),
        ])
    }

    /// Enters the founding and every acceptance.
    package mutating func found(_ founders: [[String]], sort: String = "demonstration") throws {
        var draft = Draft("authority/founding", foundingBody(founders, sort: sort), under: ["P-54"])
        draft.enclosures = enclosures.map { Enclosure(length: $0.value.count, sha256: $0.key) }
            .sorted { $0.sha256 < $1.sha256 }
        try say(draft, by: 1)
        for person in 1...founders.count {
            wait(60)
            let heard = (1...founders.count).filter { $0 != person }.map {
                (person: $0, key: key($0).publicKey.fingerprint)
            }
            guard let founding = authority.founding else { return }
            try say(.accept(founding, heard: heard), by: person)
        }
    }

    /// The small CA: council p1 to p4 founded it. Founded once; each test goes on with a copy.
    package static func small() throws -> TestCA { try Founded.small.get() }

    /// CAcert's policy with a Board of p1 to p5; once, as above.
    package static func cacert() throws -> TestCA { try Founded.cacert.get() }

    private enum Founded {
        static let small = Result {
            var ca = try TestCA(policy: "small")
            try ca.found([["council"], ["council"], ["council"], ["council"]])
            return ca
        }
        static let cacert = Result {
            var ca = try TestCA(policy: "cacert")
            try ca.found(Array(repeating: ["board"], count: 5))
            return ca
        }
    }

    /// Enrols the next person with two key witnesses.
    @discardableResult
    package mutating func enrol(witnesses: [Int] = [1, 2], form: Form = .ed25519) throws -> Int {
        wait(60)
        let number = authority.people.count + 1
        let key = key(number, form: form)
        let place = try say(
            .of(kind(EnrolPerson.kind), .line(["key": .string(key.publicKey.openSSH)])), by: witnesses[0])
        wait(60)
        try say(.sign(act(place), slot: "holder"), by: 0, with: key)
        let slot = state.authority.policy?.kinds[EnrolPerson.kind]?.ways[0].slots.last?.name ?? ""
        for witness in witnesses { try say(.sign(act(place), slot: slot), by: witness) }
        return number
    }

    package func kind(_ name: String) -> Kind {
        guard let kind = Kind.named(name) else {
            // A trap without the name would end a hundred tests and say nothing.
            fatalError("no kind is called \(name): is its register, or the kind itself, in the doorway of its chapter?")
        }
        return kind
    }
    package func act(_ place: Int) -> ProposedAct<Authority> { authority.acts[place: place]! }
    package func registerAct(_ place: Int) -> ProposedAct<World> { state.world.acts[place: place]! }
    package func record(_ place: Int) -> OpenRecord { state.world.records[state.world.recordIndex(at: place)!] }

    /// Has the governing body open, vote and close the motion about an act, all its members voting yes.
    @discardableResult
    package mutating func carry(_ place: Int, body: String? = nil) throws -> Int {
        let body = body ?? authority.policy?.governs ?? ""
        let members = authority.seated(in: body, at: now).filter { !act(place).named.contains($0) }
        wait(60)
        let opened = try say(.motion(about: act(place), body: body), by: members[0])
        for member in members {
            wait(30)
            try say(.vote(authority.motion(at: opened)!, .yes), by: member)
        }
        wait(60)
        for member in members.prefix(2) {
            let motion = authority.motion(at: opened)!
            try say(.close(motion, authority.tally(motion, at: now)), by: member)
        }
        return opened
    }

    /// Proposes an act by its kind's name and fields.
    @discardableResult
    package mutating func propose(_ kindName: String, _ body: JSON, by person: Int, slot: String? = nil) throws -> Int {
        wait(60)
        return try say(.of(kind(kindName), body, slot: slot), by: person)
    }
}
