import Rules

/// People, their keys, and the groups in which they sit.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /people` | anybody | all people |
/// | `GET /people/{person}` | anybody | one person: seats, keys, what waits |
/// | `GET /people/{person}/stored` | that person | what is stored about them, and who read it |
/// | `GET POST /settings` | signed in | time zone, being seen, the link of one's feed |
/// | `GET /groups` | anybody | bodies, offices, teams and access lists |
/// | `GET /groups/{group}` | anybody | one of them |
/// | `GET /groups/{group}/feed` | anybody | an Atom feed of what its people said |
/// | `GET /api/people` | anybody | all people |
/// | `GET /api/people/{person}` | anybody | one person |
/// | `GET /api/groups` | anybody | all groups |
/// | `GET /api/groups/{group}` | anybody | one group |
/// | `GET /api/lists` | anybody | the access lists alone |
enum PeopleArea: Area {
    static let routes: [Route] = [
        .get("/people") { try PeoplePage.answer($0) },
        .get("/people/{person}") { try PersonPage.answer($0) },
        .get("/people/{person}/stored") { try StoredPage.answer($0) },
        .get("/settings") { try SettingsPage.answer($0) },
        .post("/settings") { try SettingsPage.post($0) },
        .get("/groups") { try GroupsPage.answer($0) },
        .get("/groups/{group}") { try GroupPage.answer($0) },
        .get("/groups/{group}/feed") { try GroupFeed.answer($0) },
        .view("/api/people", "People with their keys and seats", "Person", isList: true) {
            .array($0.context.authority.peopleViews(at: $0.now).map(\.json))
        },
        .view("/api/people/{person}", "One person", "Person") { try Find.person($0).json },
        .view("/api/groups", "Bodies, offices, teams and lists", "Group", isList: true) {
            .array($0.context.groups.map(\.json))
        },
        .view("/api/groups/{group}", "One group", "Group") { request in
            guard let view = request.context.authority.groupView(request["group"], at: request.now) else {
                throw Problem.notFound("There is no such group in the policy.")
            }
            return view.json
        },
        .view("/api/lists", "Access lists", "Group", isList: true) { request in
            .array(request.context.groups.filter { $0.group.sort == .list }.map(\.json))
        },
    ]

    static let menu = [MenuLink.people, MenuLink.groups]
}

extension MenuLink {
    static let people = MenuLink(label: "People and keys", path: "/people", group: .people)
    static let groups = MenuLink(label: "Groups and lists", path: "/groups", group: .people)
}
