import Ledger
import Rules
import Store

/// For whom a page is made. It opens what a person may read and fills in who speaks; it signs nothing.
enum Visitor: Sendable {
    case nobody
    /// Somebody who showed a key of theirs, which is still good at this state.
    case person(Int, session: Session)

    var person: Int? {
        guard case .person(let number, _) = self else { return nil }
        return number
    }

    var session: Session? {
        guard case .person(_, let session) = self else { return nil }
        return session
    }
}

extension Authority {
    /// Whether a session may go on at this state (P-55). Asked at every request and every live event, so that a stop, a
    /// revocation or a termination ends what is open at once.
    func admits(_ session: Session) -> Bool {
        key(session.key)?.key.person == session.person
            && isGoodForSession(key: session.key, since: session.place)
    }
}
