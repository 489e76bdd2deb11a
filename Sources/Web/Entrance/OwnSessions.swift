import Ledger
import Rules
import Store

/// The sessions of whoever is signed in, read and ended by themselves alone: page and API go through here.
///
/// A number names a session of its person only; another's is as if it were not there.
struct OwnSessions {
    let person: Int
    /// The one that asks.
    let current: Session
    private let entrance: Entrance
    private let now: Time

    /// nil where nobody is signed in.
    init?(_ request: SiteRequest) {
        guard case .person(let person, let session) = request.visitor else { return nil }
        (self.person, current) = (person, session)
        (entrance, now) = (request.entrance, request.now)
    }

    /// Newest first.
    func all() throws -> [Session] {
        try entrance.kept { () throws(StoreError) in try entrance.visitors.sessions(of: person, at: now) }
    }

    /// Ends one; false where this person has no such one.
    func end(_ number: Int) throws -> Bool {
        let ended = try entrance.kept { () throws(StoreError) in try entrance.visitors.end(number, of: person) }
        if ended {
            let why = number == current.number ? "signed out" : "ended from another session"
            try entrance.note(
                .signOut, person, ["session": .integer(number), "why": .string(why)], at: now)
        }
        return ended
    }

    /// Ends all of them, this one too, and says how many.
    func endAll() throws -> Int {
        let count = try entrance.kept { () throws(StoreError) in try entrance.visitors.endAll(of: person) }
        try entrance.note(.signOut, person, ["why": .string("signed out everywhere")], at: now)
        return count
    }
}
