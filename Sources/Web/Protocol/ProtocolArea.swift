/// The protocol, to be read where its rules are cited.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /protocol` | anybody | every rule, `#p-41` for one |
/// | `GET /protocol/attacks` | anybody | the attacks, `#a23` for one |
/// | `GET /protocol/words` | anybody | what each word means |
/// | `GET /help` | anybody | where to read on, and the keys of the keyboard |
enum ProtocolArea: Area {
    static let routes: [Route] = [
        .get("/protocol") { ProtocolPage.answer($0) },
        .get("/protocol/attacks") { ProtocolPage.attacks($0) },
        .get("/protocol/words") { ProtocolPage.words($0) },
        .get("/help") { HelpPage.answer($0) },
    ]

    static let menu = [MenuLink.protocolRules, .help]
}

extension MenuLink {
    static let protocolRules = MenuLink(label: "Rules of the protocol", path: "/protocol", group: .policy)
    static let help = MenuLink(label: "Help and words", path: "/help", group: .policy)
}
