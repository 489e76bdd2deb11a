/// The search, which is at the head of every page.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /search` | anybody | what has these words; people by names that the reader may read |
enum SearchArea: Area {
    static let routes: [Route] = [.get("/search") { try SearchPage.answer($0) }]
}
