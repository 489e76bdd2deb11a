import Ledger
import Rules
import Store

/// For whom a page is made. It opens what a person may read and fills in who speaks; it signs nothing.
enum Visitor: Sendable {
    case nobody
    /// Somebody who showed a key of his, which is still good at this state.
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
    /// Whether a session may go on at this state: its key is his, neither revoked nor stopped, and nor is he (P-55).
    ///
    /// Asked at every request and every live event, so that a stop ends what is open at once.
    func admits(_ session: Session) -> Bool { admits(key: session.key, of: session.person) }

    /// Whether this key may begin a session of this person.
    func admits(key fingerprint: Digest, of person: Int) -> Bool {
        guard let standing = self.person(person), standing.stopped == nil,
            let key = key(fingerprint)?.key, key.person == person
        else { return false }
        return key.revoked == nil && key.stopped == nil
    }
}
