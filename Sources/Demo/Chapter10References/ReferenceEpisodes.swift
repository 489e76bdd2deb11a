import Rules

extension References: HasEpisodes {
    static let episodes: [any Episode.Type] = [SystemsNamed.self, MirrorAdded.self]
}
