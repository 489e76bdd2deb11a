import Ledger
import Rules

/// What waits, and for whom.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /` | anybody | what waits for whoever reads; for everybody where nobody is signed in |
/// | `GET /feed/{token}` | who has the link | what waits for its person, as an Atom feed |
/// | `GET /api/tasks` | anybody | what waits for one person |
enum HomeArea: Area {
    static let routes: [Route] = [
        .get("/") { try HomePage.answer($0) },
        .get("/feed/{token}") { try Feed.answer($0) },
        .view(
            "/api/tasks", "What waits for one person, or for everybody", "Task", isList: true,
            query: [("person", "the id of a person, like p3")]
        ) { request in
            guard let id = ItemID(request.query["person"]), id.prefix == Person.prefix else {
                throw Problem.bad("“person” must be the id of a person, like p3.", .none)
            }
            return .array(request.context.tasks(for: id.number).map(\.json))
        },
    ]

    static let menu = [MenuLink.home]
}

extension MenuLink {
    static let home = MenuLink(label: "Home", path: "/") { _ in true }
}
