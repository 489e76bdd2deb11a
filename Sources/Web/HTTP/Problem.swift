import Ledger

/// Why a request gets no page: what is wrong, and what to do about it.
struct Problem: Error, Sendable {
    let status: Int
    let what: String
    let remedy: HTML
    var headers: [(name: String, value: String)] = []

    static func notFound(_ what: String, _ remedy: HTML = "You can search for ids, kinds, clauses and labels.")
        -> Problem
    {
        Problem(status: 404, what: what, remedy: remedy)
    }

    static func bad(_ what: String, _ remedy: HTML) -> Problem {
        Problem(status: 400, what: what, remedy: remedy)
    }

    /// The same for programs.
    var json: JSON { .line(["missing": .string(what)]) }
}

extension Problem {
    /// RFC 9110, 15.5.20: the request names a host that this server does not answer for.
    static let strangeHost = Problem(
        status: 421, what: "This server does not answer under the name in this address.",
        remedy:
            "Use an address that the ledger names, or localhost on the server’s own machine. If a proxy stands in between, it must pass on the host that was asked.",
        headers: [("cache-control", "no-store")])

    /// A program that has no session asks for what only somebody signed in may see.
    static let noToken = Problem(
        status: 401, what: "You must sign in for this.",
        remedy: "Programs send <code>Authorization: Bearer</code> with the token of <code>POST /api/sign-in</code>.")
}
