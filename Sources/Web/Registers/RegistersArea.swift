import Rules

/// Registers of things: each is a fold over the ledger.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /registers` | anybody | all registers |
/// | `GET /registers/{register}` | anybody | one as a list |
/// | `GET /registers/{register}/{item}` | anybody | one thing, and how it came to be so |
/// | `GET /api/registers` | anybody | all registers |
/// | `GET /api/registers/{register}` | anybody | the items of one |
/// | `GET /api/registers/{register}/{item}` | anybody | one item |
enum RegistersArea: Area {
    static let routes: [Route] = [
        .get("/registers") { try RegistersPage.answer($0) },
        .get("/registers/{register}") { try RegisterPage.answer($0) },
        .get("/registers/{register}/{item}") { try ItemPage.answer($0) },
        .view("/api/registers", "The registers of things", "Register", isList: true) { request in
            .array(
                RegisterView.all.map {
                    .line([
                        "columns": .texts($0.columns), "items": .integer($0.items(request.context.world).count),
                        "letter": .string($0.letter),
                        "name": .string($0.name), "title": .string($0.title),
                    ])
                })
        },
        .view("/api/registers/{register}", "The items of a register", "Item", isList: true) { request in
            let register = try RegisterPage.register(request)
            return .array(register.items(request.context.world).map { $0.json(register.columns) })
        },
        .view("/api/registers/{register}/{item}", "One item", "Item") { request in
            let register = try RegisterPage.register(request)
            guard let id = ItemID(request["item"]), id.letter == register.letter,
                let item = request.context.item(id)
            else {
                throw Problem.notFound("There is no such item in \(register.name).")
            }
            return item.json(register.columns)
        },
    ]

    /// One link for each register, in the group of its chapter.
    static let menu = RegisterView.all.map { MenuLink.register($0, group: MenuGroup(title: PhysicalSecurity.title)) }
}

extension MenuLink {
    static func register(_ register: RegisterView, group: MenuGroup = .top) -> MenuLink {
        MenuLink(label: register.title, path: "/registers/\(register.name)", group: group)
    }
}
