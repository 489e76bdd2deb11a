import Ledger

/// A request that found its route.
struct SiteRequest: Sendable {
    let context: ViewContext
    /// What stood in the place of `{name}`.
    var captures: [String: String] = [:]
    let query: Form
    /// The fields of a posted form.
    let form: Form
    let body: [UInt8]
    /// The style sheet's and this page's own address, for links back.
    let path: String
    let caller: Caller
    let entrance: Entrance

    subscript(name: String) -> String { captures[name] ?? "" }
    var now: Time { context.now }
    /// Who asks.
    var visitor: Visitor { context.visitor }
}

/// One line of the table from which the server answers: nothing is served that stands in no line.
struct Route: Sendable {
    enum Method: String, Sendable { case get = "GET", post = "POST" }

    let method: Method
    let pattern: String
    let answer: @Sendable (SiteRequest) async throws -> SiteResponse
    /// The pattern between its slashes, cut once and not at each request.
    private let parts: [Substring]
    /// Of routes for programs: what it is, for the OpenAPI document.
    var note: Note?

    /// What the OpenAPI document says of a route.
    struct Note: Sendable {
        let summary: String
        /// Name of the schema of the answer's body.
        let schema: String
        var isList = false
        /// Names and meanings of query parameters.
        var query: [(name: String, what: String)] = []
        var body: String?
    }

    init(method: Method, pattern: String, answer: @escaping @Sendable (SiteRequest) async throws -> SiteResponse) {
        (self.method, self.pattern, self.answer) = (method, pattern, answer)
        parts = Route.parts(of: pattern)
    }

    static func get(_ pattern: String, _ answer: @escaping @Sendable (SiteRequest) async throws -> SiteResponse)
        -> Route
    {
        Route(method: .get, pattern: pattern, answer: answer)
    }

    static func post(_ pattern: String, _ answer: @escaping @Sendable (SiteRequest) async throws -> SiteResponse)
        -> Route
    {
        Route(method: .post, pattern: pattern, answer: answer)
    }

    func noted(_ note: Note) -> Route {
        var route = self
        route.note = note
        return route
    }

    static func parts(of path: String) -> [Substring] { path.split(separator: "/", omittingEmptySubsequences: false) }

    /// What stands in the place of the pattern's names; nil where the path, cut at its slashes, is another one.
    func match(_ given: [Substring]) -> [String: String]? {
        var captures: [String: String] = [:]
        for (place, part) in parts.enumerated() {
            if part.hasPrefix("{"), part.hasSuffix("...}") {
                guard place < given.count else { return nil }
                captures[String(part.dropFirst().dropLast(4))] = given[place...].joined(separator: "/")
                return captures
            }
            guard place < given.count else { return nil }
            if part.hasPrefix("{") {
                guard !given[place].isEmpty else { return nil }
                captures[String(part.dropFirst().dropLast())] = String(given[place])
            } else if !part.utf8.elementsEqual(given[place].utf8) {
                return nil
            }
        }
        return parts.count == given.count ? captures : nil
    }
}
