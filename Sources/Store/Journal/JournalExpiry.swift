import Foundation
import GRDB
import Ledger
import Rules

/// SP-4.2.1b: what is past its time is removed with its salt; the leaf hash stays, and so every seal stays good.
extension JournalFile {
    /// How many lines of a class may go: past what was promised when they were written, and past the Manual's period
    /// of today (P-37: it never shortens for what already stands).
    func countPast(_ sort: JournalLine.Sort, at now: Time, period: Int) throws(StoreError) -> Int {
        try DatabaseFile.guarding(path) {
            try log.pool.read {
                try Int.fetchOne(
                    $0, sql: "SELECT count(*) FROM line" + JournalFile.past,
                    arguments: [sort.rawValue, now.seconds, now.seconds - period]) ?? 0
            }
        }
    }

    /// Removes salt and words of those lines, and what they were found by; overwritten in the file and gone from the
    /// write-ahead log.
    func empty(_ sort: JournalLine.Sort, at now: Time, period: Int) throws(StoreError) {
        try DatabaseFile.guarding(path) {
            try log.pool.write {
                try $0.execute(
                    sql: "UPDATE line SET salt = NULL, body = NULL, person = NULL, about = NULL" + JournalFile.past,
                    arguments: [sort.rawValue, now.seconds, now.seconds - period])
            }
        }
    }

    /// Takes what was removed out of the write-ahead log too; false when a reader was in the way.
    func settle() -> Bool { (try? log.pool.empty()) != nil }

    private static let past = " WHERE class = ? AND body IS NOT NULL AND keep IS NOT NULL AND keep < ? AND at < ?"
}

extension JournalKeeper {
    /// Removes what is past its time, each class by the Manual's period, and says so in a line of its own first: a
    /// crash between the two leaves lines that the next round removes. Those lines themselves stay: they name nobody, and
    /// a start counts by them (decision 0043).
    mutating func expire() throws(AppendFailure) {
        let now = around.clock()
        defer { if isUnsettled { isUnsettled = !file.settle() } }
        for sort in JournalLine.Sort.allCases where sort != .retention {
            guard let period = around.period(sort) else { continue }
            do throws(StoreError) {
                let count = try file.countPast(sort, at: now, period: period)
                guard count > 0 else { continue }
                let before = Time(seconds: now.seconds - period) ?? .earliest
                do throws(AppendFailure) {
                    try write([.removal(of: sort.rawValue, lines: count, before: before, at: now)])
                } catch { throw error.fault }
                try file.empty(sort, at: now, period: period)
                isUnsettled = true
            } catch {
                // Lines that stay a little longer are no reason to stop; a disk that fails is.
                throw error.isUndone ? .notWritten(error) : .unknown(error)
            }
        }
    }
}
