import Ledger

/// The ledger: its entries with their proofs, its files, and what is beside entries.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /ledger` | anybody | the entries, newest first |
/// | `GET /ledger/{place}` | anybody | one entry with its proof |
/// | `GET /ledger/{place}/raw` | anybody | its bytes |
/// | `GET /ledger/consistency` | anybody | whether one head continues another |
/// | `GET /log/{path...}` | anybody | the files of P-71, as an export has them |
/// | `GET /api/status` | anybody | what this ledger is, and its head |
/// | `GET /api/entries` | anybody | entries in order |
/// | `GET /api/entries/{place}` | anybody | one entry with its proof |
/// | `GET /api/openings` | who may read the part | restricted parts; each reading is in the journal |
enum LedgerArea: Area {
    static let routes: [Route] = [
        .get("/ledger") { try LedgerPage.answer($0) },
        .get("/ledger/consistency") { try ConsistencyPage.answer($0) },
        .get("/ledger/{place}") { try EntryPage.answer($0) },
        .get("/ledger/{place}/raw") { try EntryPage.raw($0) },
        .get("/log/{path...}") { try LogTree.answer($0) }.light,
        .view("/api/status", "The ledger’s origin, size and head", "Status") { EntryJSON.status($0.context) }.light,
        .view(
            "/api/entries", "Entries in order", "Entry", isList: true,
            query: [
                ("from", "the first entry number; the default is 0"),
                ("count", "how many, at most \(EntryJSON.countMax); the default is 64"),
            ]
        ) { try EntryJSON.list($0) },
        .view("/api/entries/{place}", "One entry with its inclusion proof", "Entry") {
            try EntryJSON.entry(at: try EntryPage.place($0), $0, proof: true)
        },
        .read(
            "/api/openings",
            "Restricted parts that the signed-in person may read; each reading is logged in the journal",
            "Opening", isList: true,
            query: [("of", "up to \(OpeningsAPI.most) parts as STATEMENT.NAME, separated by commas")]
        ) { try OpeningsAPI.answer($0) },
    ]

    static let menu = [MenuLink.ledger]
}

extension MenuLink {
    static let ledger = MenuLink(label: "Ledger", path: "/ledger", group: .evidence)
}
