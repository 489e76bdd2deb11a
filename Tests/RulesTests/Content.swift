import Ledger
import Rules
import TestWorld

extension DetachedPart {
    /// A part under the small policy's exception for what is personal.
    static func personal(_ name: String, audience: String = "members", exception: String? = "RP-1.4-personal") -> Self {
        DetachedPart(
            audience: audience, commitment: Digest.of(Array(name.utf8)), exception: exception, name: name)
    }
    static func open(_ name: String) -> Self {
        DetachedPart(audience: "everyone", commitment: Digest.of(Array(name.utf8)), exception: nil, name: name)
    }
}

extension TestCA {
    /// A person says his name, his contact, or both; the proposal fills its one slot.
    @discardableResult
    mutating func describe(_ person: Int, _ parts: [String], by signer: Int? = nil) throws -> Int {
        wait(60)
        var draft = Draft.of(kind(DescribePerson.kind), .line(["person": .person(person)]), slot: "self")
        draft.detached = parts.map { .personal($0) }
        return try say(draft, by: signer ?? person)
    }

    /// Enrols the next person with a name beside the enrolment.
    mutating func enrolNamed(witnesses: [Int] = [1, 2], parts: [DetachedPart] = [.personal("name")]) throws -> Int {
        wait(60)
        let number = authority.people.count + 1
        let key = key(number)
        var draft = Draft.of(kind(EnrolPerson.kind), .line(["key": .string(key.publicKey.openSSH)]))
        draft.detached = parts
        let place = try say(draft, by: witnesses[0])
        try say(.sign(act(place), slot: "holder"), by: 0, with: key)
        for witness in witnesses { try say(.sign(act(place), slot: "witness"), by: witness) }
        return number
    }

    func hash(_ place: Int) -> Digest { state.log.rows[place].hash ?? .ofNothing }
}
