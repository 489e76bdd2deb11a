import Ledger
import Logging
import Rules
import Store

/// Who comes in: challenges, sessions, and what they are bound to. It believes a token only together with the state of that
/// moment.
struct Entrance: Sendable {
    let visitors: VisitorStore
    let challenges = Challenges()
    let limit = RateLimit()
    let live = Live()
    let tables = HeldTables()
    let journal: Journal
    let demonstrationKeys: (any DemonstrationKeys)?
    let clock: @Sendable () -> Time
    let randomBytes: @Sendable (Int) -> [UInt8]
    let logger: Logger

    /// For whom this request is answered. Whatever goes wrong makes it nobody.
    func visitor(_ caller: Caller, posts: Bool, _ context: ViewContext) -> Visitor {
        guard let token = token(of: caller, posts: posts) else { return .nobody }
        return visitor(token: token, attended: !caller.isUnattended, context.authority, at: context.now)
    }

    /// Whose a token is at this state: asked at every request, and at every live event.
    func visitor(token: [UInt8], attended: Bool, _ authority: Authority, at now: Time) -> Visitor {
        do throws(StoreError) {
            guard let session = try visitors.session(token: token, attended: attended, at: now) else { return .nobody }
            guard authority.admits(session) else {
                // The key or the person was stopped or revoked: what the session opened is shut for good.
                try visitors.end(session.number, of: session.person)
                try journal.write(
                    Entrance.line(
                        .signOut, session.person,
                        ["session": .integer(session.number), "why": .string("no longer valid")],
                        at: now))
                return .nobody
            }
            return .person(session.person, session: session)
        } catch {
            logger.error("a session could not be read", metadata: ["error": "\(error)"])
            return .nobody
        }
    }

    /// The time zone in which a person reads; a lost preference is UTC.
    func zone(of visitor: Visitor) -> Zone {
        guard let person = visitor.person else { return .utc }
        let name = (try? visitors.preference(SettingsPage.zone, of: person)).flatMap { $0 }
        return name.flatMap { Zone(named: $0) } ?? .utc
    }

    /// A browser adds the cookie by itself: a posted form counts as the person's only if it says that our own page sent it.
    func token(of caller: Caller, posts: Bool) -> [UInt8]? {
        if let bearer = caller.bearer { return bearer }
        guard let cookie = caller.cookies[SessionCookie.name], cookie.count == Token.byteCount else { return nil }
        return posts && !caller.isOwnPage ? nil : cookie
    }

    /// Takes one request out of the address's bucket.
    func requireRoom(_ rate: Rate, _ what: String, of caller: Caller, at now: Time) throws {
        if let seconds = limit.take("\(what) \(caller.address)", rate, at: now) { throw Problem.tooMany(seconds) }
    }

    /// The same for a statement: those that must not be refused have a bucket of their own.
    func requireRoom(_ rate: Rate, of caller: Caller, at now: Time) throws {
        try requireRoom(rate, "statements \(rate.burst)", of: caller, at: now)
    }

    /// Writes down what happened at the door (P-70); throws where that is impossible: then it must not happen.
    func note(_ sort: JournalLine.Sort, _ person: Int?, _ facts: [String: JSON], at now: Time) throws {
        try kept { () throws(StoreError) in try journal.write(Entrance.line(sort, person, facts, at: now)) }
    }

    static func line(
        _ sort: JournalLine.Sort, _ person: Int?, _ facts: [String: JSON], at now: Time
    ) -> JournalLine {
        let members = facts.map { JSON.Member($0.key, $0.value) }
        return JournalLine(sort, at: now, person: person, facts: .sorted(members))
    }

    /// What goes wrong with the file is the server's fault and no visitor's.
    @discardableResult
    func kept<T>(_ body: () throws(StoreError) -> T) throws -> T {
        do throws(StoreError) { return try body() } catch {
            logger.error("visitors.sqlite or the journal failed", metadata: ["error": "\(error)"])
            throw Problem(
                status: 503, what: "The server cannot keep sessions at the moment.",
                remedy: "Tell the operator. You can still sign on your own machine.", headers: [("retry-after", "30")])
        }
    }
}
