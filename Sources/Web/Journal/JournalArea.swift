import Ledger

/// The journal: its segments for everybody, its lines for those whom the policy lets read.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /journal` | anybody | the segments, signed by their machines |
/// | `GET /journal/lines` | who the policy lets | the lines; each look is one of them |
/// | `GET /journal/lines/{line}` | who the policy lets | one line with its proof |
/// | `GET /api/journal/lines` | who the policy lets | the lines |
/// | `GET /api/journal/lines/{line}` | who the policy lets | one line with its proof |
enum JournalArea: Area {
    static let routes: [Route] = [
        .get("/journal") { try JournalPage.answer($0) },
        .get("/journal/lines") { try JournalLinesPage.answer($0) },
        .get("/journal/lines/{line}") { try JournalLinePage.answer($0) },
        .read(
            "/api/journal/lines",
            "Journal lines, newest first, for readers whom the policy allows. Each request is itself recorded as a line.",
            "Line", isList: true,
            query: [
                ("class", "only lines of this class, for example sign-in"),
                ("person", "only what this person did, for example p17"),
                ("below", "only lines before this number"), ("count", "how many, at most 500; the default is 50"),
            ]
        ) { try JournalAPI.list($0) },
        .read(
            "/api/journal/lines/{line}",
            "One line with its proof: salt, content and the path to the digest of its segment", "Line"
        ) { try JournalAPI.one($0) },
    ]

    static let menu = [MenuLink.journal]
}

extension MenuLink {
    static let journal = MenuLink(label: "Journal", path: "/journal", group: .evidence)
}
