import Ledger

/// What goes back: status, kind of content, bytes.
struct SiteResponse: Sendable {
    var status = 200
    var type: String
    var bytes: [UInt8]
    var caching = Caching.none
    /// Writes the body piece by piece for as long as the client stays; nil where it is `bytes`.
    var stream: Streamed?
    /// Further headers, beside those that every answer has.
    var headers: [(name: String, value: String)] = []

    /// How long somebody may keep an answer.
    enum Caching: String, Sendable {
        /// The state may be another at the next look.
        case none = "no-cache"
        /// Bytes of this name never change: full tiles, enclosures, the style sheet by its hash.
        case forever = "public, max-age=31536000, immutable"
        /// Public, never another, and yet an act may erase it: a reader's own browser keeps it for some minutes.
        case brief = "private, max-age=600"
        /// What was typed stands in it.
        case never = "no-store"
    }

    /// A page, for people.
    var isPage: Bool { status == 200 && type.hasPrefix("text/html") }

    static func html(_ html: HTML, status: Int = 200, caching: Caching = .none) -> SiteResponse {
        SiteResponse(
            status: status, type: "text/html; charset=utf-8", bytes: Array(html.markup.utf8), caching: caching
        )
    }

    static func json(_ json: JSON, status: Int = 200) -> SiteResponse {
        SiteResponse(status: status, type: "application/json", bytes: json.written())
    }

    static func text(_ bytes: [UInt8], caching: Caching = .none) -> SiteResponse {
        SiteResponse(type: "text/plain; charset=utf-8", bytes: bytes, caching: caching)
    }

    /// A file to keep, under a name of ours.
    static func file(_ bytes: [UInt8], named name: String) -> SiteResponse {
        var answer = text(bytes, caching: .never)
        answer.headers = [("content-disposition", "attachment; filename=\"\(name)\"")]
        return answer
    }

    /// Elsewhere, by GET.
    static func see(_ path: String) -> SiteResponse {
        SiteResponse(
            status: 303, type: "text/plain; charset=utf-8", bytes: Array("See \(path)\n".utf8),
            headers: [("location", path)])
    }
}

/// A body that is written piece by piece, and what to do when it ends, in whatever way.
struct Streamed: Sendable {
    let next: @Sendable () async -> String?
    let ended: @Sendable () -> Void
}
