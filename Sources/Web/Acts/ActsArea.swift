import Rules

/// Acts: what is allowed once everybody has signed whom the policy asks for. Each team reads those of all others (SP-9.1.2d).
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /acts` | anybody | all acts, newest first |
/// | `GET /acts/{act}` | anybody | one act, who signed, what is missing |
/// | `GET /acts/{act}/permits` | anybody | what a ruling would have permitted in the past year |
/// | `GET POST /acts/{act}/sign` | anybody | the statement of a signature; whoever it names signs it |
/// | `GET POST /acts/{act}/decline` | anybody | the same for a no |
/// | `GET POST /acts/{act}/withdraw` | anybody | the same for taking back |
/// | `GET POST /acts/{act}/motion` | anybody | the same for opening its motion |
/// | `GET POST /acts/{act}/into-force` | anybody | the same for what waited for its day |
/// | `GET POST /acts/{act}/conflict` | anybody | the same for a conflict |
/// | `GET POST /acts/{act}/ask` | anybody | the same for a question |
/// | `GET POST /acts/{act}/note` | anybody | the same for a note beside it |
/// | `GET /api/acts` | anybody | all acts |
/// | `GET /api/acts/{act}` | anybody | one act |
enum ActsArea: Area {
    static let routes: [Route] =
        [
            .get("/acts") { try ActsPage.answer($0) },
            .get("/acts/{act}") { try ActPage.answer($0) },
            .get("/acts/{act}/permits") { try await RulingPreview.page($0) },
            .view(
                "/api/acts", "Acts on people and acts on things, newest first", "Act", isList: true,
                query: [("state", "only acts in this state: \(ActsPage.conditions.joined(separator: ", "))")]
                    + APIPage.query
            ) { request in
                let state = request.query["state"]
                guard state.isEmpty || ActsPage.conditions.contains(state) else {
                    throw Problem.bad("“state” must be one of \(ActsPage.conditions.joined(separator: ", ")).", .none)
                }
                let page = try APIPage(request)
                return .array(
                    ActsPage.acts(
                        state.isEmpty ? nil : state, before: page.before, limit: page.count, request.context
                    ).map(\.json))
            },
            .view("/api/acts/{act}", "One act", "Act") { try Find.act($0).json },
        ]
        + Route.decision("/acts/{act}/sign") { .sign(try Find.openAct($0)) }
        + Route.form("/acts/{act}/decline") { .decline(try Find.openAct($0)) }
        + Route.form("/acts/{act}/withdraw") { .withdraw(try Find.openAct($0)) }
        + Route.decision("/acts/{act}/motion") { .openMotion(try Find.openAct($0)) }
        + Route.decision("/acts/{act}/into-force") { .closeManual(try Find.act($0)) }
        + Route.form("/acts/{act}/conflict") { .conflict(try Find.openAct($0)) }
        + Route.form("/acts/{act}/ask") { .ask(QuestionSubject(try Find.act($0))) }
        + Route.form("/acts/{act}/note", files: FormFiles.limits) {
            .beside(.note(NoteSubject(try Find.act($0), $0.context)))
        }

    static let menu = [MenuLink.acts]
}

extension MenuLink {
    static let acts = MenuLink(label: "Acts", path: "/acts") { ItemID($0.id)?.prefix == "A" }
}
