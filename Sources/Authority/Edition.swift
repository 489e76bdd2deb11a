import Ledger

/// Which rules are in force: two numbers, one per part, and where each came into force (P-60). What was done before stays
/// judged by the rules of its day (SP-1.4.1).
package struct Editions: Equatable, Sendable {
    package struct InForce: Equatable, Sendable {
        package var number: Int
        package var place: Int
        package var digest: Digest
    }
    package var authority = InForce(number: 1, place: -1, digest: .ofNothing)
    package var register = InForce(number: 1, place: -1, digest: .ofNothing)

    package func place(of part: Part) -> Int { part == .authority ? authority.place : register.place }

    package var line: JSON {
        .line([
            "authority": .line(["number": .integer(authority.number), "place": .integer(max(0, authority.place))]),
            "register": .line(["number": .integer(register.number), "place": .integer(max(0, register.place))]),
        ])
    }
}

/// The editions that this program knows. A digest is that of the edition's sources, made at release by
/// `make edition`; a program that meets another one stops (P-60).
package enum KnownEditions {
    package enum Part: String, Choice { case authority, register }

    /// The digest of an edition, nil where this program does not know it.
    package static func digest(_ part: Part, _ number: Int) -> Digest? {
        guard number == 1 else { return nil }
        return Digest.of(Array("foureyes \(part.rawValue) edition 1".utf8))
    }
}

/// P-60: a new edition comes into force by an act of policy class. No machine is in service in this edition, so
/// no machine's statement is asked for yet.
package struct AdoptEdition: AuthorityAct {
    package let digest: Digest, number: Int, part: KnownEditions.Part

    package static let kind = "authority/edition.adopt", title = "Adopt an edition of the rules"
    package static let clauses = ["P-60", "SP-1.4.1"], changesRules = true
    package static let fields = Fields(
        { Self(digest: $0, number: $1, part: $2) }, Field("digest", \Self.digest, "Digest of the edition’s sources"),
        Field("number", \Self.number, "Number of the edition"), Field("part", \Self.part, "Which part of the rules"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        let now = part == .authority ? authority.editions.authority : authority.editions.register
        guard number == now.number + 1 else {
            throw Refusal(
                "P-60", "Edition \(now.number) is in force, so the next one must be \(now.number + 1).", field: "number"
            )
        }
        guard moment.by.isEmpty || KnownEditions.digest(part, number) == digest else {
            throw Refusal(
                "P-60", "This program does not contain edition \(number) of \(part.rawValue) with this digest.",
                who: "whoever runs this program, by upgrading it", field: "digest", sort: .unknownEdition)
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        let adopted = Editions.InForce(number: number, place: moment.place, digest: digest)
        switch part {
        case .authority: authority.editions.authority = adopted
        case .register: authority.editions.register = adopted
        }
    }
}
