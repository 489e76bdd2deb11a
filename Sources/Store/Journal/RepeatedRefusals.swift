import Ledger

/// Which refusals are lines of their own, and which are counted (K-13).
///
/// Who is refused a thousand times a minute would fill the evidence with as many lines, and true ones would drown among
/// them. The first few of one source are written; the rest of ten minutes is one line with its count. A crash loses a count
/// that was not written yet, never a line.
struct RepeatedRefusals: Sendable {
    private struct Source {
        let since: Time
        var count = 0
        /// Whom the counted ones claimed to be, where it was always the same.
        var claimed: String?
        var isMixed = false
    }

    private var sources: [String: Source] = [:]
    /// Refusals of one source within the window that are lines of their own.
    static let writtenMax = 10
    /// Seconds that a count goes on.
    static let window = 600
    /// Sources that are told apart; those beyond are one.
    static let sourcesMax = 4096

    /// Whether this refusal becomes a line; otherwise it is counted. An empty source is this server's own.
    mutating func takesLine(from source: String, claimed: String?, at now: Time) -> Bool {
        guard !source.isEmpty else { return true }
        let name = sources[source] == nil && sources.count >= Self.sourcesMax ? "others" : source
        var seen = sources[name] ?? Source(since: now)
        seen.count += 1
        if seen.count == Self.writtenMax + 1 {
            seen.claimed = claimed
        } else if seen.count > Self.writtenMax, seen.claimed != claimed {
            seen.isMixed = true
        }
        sources[name] = seen
        return seen.count <= Self.writtenMax
    }

    /// The lines of counts whose time is over, or of all at the end.
    mutating func over(at now: Time, all: Bool = false) -> [JournalLine] {
        let ended = sources.filter { all || now.since($0.value.since) >= Self.window || now < $0.value.since }
        for name in ended.keys { sources[name] = nil }
        return ended.values.filter { $0.count > Self.writtenMax }.sorted { ($0.since, $0.count) < ($1.since, $1.count) }
            .map { source in
                var facts = [
                    JSON.Member("count", .integer(source.count - Self.writtenMax)),
                    JSON.Member("since", .string(source.since.text)),
                ]
                if let claimed = source.claimed, !source.isMixed {
                    facts.append(JSON.Member("claimed", .string(claimed)))
                }
                return JournalLine(.refusal, at: now, facts: .sorted(facts))
            }
    }
}
