import Rules

/// The policy: its clauses with whether each holds, and who must sign what.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /policy` | anybody | the policy, clause by clause; `?at=` a day: as it was |
/// | `GET /policy/{clause}` | anybody | one clause; `?at=` a day: as it was |
/// | `GET /manual` | anybody | the values of the Manual; `?at=` a day: as they were |
/// | `GET /manual/change` | anybody | what another value of the Manual would mean, and the act that makes it so |
/// | `GET /kinds` | anybody | every kind of act and record |
/// | `GET /kinds/{part}/{name}` | anybody | one kind |
/// | `GET /api/clauses` | anybody | the clauses with their state |
/// | `GET /api/manual` | anybody | the values of the Manual |
/// | `GET /api/manual/changes` | anybody | the changes of the Manual, newest first |
/// | `GET /api/kinds` | anybody | every kind |
/// | `GET /api/kinds/{part}/{name}` | anybody | one kind |
enum PolicyArea: Area {
    static let routes: [Route] = [
        .get("/policy") { try PolicyPage.answer($0) }.lookingBack(),
        .get("/policy/{clause}") { try ClausePage.answer($0) }.lookingBack(),
        .get("/manual") { try ManualPage.answer($0) }.lookingBack(),
        .get("/manual/change") { try ManualChangePage.answer($0) },
        .get("/kinds") { try KindsPage.answer($0) },
        .get("/kinds/{part}/{name}") { try KindPage.answer($0) },
        .view(
            "/api/clauses", "Clauses with their state", "Clause", isList: true,
            query: [("state", "only clauses in this state, like broken")]
        ) { request in
            let state = request.query["state"]
            let views = request.context.state.clauseViews(at: request.now, findings: request.context.findings)
            return .array(
                views.filter { state.isEmpty || $0.state.rawValue.utf8.elementsEqual(state.utf8) }.map(\.json))
        },
        .view("/api/manual", "The values of the Manual", "ManualValue", isList: true) { request in
            .array(request.context.authority.manualViews.map(\.json))
        },
        .view("/api/manual/changes", "The changes of the Manual, newest first", "ManualChange", isList: true) {
            request in
            .array(request.context.state.manualChangeViews(at: request.now).map(\.json))
        },
        .view("/api/kinds", "All kinds of acts and records, and who must sign them", "Kind", isList: true) { request in
            .array(request.context.authority.kindViews(at: request.now).map(\.json))
        },
        .view("/api/kinds/{part}/{name}", "One kind", "Kind") {
            try $0.context.world.kindView(KindPage.find($0), at: $0.now).json
        },
    ]

    static let menu = [MenuLink.policy, MenuLink.manual, MenuLink.kinds]
}

extension MenuLink {
    static let policy = MenuLink(label: "Clause by clause", path: "/policy", group: .policy)
    static let manual = MenuLink(label: "The Manual", path: "/manual", group: .policy)
    static let kinds = MenuLink(label: "Who must sign", path: "/kinds", group: .policy)
}
