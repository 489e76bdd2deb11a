import Ledger
import Logging
import Rules
import Store

/// Who comes in: finds the session of a request. It believes a token only together with the state of that moment.
struct Entrance: Sendable {
    let front: Front
    let logger: Logger

    /// For whom this request is answered. Whatever goes wrong makes it nobody.
    func visitor(_ caller: Caller, posts: Bool, _ reading: Reading) -> Visitor {
        guard let token = token(of: caller, posts: posts) else { return .nobody }
        do throws(StoreError) {
            guard let session = try front.session(token: token, at: reading.now) else { return .nobody }
            guard reading.authority.admits(session) else {
                // The key or the person was stopped or revoked: what the session opened is shut for good.
                try front.end(session.number, of: session.person)
                return .nobody
            }
            return .person(session.person, session: session)
        } catch {
            logger.error("a session could not be read", metadata: ["error": "\(error)"])
            return .nobody
        }
    }

    /// A browser adds the cookie by itself: a posted form counts as the person's only if it says that our own page sent it.
    private func token(of caller: Caller, posts: Bool) -> [UInt8]? {
        if let bearer = caller.bearer { return bearer }
        guard let cookie = caller.cookies[SessionCookie.name], cookie.count == Token.byteCount else { return nil }
        return posts && !caller.isOwnPage ? nil : cookie
    }
}
