import Ledger
import Rules

/// The routes for programs: views as JSON, made from the same values as the pages.
enum API {
    static func routes(_ desk: Desk) -> [Route] {
        reading + entries + writing(desk) + SignInAPI.routes + SessionsAPI.routes + [OpeningsAPI.route]
            + JournalAPI.routes + [openAPI]
    }

    private static func get(
        _ pattern: String, _ summary: String, _ schema: String, list: Bool = false,
        query: [(name: String, what: String)] = [],
        _ json: @escaping @Sendable (SiteRequest) throws -> JSON
    ) -> Route {
        Route.get(pattern) { .json(try json($0)) }.noted(
            .init(summary: summary, schema: schema, isList: list, query: query))
    }

    private static let reading: [Route] = [
        get("/api/status", "What this ledger is, and its head", "Status") { status($0.context) },
        get("/api/kinds", "Every kind of act and record, with who must sign", "Kind", list: true) { request in
            .array(request.context.authority.kindViews(at: request.now).map(\.json))
        },
        get("/api/kinds/{part}/{name}", "One kind", "Kind") {
            try $0.context.authority.kindView(KindPage.find($0), at: $0.now).json
        },
        get(
            "/api/acts", "Acts of both parts, newest first", "Act", list: true,
            query: [("state", "only acts in this condition")]
        ) { request in
            let state = request.query["state"]
            return .array(
                request.context.acts.filter {
                    state.isEmpty || $0.condition.word.utf8.elementsEqual(state.utf8)
                }.map(\.json))
        },
        get("/api/acts/{act}", "One act", "Act") { try Find.act($0).json },
        get("/api/motions", "Motions, newest first", "Motion", list: true) {
            .array($0.context.motions.map(\.json))
        },
        get("/api/motions/{motion}", "One motion", "Motion") { try Find.motion($0).json },
        get("/api/records", "Records, newest first", "Record", list: true) {
            .array($0.context.world.records.map { $0 }.reversed().map(json))
        },
        get("/api/records/{record}", "One record", "Record") { json(try Find.record($0)) },
        get(
            "/api/questions", "Questions with their answers: of one thread, oldest first, or the newest of all",
            "Question", list: true, query: [("about", "the id of an act, motion or record")]
        ) { try QuestionAPI.list($0) },
        get("/api/questions/{question}", "One question", "Question") {
            QuestionAPI.json(try Find.question($0), $0.context)
        },
        get("/api/people", "People with their keys and seats", "Person", list: true) {
            .array($0.context.authority.peopleViews(at: $0.now).map(\.json))
        },
        get("/api/people/{person}", "One person", "Person") { try Find.person($0).json },
        get("/api/groups", "Bodies, offices, teams and lists", "Group", list: true) {
            .array($0.context.groups.map(\.json))
        },
        get("/api/groups/{group}", "One group", "Group") { request in
            guard let view = request.context.authority.groupView(request["group"], at: request.now) else {
                throw Problem.notFound("The policy has no such group.")
            }
            return view.json
        },
        get("/api/lists", "Access lists", "Group", list: true) { request in
            .array(
                request.context.groups.filter { $0.group.sort == .list }.map(\.json))
        },
        get("/api/registers", "The registers of things", "Register", list: true) { request in
            .array(
                RegisterView.all.map {
                    .line([
                        "columns": .texts($0.columns), "items": .integer($0.items(request.context.world).count),
                        "letter": .string($0.letter),
                        "name": .string($0.name), "title": .string($0.title),
                    ])
                })
        },
        get("/api/registers/{register}", "The items of a register", "Item", list: true) { request in
            let register = try RegisterPage.register(request)
            return .array(register.items(request.context.world).map { $0.json(register.columns) })
        },
        get("/api/registers/{register}/{item}", "One item", "Item") { request in
            let register = try RegisterPage.register(request)
            guard let id = ItemID(request["item"]), id.letter == register.letter, let item = request.context.item(id)
            else {
                throw Problem.notFound("There is no such item in \(register.name).")
            }
            return item.json(register.columns)
        },
        get(
            "/api/tasks", "What waits for a person", "Task", list: true,
            query: [("person", "a person's id, like p3")]
        ) { request in
            guard let id = ItemID(request.query["person"]), id.letter == Person.letter else {
                throw Problem.bad("“person” is a person's id, like p3.", .none)
            }
            return .array(request.context.tasks(for: id.number).map(\.json))
        },
        get(
            "/api/clauses", "Clauses with their state", "Clause", list: true,
            query: [("state", "only clauses in this state, like broken")]
        ) { request in
            let state = request.query["state"]
            let views = request.context.state.clauseViews(at: request.now)
            return .array(
                views.filter { state.isEmpty || $0.state.rawValue.utf8.elementsEqual(state.utf8) }.map(\.json)
            )
        },
        get("/api/stops", "Stops, newest first, with what ends each", "Stop", list: true) {
            .array($0.context.state.stopViews(at: $0.now).map(\.json))
        },
        get("/api/findings", "What somebody must answer", "Finding", list: true) {
            .array($0.context.findings.map(\.json))
        },
    ]

