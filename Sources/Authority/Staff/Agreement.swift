import Ledger

/// SP-1.3, SP-9.1.4d: that a person, a member, agreed to the policy of a day.
package struct Agreement: AuthorityItem {
    package static let prefix = "AGR", noun = "agreement"
    package let number: Int
    package let born: Int
    package let person: Int
    /// The policy that they agreed to, by the hash of its compiled form.
    package let policy: Digest
    package let membership: OutsideDigest
    package let recorded: Time

    package var line: JSON {
        .line([
            "born": .integer(born), "membership": membership.json, "person": .integer(person), "policy": policy.json,
            "recorded": .string(recorded.text),
        ])
    }
}

/// SP-9.1.4d, SP-1.3: a person agrees to the policy in force and names their membership, SM-3.1: and says that they comply with
/// the regulations where they live. It gives them nothing (K-31); an appointment asks for it.
package struct SignAgreement: AuthorityAct {
    /// The one thing that can be said here; what cannot be said truly is not signed.
    package enum Compliance: String, Choice { case yes }
    package let documents: Ascending<DocumentDigest>, membership: OutsideDigest, person: ID<Person>
    package let policy: Digest, regulations: Compliance

    package static let kind = "authority/agreement.sign", title = "Agree to the policy"
    package static let clauses = ["SP-9.1.4d", "SP-1.3", "SM-3.1"], isNeutral = true, isLocal = true
    package static let fields = Fields(
        { Self(documents: $0, membership: $1, person: $2, policy: $3, regulations: $4) },
        Field("documents", \Self.documents, "SHA-256 of other documents that you have read"),
        Field("membership", \Self.membership, "SHA-256 of your membership’s record, with a salt"),
        Field("person", \Self.person, "Who agrees", .subject),
        Field("policy", \Self.policy, "SHA-256 of the policy in force"),
        Field("regulations", \Self.regulations, "You comply with the regulations where you live"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard policy == authority.policy?.digest else {
            throw Refusal(
                "SP-9.1.4d", "This is not the policy in force. Read that one, and agree to it.",
                who: "\(person.text), with the digest \(authority.policy?.digest.hex ?? "")", field: "policy")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.staff.append(
            Agreement(
                number: authority.staff.agreements.count + 1, born: moment.place, person: person.number,
                policy: policy, membership: membership, recorded: moment.recorded))
    }

    /// Whom an act names may sign it; here that is its person alone.
    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        person == self.person.number
            ? nil : Refusal("SP-9.1.4d", "\(self.person.text) agrees for themselves.", who: self.person.text)
    }
}

/// The digest of a document that stands in no ledger, in a list of them.
package struct DocumentDigest: FieldValue, Comparable {
    package let digest: Digest
    package static let type = FieldType(
        DocumentDigest.self, "document-digest", takes: OutsideDigest.type.takes, schema: Digest.type.schema)
    package init(_ json: JSON) throws(Misfit) { digest = try Digest(json) }
    package var json: JSON { digest.json }
    package static func < (one: Self, other: Self) -> Bool { one.digest < other.digest }
}
