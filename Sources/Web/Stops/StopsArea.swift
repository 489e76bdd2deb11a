import Rules

/// Stops: what is held, and what ends each.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /stops` | anybody | all stops, newest first |
/// | `GET /stops/lost-key` | anybody | what to do about a lost key |
/// | `GET /api/stops` | anybody | the same |
enum StopsArea: Area {
    static let routes: [Route] = [
        .get("/stops") { try StopsPage.answer($0) },
        .get("/stops/lost-key") { LostKeyPage.answer($0) },
        .view("/api/stops", "Stops, newest first, and how each can be ended", "Stop", isList: true) {
            .array($0.context.state.stopViews(at: $0.now).map(\.json))
        },
    ]

    static let menu = [MenuLink.stops]
}

extension MenuLink {
    static let stops = MenuLink(label: "Stops", path: "/stops")
}
