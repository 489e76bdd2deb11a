import Ledger
import Rules
import TestWorld
import Testing

/// K-3: people may publish their own names, and nobody may do it for them.
struct AOwnNameTests {
    private func describe(_ person: Int, by signer: Int, _ parts: [DetachedPart], in ca: inout TestCA) throws {
        var draft = Draft.of(ca.kind(DescribePerson.kind), .line(["person": .person(person)]), slot: "self")
        draft.detached = parts
        try ca.say(draft, by: signer)
    }

    @Test("K-3: a person's own name may be for everyone; it is their newest name, and an act can still erase it")
    func own() throws {
        var ca = try small()
        try describe(6, by: 6, [.open("name")], in: &ca)
        let part = try #require(ca.state.name(of: 6))
        let entry = try Entry(bytes: ca.entries[ca.entries.count - 1])
        #expect(part.statement == entry.hash && entry.statement.detached.map(\.audience) == ["everyone"])
        // Later they may keep it to those whom the policy names.
        ca.wait(60)
        try describe(6, by: 6, [.personal("name")], in: &ca)
        #expect(try ca.state.name(of: 6)?.statement == Entry(bytes: ca.entries[ca.entries.count - 1]).hash)
    }

    @Test("K-3: nobody publishes another person's name")
    func another() throws {
        let ca = try small()
        refused("K-3", ca) { try describe(6, by: 5, [.open("name")], in: &$0) }
    }

    @Test("K-3: contacts, and the name that others give at an enrolment, are never for everyone")
    func others() throws {
        let ca = try small()
        refused("P-6", ca, "a contact") { try describe(6, by: 6, [.open("contact"), .open("name")], in: &$0) }
        refused("P-6", ca, "an enrolment") { ca in _ = try ca.enrolNamed(parts: [.open("name")]) }
    }

    @Test("K-3: a draft asks for it part by part, and only where the kind allows it")
    func drafts() throws {
        let authority = try small().authority
        #expect(try authority.audience(of: "name", in: DescribePerson.kind, isPublished: true).audience == "everyone")
        #expect(try authority.audience(of: "name", in: DescribePerson.kind).audience != "everyone")
        #expect(throws: Refusal.self) {
            try authority.audience(of: "contact", in: DescribePerson.kind, isPublished: true)
        }
        #expect(throws: Refusal.self) {
            try authority.audience(of: "name", in: "authority/person.enrol", isPublished: true)
        }
    }
}
