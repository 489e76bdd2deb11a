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
    /// A program that has no session asks for what only somebody signed in may see.
    static let noToken = Problem(
        status: 401, what: "You must sign in for this.",
        remedy: "Programs send <code>Authorization: Bearer</code> with the token of <code>POST /api/sign-in</code>.")
}
