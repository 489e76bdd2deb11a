import Rules

/// The roster: who could decide what, today and on the days ahead.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /roster` | anybody | for each kind of act: whether it can be signed, and without whom not |
/// | `GET /api/roster` | anybody | the same |
enum RosterArea: Area {
    static let routes: [Route] = [
        .get("/roster") { RosterPage.answer($0) },
        .view("/api/roster", "For each kind of act, on which days it could be signed", "RosterLine", isList: true) {
            .array($0.context.roster.map(\.json))
        },
    ]

    static let menu = [MenuLink.roster]
}

extension MenuLink {
    static let roster = MenuLink(label: "Roster", path: "/roster", group: .people)
}
