import Rules

/// Who may do what: founding, people, seats, keys and stops.
enum FoundingEpisodes: HasEpisodes {
    static let episodes: [any Episode.Type] = [
        LedgerFounded.self, PeopleEnrolled.self, SeatsFilled.self, AccessGiven.self, ServerEnrolled.self,
        PhoneLost.self, BagStolen.self, PhoneFound.self, KeysReplaced.self, MotionDefeated.self, MotionHalfVoted.self,
        ManualChanged.self, ManualLoosened.self, PeopleChecked.self, CaseDecided.self, RulingUsed.self,
        RulingWaiting.self,
    ]
}
