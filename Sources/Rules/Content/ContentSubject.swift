import Ledger

/// Whom a restricted part concerns, told from its line alone, so that store, verifier and erasure agree (P-6).
///
/// Keys of the vault, readings and erasures go by it. A person is always one subject; whoever has no number yet
/// is known by the statement that asks for him.
package enum ContentSubject: Hashable, Sendable {
    case person(Int)
    /// An enrolment by its statement's hash, or a machine's statement.
    case statement(Digest)

    /// The enrolment itself for a person not yet numbered, the one person whom the body names, else the signer.
    package init(of statement: Statement, hash: Digest) {
        if statement.kind == EnrolPerson.kind {
            self = .statement(hash)
            return
        }
        let items = (try? Kind.named(statement.kind)?.items(in: statement.body)) ?? []
        let people = Set(items.filter { $0.item.letter == Person.letter }.map(\.item.number))
        if people.count == 1, let person = people.first {
            self = .person(person)
        } else if statement.signer.sort == .person, statement.signer.number > 0 {
            self = .person(statement.signer.number)
        } else {
            // The holder of a first key signs the enrolment that is about him.
            self = .statement(statement.signer == .unnumbered ? statement.of ?? hash : hash)
        }
    }

    /// `p17`, or 64 hex digits.
    package var text: String {
        switch self {
        case .person(let number): "p\(number)"
        case .statement(let hash): hash.hex
        }
    }

    package init?(_ text: String) {
        if let id = ItemID(text), id.letter == Person.letter {
            self = .person(id.number)
        } else if let hash = Digest(hex: text) {
            self = .statement(hash)
        } else {
            return nil
        }
    }
}

extension DetachedPart {
    /// Whether it is for fewer than everyone.
    package var isRestricted: Bool { !audience.utf8.elementsEqual(Audience.everyone.utf8) }
}
