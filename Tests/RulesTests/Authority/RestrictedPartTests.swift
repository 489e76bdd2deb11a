import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.5a: what is not public says under which exception of the policy.
struct RestrictedPartTests {
    private func propose(_ parts: [DetachedPart], in ca: inout TestCA) throws {
        var draft = Draft.of(ca.kind("authority/list.add"), listed(6, "machine-room"))
        draft.detached = parts
        try ca.say(draft, by: 5)
    }

    @Test(
        "SP-9.5a, P-6: restricted content names an exception of the policy that has that audience; public content names none"
    )
    func exceptions() throws {
        var ca = try small()
        refused("P-6", ca, "an exception beside everyone") {
            try propose([.personal("reason", audience: "everyone")], in: &$0)
        }
        refused("P-6", ca, "no exception") { try propose([.personal("reason", exception: nil)], in: &$0) }
        refused("SP-9.5a", ca, "no such exception") {
            try propose([.personal("reason", exception: "RP-1.4-other")], in: &$0)
        }
        refused("SP-9.5a", ca, "another audience") {
            try propose([.personal("reason", audience: "council")], in: &$0)
        }
        try propose([.personal("reason")], in: &ca)
        try propose([.open("reason")], in: &ca)
    }

    @Test("SP-9.5a, P-6: what is personal stands under the policy's exception for it, never before everyone")
    func personal() throws {
        var ca = try small()
        refused("P-6", ca) { ca in _ = try ca.enrolNamed(parts: [.open("name")]) }
        let number = try ca.enrolNamed()
        #expect(number == 11)
    }

    @Test("P-6: where a policy has no place for personal content it is refused, with the remedy")
    func noPlace() throws {
        var ca = try small()
        #expect(try ca.authority.audience(of: "name", in: EnrolPerson.kind).exception == "RP-1.4-personal")
        #expect(try ca.authority.audience(of: "reason", in: EnrolPerson.kind).audience == "everyone")
        try ca.changePolicy([["audiences"]: nil, ["exceptions"]: nil])
        #expect(ca.authority.policy?.personal == nil)
        let refusal = refused("SP-9.5a", ca) { ca in _ = try ca.enrolNamed() }
        #expect(refusal?.who.contains("governing body") == true)
        #expect(throws: Refusal.self) { try ca.authority.audience(of: "name", in: EnrolPerson.kind) }
        refused("P-6", ca) { ca in _ = try ca.enrolNamed(parts: [.open("name")]) }
    }
}
