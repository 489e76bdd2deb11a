import Ledger
import Store

/// One's own sessions, for programs: what the page `/sessions` shows and does. Nothing here signs, and nobody else's
/// sessions are listed or ended.
enum SessionsAPI {
    static func list(_ request: SiteRequest) throws -> SiteResponse {
        let own = try own(request)
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

    static func end(_ request: SiteRequest) throws -> SiteResponse {
        let own = try own(request)
        guard let json = try? JSON(enclosed: request.body), json.members?.map(\.key) == ["session"],
            let number = json["session"]?.number
        else { throw Problem.bad("The request must be {\"session\"} with the number of a session.", .none) }
        guard try own.end(number) else { throw Problem.notFound("You have no session \(number).") }
        return answer(.line(["ended": .integer(1)]))
    }

    static func endAll(_ request: SiteRequest) throws -> SiteResponse {
        answer(.line(["ended": .integer(try own(request).endAll())]))
    }

    private static func own(_ request: SiteRequest) throws -> OwnSessions {
        guard let own = OwnSessions(request) else { throw Problem.noToken }
        return own
    }

    private static func answer(_ json: JSON) -> SiteResponse {
        var answer = SiteResponse.json(json)
        answer.caching = .never
        return answer
    }
}
