/// What tells open pages that the ledger has grown.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /live` | anybody | the size of the ledger, whenever it changes |
enum LiveArea: Area {
    static let routes: [Route] = [.get("/live") { try LivePage.answer($0) }.quick]
}
