import Rules

/// Motions: what a body decides by votes with names.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /motions` | anybody | all motions, newest first |
/// | `GET /motions/{motion}` | anybody | one motion: votes, tally, when it may be closed |
/// | `GET POST /motions/{motion}/vote` | anybody | the statement of a vote; whoever it names signs it |
/// | `GET POST /motions/{motion}/close` | anybody | the same for closing it |
/// | `GET POST /motions/{motion}/ask` | anybody | the same for a word to its deliberation |
/// | `GET POST /propose/question` | anybody | the same for a motion that is about no act |
/// | `GET /api/motions` | anybody | all motions |
/// | `GET /api/motions/{motion}` | anybody | one motion |
enum MotionsArea: Area {
    static let routes: [Route] =
        [
            .get("/motions") { try MotionsPage.answer($0) },
            .get("/motions/{motion}") { try MotionPage.answer($0) },
            .view("/api/motions", "Motions, newest first", "Motion", isList: true, query: APIPage.query) { request in
                let page = try APIPage(request)
                return .array(
                    request.context.state.motionViews(at: request.now, before: page.before, limit: page.count)
                        .map(\.json))
            },
            .view("/api/motions/{motion}", "One motion", "Motion") { try Find.motion($0).json },
        ]
        + Route.decision("/motions/{motion}/vote") { .vote(try Find.openMotion($0)) }
        + Route.decision("/motions/{motion}/close") { .close(try Find.openMotion($0)) }
        + Route.form("/motions/{motion}/ask") { .ask(QuestionSubject(try Find.motion($0).motion)) }
        + Route.form("/propose/question") { _ in .question }

    static let menu = [MenuLink.motions]
}

extension MenuLink {
    static let motions = MenuLink(label: "Motions", path: "/motions") { ItemID($0.id)?.prefix == "B" }
}
