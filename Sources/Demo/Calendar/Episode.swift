import Rules

/// Something that happens in the demonstration, at its time on the calendar: one file, one episode.
///
/// It finds what it goes on with (an open act, a stop, a medium) in the ledger, as people do, so that episodes can be
/// added before and between others.
protocol Episode: Sendable {
    static var begins: CalendarTime { get }
    /// What happens, for whoever watches the history being made.
    static var says: String { get }
    static func play(in ledger: DemoLedger) async throws
}

/// Time since the demonstration began. The history ends nine days later: now.
struct CalendarTime: Comparable, Sendable {
    let seconds: Int

    static func day(_ day: Int, _ hour: Int, _ minute: Int = 0) -> CalendarTime {
        CalendarTime(seconds: (day * 24 + hour) * 3600 + minute * 60)
    }

    static let length = day(9, 0)

    static func < (one: CalendarTime, other: CalendarTime) -> Bool { one.seconds < other.seconds }
}

/// A chapter that has a part in the history. It says so in its folder here, and nothing else lists it: the calendar asks
/// the chapters of the policy.
protocol HasEpisodes {
    static var episodes: [any Episode.Type] { get }
}
