import Rules

/// Registers of things: each is a fold over the ledger. The inventory is open to both teams that need it (SP-2.2.1b).
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /registers` | anybody | all registers |
/// | `GET /registers/{register}` | anybody | one as a list |
/// | `GET POST /registers/{register}/import` | who signed in | a table to enter, as a file |
/// | `GET POST /registers/{register}/import/{table}` | its sender | what it says, and the statement that enters it |
/// | `GET /registers/{register}/{item}` | anybody | one thing, and how it came to be so; `?at=` a day: as it was |
/// | `GET POST /registers/{register}/{item}/note` | anybody | the statement of a note beside it; whoever it names signs it |
/// | `GET /registers/{register}/{item}/sheet` | anybody | the same on paper, with a label |
/// | `GET /registers/{register}/{item}/label.svg` | anybody | the label's code |
/// | `GET /api/registers` | anybody | all registers |
/// | `GET /api/registers/{register}` | anybody | the items of one |
/// | `GET /api/registers/{register}/{item}` | anybody | one item |
enum RegistersArea: Area {
    private static let itemsMost = 500
    static let routes: [Route] =
        Route.form("/registers/{register}/{item}/note", files: FormFiles.limits) { request in
            let (register, item) = try ItemPage.found(request)
            return .beside(.note(NoteSubject(item.id, in: register, request.context)))
        } + [
            .get("/registers") { try RegistersPage.answer($0) },
            .get("/registers/{register}") { try RegisterPage.answer($0) },
            .get("/registers/{register}/import") { try ImportPages.choose($0) },
            .post("/registers/{register}/import", files: ImportPages.limits) { try ImportPages.take($0) },
            .get("/registers/{register}/import/{table}") { try ImportPages.look($0) },
            .post("/registers/{register}/import/{table}") { try ImportPages.make($0) },
            .get("/registers/{register}/{item}") { try ItemPage.answer($0) }.lookingBack(),
            .get("/registers/{register}/{item}/sheet") { try ItemSheet.answer($0) },
            .get("/registers/{register}/{item}/label.svg") { try ItemSheet.label($0) },
            .view("/api/registers", "The registers of things", "Register", isList: true) { request in
                .array(
                    Register.all.map {
                        .line([
                            "columns": .texts($0.columns.map(\.name)),
                            "items": .integer($0.count(request.context.world)),
                            "name": .string($0.name),
                            "not-applicable": request.context.authority.notApplicable($0.chapter?.name).map {
                                .string($0)
                            },
                            "prefix": .string($0.prefix), "title": .string($0.title),
                        ])
                    })
            },
            .view(
                "/api/registers/{register}", "The items of a register, up to \(itemsMost) of them", "Item",
                isList: true,
                query: [("after", "the id after which they begin, like M-\(itemsMost)")]
            ) { request in
                let register = try RegisterPage.register(request)
                let text = request.query["after"]
                guard
                    let after = text.isEmpty
                        ? 0 : ItemID(text).flatMap({ $0.prefix == register.prefix ? $0.number : nil })
                else { throw Problem.bad("“after” must be the id of an item, like \(register.prefix)-1.", .none) }
                return .array(register.items(request.context.world, after: after, most: itemsMost).map(\.json))
            },
            .view("/api/registers/{register}/{item}", "One item", "Item") { request in
                try ItemPage.found(request).item.json
            },
        ]

    /// One link for each register, in the group of its chapter.
    static let menu = Register.all.map { register in
        MenuLink.register(register, group: register.chapter.map { MenuGroup(title: $0.title) } ?? .top)
    }
}

extension MenuLink {
    static func register(_ register: Register, group: MenuGroup = .top) -> MenuLink {
        MenuLink(
            label: register.title, path: "/registers/\(register.name)", group: group, chapter: register.chapter?.name)
    }
}
