import Rules

/// Orders the episodes of all chapters by their time, and plays them.
package enum DemoCalendar {
    /// What founds and keeps the ledger itself comes from no chapter.
    static let episodes: [any Episode.Type] =
        (FoundingEpisodes.episodes + World.chapters.flatMap { ($0 as? any HasEpisodes.Type)?.episodes ?? [] })
        .sorted { $0.begins < $1.begins }

    /// From an empty ledger to nine days later. `say` tells what goes on.
    static func play(in ledger: DemoLedger, _ say: (String) -> Void) async throws {
        let start = ledger.now
        for episode in episodes {
            ledger.clock.catchUp(to: start.adding(episode.begins.seconds))
            // The journal's timer runs by the machine's clock, and nine days pass in some seconds.
            try ledger.closeSegment()
            say(episode.says)
            try await episode.play(in: ledger)
        }
        guard ledger.now <= start.adding(CalendarTime.length.seconds) else {
            throw HistoryError(
                "the history does not end in time: an episode takes longer than the calendar allows")
        }
    }

    /// The names of all episodes, in order.
    package static var names: [String] { episodes.map { "\($0)" } }
    /// The chapters of the policy that have no part in the history.
    package static var missing: [String] {
        World.chapters.filter { !($0 is any HasEpisodes.Type) }.map { $0.title }
    }
}
