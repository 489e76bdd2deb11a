import Rules

/// Findings: what somebody must answer.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /findings` | anybody | all findings, by kind |
/// | `GET /api/findings` | anybody | the same |
enum FindingsArea: Area {
    static let routes: [Route] = [
        .get("/findings") { try FindingsPage.answer($0) },
        .view("/api/findings", "Findings: what is not as it should be", "Finding", isList: true) {
            .array($0.context.findings.map(\.json))
        },
    ]

    static let menu = [MenuLink.findings]
}

extension MenuLink {
    static let findings = MenuLink(label: "Findings", path: "/findings")
}
