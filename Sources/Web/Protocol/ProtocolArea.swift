/// The protocol, to be read where its rules are cited.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /protocol` | anybody | every rule, `#p-41` for one |
/// | `GET /protocol/attacks` | anybody | the attacks, `#a23` for one |
enum ProtocolArea: Area {
    static let routes: [Route] = [
        .get("/protocol") { ProtocolPage.answer($0) },
        .get("/protocol/attacks") { ProtocolPage.attacks($0) },
    ]

    static let menu = [MenuLink.protocolRules]
}

extension MenuLink {
    static let protocolRules = MenuLink(label: "Rules of the protocol", path: "/protocol", group: .policy)
}
