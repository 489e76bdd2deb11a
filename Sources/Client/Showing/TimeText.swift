import Ledger

/// Times as people say them; `--json` has the exact ones.
package enum TimeText {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November",
        "December",
    ]

    /// `24 November 2026, 02:49 UTC (in 59 minutes)`.
    package static func full(_ time: Time, now: Time) -> String {
        "\(date(time)), \(clock(time)) UTC (\(distance(time, now: now)))"
    }

    /// For tables: the distance within a week, else the date.
    package static func short(_ time: Time, now: Time) -> String {
        abs(time.since(now)) < 7 * 86_400 ? distance(time, now: now) : date(time)
    }

    /// `3 hours ago`, `in 2 days`.
    package static func distance(_ time: Time, now: Time) -> String {
        let seconds = time.since(now)
        let span = abs(seconds)
        if span < 60 { return seconds < 0 ? "just now" : seconds == 0 ? "now" : "in under a minute" }
        let (number, unit) =
            span < 3600
            ? (span / 60, "minute") : span < 2 * 86_400 ? (span / 3600, "hour") : (span / 86_400, "day")
        let text = "\(number) \(unit)\(number == 1 ? "" : "s")"
        return seconds < 0 ? "\(text) ago" : "in \(text)"
    }

    /// `24 November 2026`.
    static func date(_ time: Time) -> String {
        let parts = time.text.prefix(10).split(separator: "-")
        guard parts.count == 3, let month = Int(parts[1]), months.indices.contains(month - 1),
            let day = Int(parts[2])
        else { return time.text }
        return "\(day) \(months[month - 1]) \(parts[0])"
    }

    private static func clock(_ time: Time) -> Substring { time.text.dropFirst(11).prefix(5) }
}
