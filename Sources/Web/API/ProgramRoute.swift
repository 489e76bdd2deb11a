import Ledger
import Rules

/// What the OpenAPI document says of a route for programs.
struct ProgramRoute: Sendable {
    let summary: String
    /// Name of the schema of the response's body.
    let schema: String
    var isList = false
    /// Names and meanings of query parameters.
    var query: [(name: String, what: String)] = []
    /// Name of the schema of the request's body.
    var body: String?
    var type = "application/json"
}

extension Route {
    /// A route for programs that reads.
    static func read(
        _ pattern: String, _ summary: String, _ schema: String, isList: Bool = false,
        query: [(name: String, what: String)] = [], type: String = "application/json",
        _ answer: @escaping @Sendable (SiteRequest) async throws -> SiteResponse
    ) -> Route {
        var route = get(pattern, answer)
        route.program = ProgramRoute(summary: summary, schema: schema, isList: isList, query: query, type: type)
        return route
    }

    /// The same, where the response is a page's view as JSON.
    static func view(
        _ pattern: String, _ summary: String, _ schema: String, isList: Bool = false,
        query: [(name: String, what: String)] = [], _ json: @escaping @Sendable (SiteRequest) throws -> JSON
    ) -> Route {
        read(pattern, summary, schema, isList: isList, query: query) { .json(try json($0)) }
    }

    /// A route for programs that takes a body.
    static func write(
        _ pattern: String, _ summary: String, _ schema: String, body: String,
        files: MultipartReader.Limits? = nil,
        _ answer: @escaping @Sendable (SiteRequest) async throws -> SiteResponse
    ) -> Route {
        var route = post(pattern, files: files, answer)
        route.program = ProgramRoute(summary: summary, schema: schema, body: body)
        return route
    }
}

extension SiteRequest {
    /// A whole number of the query, or what stands for none.
    func number(_ name: String, or absent: Int) throws -> Int {
        let text = query[name]
        if text.isEmpty { return absent }
        guard let number = ItemID.place(text) else {
            throw Problem.bad("“\(name)” must be a whole number, 0 or more.", .none)
        }
        return number
    }
}
