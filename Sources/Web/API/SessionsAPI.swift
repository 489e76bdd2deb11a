import Ledger
import Store

/// One's own sessions, for programs: what the page `/sessions` shows and does. Nothing here signs, and nobody else's
/// sessions are listed or ended.
enum SessionsAPI {
    static let routes: [Route] = [
        Route.get("/api/sessions") { try list($0) }.noted(
            .init(summary: "Your sessions, newest first", schema: "OwnSession", isList: true)),
        Route.post("/api/sessions/end") { try end($0) }.noted(
            .init(summary: "End one session of yours by its number", schema: "SessionsEnded", body: "EndSession")),
        Route.post("/api/sign-out/everywhere") { try endAll($0) }.noted(
            .init(summary: "End all your sessions, this one too", schema: "SessionsEnded", body: "SignOut")),
    ]

    private static func list(_ ask: Ask) throws -> Answer {
        let own = try own(ask)
        return answer(
            .array(
                try own.all().map { session in
                    .line([
                        "begun": .string(session.begun.text), "device": .string(session.device),
                        "ends": .string(session.ends.text), "number": .integer(session.number),
                        "seen": .string(session.seen.text), "sort": .string(session.method.rawValue),
                        "this": session.number == own.current.number ? .bool(true) : nil,
                    ])
                }))
    }

    private static func end(_ ask: Ask) throws -> Answer {
        let own = try own(ask)
        guard let json = try? JSON(enclosed: ask.body), json.members?.map(\.key) == ["session"],
            let number = json["session"]?.number
        else { throw Problem.bad("The request is not {\"session\"}, with a session's number.", .none) }
        guard try own.end(number) else { throw Problem.notFound("You have no session \(number).") }
        return answer(.line(["ended": .integer(1)]))
    }

    private static func endAll(_ ask: Ask) throws -> Answer {
        answer(.line(["ended": .integer(try own(ask).endAll())]))
    }

    private static func own(_ ask: Ask) throws -> OwnSessions {
        guard let own = OwnSessions(ask) else { throw Problem.noToken }
        return own
    }

    private static func answer(_ json: JSON) -> Answer {
        var answer = Answer.json(json)
        answer.caching = .never
        return answer
    }
}

extension Problem {
    /// A program that has no session asks for what only somebody signed in may see.
    static let noToken = Problem(
        status: 401, what: "This is for people who have signed in.",
        remedy: "Programs send <code>Authorization: Bearer</code> with the token of <code>POST /api/sign-in</code>.")
}