    private static let entries: [Route] = [
        get(
            "/api/entries", "Entries in order", "Entry", list: true,
            query: [
                ("from", "the first place, 0 when absent"),
                ("count", "how many, at most 256; 64 when absent"),
            ]
        ) { request in
            let from = try number(request.query["from"], named: "from", or: 0)
            let count = min(256, try number(request.query["count"], named: "count", or: 64))
            guard from < request.context.log.size else { return .array([]) }
            let end = min(request.context.log.size, from + count)
            return .array(try (from..<end).map { try entry(at: $0, request, proof: false) })
        },
        get("/api/entries/{place}", "One entry with its inclusion proof", "Entry") {
            try entry(at: try EntryPage.place($0), $0, proof: true)
        },
    ]

    private static func writing(_ desk: Desk) -> [Route] {
        [
            Route.post("/api/draft") { try DraftAPI.answer($0, desk: desk) }
                .noted(
                    .init(
                        summary: "Make an unsigned statement; nothing is kept", schema: "Drafted",
                        body: "Draft")),
            Route.post("/api/submit") { try await SubmitAPI.answer($0, desk: desk) }
                .noted(
                    .init(
                        summary: "Enter a signed statement of any kind", schema: "Receipt", body: "Submission"
                    )),
        ]
    }

    private static let openAPI = get("/api/openapi.json", "This document", "Document") { _ in OpenAPI.document
    }

    // MARK: Views that only programs see

    static func number(_ text: String, named name: String, or absent: Int) throws -> Int {
        if text.isEmpty { return absent }
        guard let number = ItemID.place(text) else {
            throw Problem.bad("“\(name)” is a whole number from 0.", .none)
        }
        return number
    }

    private static func status(_ context: ViewContext) -> JSON {
        let founding = context.authority.founding
        return .line([
            "accepted": .bool(founding?.isAccepted ?? false),
            "checkpoint": .string(String(decoding: context.published.checkpoint, as: UTF8.self)),
            "founding": founding.map { .string($0.hash.hex) },
            "founding-words": founding.map { .string(Words.words24($0.hash).joined(separator: " ")) },
            "key": founding.map { .string($0.ledgerKey) }, "origin": founding.map { .string($0.origin) },
            "root": .string(context.head.root.hex), "size": .integer(context.head.size),
            "sort": founding.map { .string($0.sort.rawValue) },
            "state": .string(context.world.stateHash.hex),
            "words": .string(Words.words12(context.head.root).joined(separator: " ")),
        ])
    }

    private static func json(_ record: OpenRecord) -> JSON {
        .line([
            "attested": record.attested.map { .integer($0) }, "body": record.kind.body(of: record.record),
            "breaches": .array(record.breaches.map(\.line)), "complete": record.complete.map { .integer($0) },
            "happened": .string(record.happened.text),
            "hash": .string(record.hash.hex), "id": .string(record.name), "kind": .string(record.kind.name),
            "late": .bool(record.late),
            "observed": record.observed.map { .integer($0) }, "observer": record.observer.json,
            "performer": .person(record.performer),
            "state": .string(record.word), "title": .string(record.kind.title),
        ])
    }

    private static func entry(at place: Int, _ request: SiteRequest, proof: Bool) throws -> JSON {
        let bytes = try EntryPage.bytes(request, at: place)
        let entry = try? Entry(bytes: bytes)
        let sealed = request.context.published.sealed
        let path =
            proof && place < sealed.size ? request.context.archive.proof(of: place, size: sealed.size) : nil
        let void = request.context.published.voids.first { $0.place == place }
        return .line([
            "bytes": .string(String(decoding: Base64.encoded(bytes), as: UTF8.self)),
            // Only what decodes has no control characters, which JSON of ours cannot hold.
            "entry": entry == nil ? nil : .string(String(decoding: bytes, as: UTF8.self)),
            "hash": entry.map { .string($0.hash.hex) }, "kind": entry.map { .string($0.statement.kind) },
            "leaf": .string(Digest.leaf(of: bytes).hex), "place": .integer(place),
            "proof": path.map { .texts($0.map(\.hex)) },
            "recorded": entry.map { .string($0.recorded.text) },
            "root": path == nil ? nil : .string(sealed.root.hex),
            "signer": entry.map { .string($0.statement.signer.text) },
            "size": path == nil ? nil : .integer(sealed.size),
            "void": void.map { .string($0.refusal.text) },
            "words": entry.map { .string(Words.words12($0.hash).joined(separator: " ")) },
        ])
    }
}
