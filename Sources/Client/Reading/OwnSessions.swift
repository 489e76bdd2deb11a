import Ledger
import Rules

/// A session of one's own, as the server tells it: no replay can check it, so all of it is shown as hostile text is.
struct OwnSession: Sendable {
    let number: Int
    let device: String
    let begun: Time
    let seen: Time
    let sort: String
    let isThis: Bool

    init?(_ json: JSON) {
        guard let number = json["number"]?.number, let device = json["device"]?.text,
            let begun = json["begun"]?.text.flatMap({ Time($0) }), let seen = json["seen"]?.text.flatMap({ Time($0) }),
            let sort = json["sort"]?.text
        else { return nil }
        (self.number, self.device) = (number, Visible.text(device))
        (self.begun, self.seen, self.sort) = (begun, seen, Visible.text(sort))
        isThis = json["this"]?.flag == true
    }

    var json: JSON {
        .line([
            "begun": .string(begun.text), "device": .string(device), "number": .integer(number),
            "seen": .string(seen.text), "sort": .string(sort), "this": isThis ? .bool(true) : nil,
        ])
    }
}

/// One's own sessions at the server. They sign nothing and stand in no ledger, so nothing of the copy is asked: a lost
/// device's session is ended in the hour of an alarm too.
extension Workspace {
    package func sessions() async throws(Failure) -> Output {
        let list = try await ownSessions()
        return Output(
            ["SESSION", "BY", "SINCE", "LAST SEEN", "DEVICE"],
            list.map {
                [
                    "\($0.number)", $0.sort, TimeText.short($0.begun, now: now), TimeText.short($0.seen, now: now),
                    ($0.device.isEmpty ? "a program" : $0.device) + ($0.isThis ? " (this one)" : ""),
                ]
            }, none: "no sessions", list.map(\.json))
    }

    /// Ends one session by its number, this one or another.
    package func end(session number: Int) async throws(Failure) -> Output {
        let isThis = try await ownSessions().first { $0.number == number }?.isThis == true
        let reply = try await atServer("POST", "/api/sessions/end", .line(["session": .integer(number)]))
        guard reply.status == 200 else {
            throw .notFound(
                "session \(number); you have no such session at \(transport.name) (foureyes sessions lists them)")
        }
        if isThis { replica.storage.remove(SignedIn.name) }
        return Output(
            ["session \(number) has ended" + (isThis ? " (this one)" : "")], .line(["ended": .integer(1)]))
    }

    /// Ends all of them, this one too.
    package func endAllSessions() async throws(Failure) -> Output {
        let reply = try await atServer("POST", "/api/sign-out/everywhere", .object([]))
        guard reply.status == 200, let count = (try? JSON(enclosed: reply.body))?["ended"]?.number else {
            throw .unavailable(
                "\(transport.name) answered HTTP \(reply.status); it is not known whether your sessions have ended")
        }
        replica.storage.remove(SignedIn.name)
        return Output(
            ["\(count) session\(count == 1 ? " has" : "s have") ended, including this one"],
            .line(["ended": .integer(count)]))
    }

    private func ownSessions() async throws(Failure) -> [OwnSession] {
        let reply = try await atServer("GET", "/api/sessions", nil)
        let items = reply.list
        guard reply.status == 200, let items, case let list = items.compactMap({ OwnSession($0) }),
            list.count == items.count
        else { throw .unavailable("\(transport.name) answered HTTP \(reply.status) and sent no list of your sessions") }
        return list
    }

    /// Asks what only a session may; one that is over is forgotten, and that is said.
    func atServer(_ method: String, _ path: String, _ body: JSON?) async throws(Failure) -> Reply {
        let reply = try await transport.ask(method, path, body?.written(), token: try requireSignedIn().token)
        guard reply.status == 401 else { return reply }
        forgetSession()
        throw .notFound("a session of yours at \(transport.name); the last one has ended")
    }
}

extension Reply {
    /// The items of a body that is a list; nil where it is none.
    var list: [JSON]? { (try? JSON(enclosed: Array("{\"all\":".utf8) + body + Array("}".utf8)))?["all"]?.list }
}
