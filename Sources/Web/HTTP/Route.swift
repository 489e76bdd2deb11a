/// One line of the table from which the server answers: nothing is served that is in no line. Each area brings its own.
struct Route: Sendable {
    enum Method: String, Sendable { case get = "GET", post = "POST" }

    let method: Method
    let pattern: String
    let answer: @Sendable (SiteRequest) async throws -> SiteResponse
    /// The pattern between its slashes, cut once and not at each request.
    private let parts: [Substring]
    /// Which files a form may bring, beside its fields; nil: it is a form without files.
    var files: MultipartReader.Limits?
    /// Whether its address may name a time in the past.
    var looksBack = false
    /// What waits for what: a page that takes long must hold up neither a stop nor the files that a stop is signed on.
    enum Work: Sendable {
        /// It costs nothing that depends on others, or a stop waits for it: answered at once.
        case quick
        /// Small files of the log and what says where it stands: turns of their own.
        case light
        /// Everything else takes turns (`ViewTurns`).
        case view
    }
    var work = Work.view
    /// Of routes for programs alone.
    var program: ProgramRoute?

    init(method: Method, pattern: String, answer: @escaping @Sendable (SiteRequest) async throws -> SiteResponse) {
        (self.method, self.pattern, self.answer) = (method, pattern, answer)
        parts = Route.parts(of: pattern)
    }

    static func get(_ pattern: String, _ answer: @escaping @Sendable (SiteRequest) async throws -> SiteResponse)
        -> Route
    {
        Route(method: .get, pattern: pattern, answer: answer)
    }

    static func post(
        _ pattern: String, files: MultipartReader.Limits? = nil,
        _ answer: @escaping @Sendable (SiteRequest) async throws -> SiteResponse
    ) -> Route {
        var route = Route(method: .post, pattern: pattern, answer: answer)
        route.files = files
        return route
    }

    /// The same page as it was, where its address says when.
    func lookingBack() -> Route {
        var route = self
        route.looksBack = true
        return route
    }

    /// The same, answered at once, or in the turns of the log's files.
    var quick: Route { working(.quick) }
    var light: Route { working(.light) }
    private func working(_ work: Work) -> Route {
        var route = self
        route.work = work
        return route
    }

    static func parts(of path: String) -> [Substring] { path.split(separator: "/", omittingEmptySubsequences: false) }

    /// What is in the place of the pattern's names; nil where the path, cut at its slashes, is another one.
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
