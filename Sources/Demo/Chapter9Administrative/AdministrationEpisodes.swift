import Rules

extension Administration: HasEpisodes {
    static let episodes: [any Episode.Type] = [
        PeopleDescribed.self, AbsencesEntered.self, TrainingHeld.self, TeamReported.self, ArbitratorLeft.self,
        AccessReviewed.self,
    ]
}
