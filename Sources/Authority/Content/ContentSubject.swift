import Ledger

/// Whom a restricted part concerns, told from its line alone, so that store, verifier and erasure agree (P-6).
///
/// Keys of the vault, readings and erasures go by it. A person is always one subject; whoever has no number yet
/// is known by the statement that asks for them.
package enum ContentSubject: Hashable, Sendable {
    case person(Int)
    /// An enrolment by its statement's hash, or a machine's statement.
    case statement(Digest)

    /// `p17`, or 64 hex digits.
    package var text: String {
        switch self {
        case .person(let number): "p\(number)"
        case .statement(let hash): hash.hex
        }
    }

    package init?(_ text: String) {
        if let id = ItemID(text), id.prefix == Person.prefix {
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
