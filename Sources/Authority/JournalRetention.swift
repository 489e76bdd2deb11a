import Ledger

/// SP-4.2.1b: how long lines of the journal are kept, by class, is the Manual's: `journal.retention.sign-in` and so
/// on. A class of which it says nothing is kept for ever: nothing goes without a rule that says so.
extension Authority {
    /// The Manual's value for a class of lines.
    package static func retention(of sort: JournalLine.Sort) -> String { "journal.retention." + sort.rawValue }

    /// Seconds for which a line of this class is kept at least; nil for ever.
    package func journalPeriod(of sort: JournalLine.Sort) -> Int? {
        guard case .span(let seconds) = manualValues?.value(Self.retention(of: sort)) else { return nil }
        return seconds
    }
}
