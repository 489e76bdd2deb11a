import Ledger

/// What the first layer of P-4 reads from the name of a kind, without knowing the kind: how long the statement
/// may be under way, and whether it must stand in its signer's order. The same for everybody who folds.
package struct StatementSort: Equatable, Sendable {
    /// Seconds that `until` may lie after `claimed` (P-4, P-10).
    package let window: Int
    /// Exempt from covering what it signs and from its signer's order (P-8): records, their signatures, what narrows.
    package let exempt: Bool
    /// Which fold the kind belongs to.
    package let part: Part

    package enum Part: String, Sendable { case authority, register, record }

    package static let hour = 3600
    package static let day = 86_400

    /// nil for a name that is of none of the three parts: such a kind is in no edition.
    package init?(kind: String) {
        let bytes = kind.utf8
        func ends(_ suffix: String) -> Bool { bytes.reversed().starts(with: suffix.utf8.reversed()) }
        func begins(_ prefix: String) -> Bool { bytes.starts(with: prefix.utf8) }
        if begins("record/") {
            part = .record
        } else if begins("authority/") {
            part = .authority
        } else if begins("register/") {
            part = .register
        } else {
            return nil
        }
        let narrows =
            ends("/act.decline") || ends("/act.withdraw") || kind == "authority/stop.set"
            || kind == "authority/conflict.declare"
        exempt = part == .record || narrows
        if part == .record {
            window = 30 * Self.day
        } else if ends("/act.sign") || kind == "authority/motion.vote" || ends("/motion.close")
            || ends("/founding.accept")
        {
            window = Self.day
        } else {
            window = Self.hour
        }
    }
}
