import Ledger

/// A day in UTC, as a policy writes one: `2027-11-30`.
package struct Day: Equatable, Sendable {
    package let text: String
    private let begins: Time

    package init?(_ text: String) {
        guard text.utf8.count == 10, let begins = Time(text + "T00:00:00Z") else { return nil }
        (self.text, self.begins) = (text, begins)
    }

    /// From when it is over.
    package var ends: Time { begins.adding(StatementSort.day) }
    package func isOver(at now: Time) -> Bool { now >= ends }
}
