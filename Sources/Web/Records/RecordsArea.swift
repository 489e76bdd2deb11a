import Rules

/// Records: what happened, as those who did it signed it.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /records` | anybody | all records, newest first |
/// | `GET /records/{record}` | anybody | one record |
/// | `GET POST /records/{record}/sign` | anybody | the statement of the observer; whoever it names signs it |
/// | `GET POST /records/{record}/object` | anybody | the same for saying that it was not so |
/// | `GET POST /records/{record}/close` | anybody | the same for closing it without the observer |
/// | `GET POST /records/{record}/attest` | anybody | the same for attesting a late one |
/// | `GET POST /records/{record}/ask` | anybody | the same for a question |
/// | `GET POST /records/{record}/join` | anybody | the same for coming while it goes on |
/// | `GET POST /records/{record}/leave` | anybody | the same for going |
/// | `GET POST /records/{record}/note` | anybody | the same for a note beside it |
/// | `GET /api/records` | anybody | all records |
/// | `GET /api/records/{record}` | anybody | one record |
enum RecordsArea: Area {
    static let routes: [Route] =
        [
            .get("/records") { try RecordsPage.answer($0) },
            .get("/records/{record}") { try RecordPage.answer($0) },
            .view("/api/records", "Records, newest first", "Record", isList: true, query: APIPage.query) { request in
                let page = try APIPage(request)
                return .array(
                    request.context.world.records(before: page.before, limit: page.count).map {
                        $0.json(in: request.context.world)
                    })
            },
            .view("/api/records/{record}", "One record", "Record") { request in
                try Find.record(request).json(in: request.context.world)
            },
        ]
        + Route.decision("/records/{record}/sign") { .observe(try Find.record($0)) }
        + Route.form("/records/{record}/object") { .object(try Find.record($0)) }
        + Route.decision("/records/{record}/close") { .closeRecord(try Find.record($0)) }
        + Route.decision("/records/{record}/attest") { .attest(try Find.record($0)) }
        + Route.form("/records/{record}/ask") { .ask(QuestionSubject(try Find.record($0))) }
        + Route.form("/records/{record}/join") { .beside(.join(try Find.record($0))) }
        + Route.form("/records/{record}/leave") { .beside(.leave(try Find.record($0))) }
        + Route.form("/records/{record}/note", files: FormFiles.limits) {
            .beside(.note(NoteSubject(try Find.record($0), $0.context)))
        }

    static let menu = [MenuLink.records]
}

extension MenuLink {
    static let records = MenuLink(label: "Records", path: "/records") { ItemID($0.id)?.prefix == "R" }
}
