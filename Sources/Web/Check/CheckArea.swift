/// How anybody checks the ledger without this server, and what to do when something is wrong.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /check` | anybody | how to check it yourself |
/// | `GET /alarm` | anybody | what may be wrong with the log, and whom to call |
enum CheckArea: Area {
    static let routes: [Route] = [
        .get("/check") { try CheckPage.answer($0) },
        .get("/alarm") { AlarmPage.answer($0) },
    ]

    static let menu = [MenuLink.check]
}

extension MenuLink {
    static let check = MenuLink(label: "Check it yourself", path: "/check", group: .evidence)
}
