import Ledger

/// Who may use pages: what a stop by page takes away, and what a session at the web rests on (P-55). A session signs
/// nothing; it ends at once with the person's stop or termination, and with its key's.
extension Authority {
    /// Whether no stop by page has stood between a key's page signatures, or its person's, since one at this place.
    func pageStands(_ key: EnrolledKey, since place: Int) -> Bool {
        guard let person = person(key.person) else { return false }
        return key.pageStopped == nil && key.sincePage ?? -1 < place
            && person.pageStopped == nil && person.sincePage ?? -1 < place
    }

    /// Whether a person may use pages at all: not stopped, by page or otherwise, and with a passkey that is at work;
    /// who never had one, with another key that is.
    package func mayUsePages(_ person: Int) -> Bool {
        guard let known = self.person(person), known.stopped == nil, known.pageStopped == nil else { return false }
        let held = known.keys.map { keys[$0] }
        let passkeys = held.filter(\.isPasskey)
        return (passkeys.isEmpty ? held : passkeys).contains {
            $0.revoked == nil && $0.stopped == nil && $0.pageStopped == nil
        }
    }

    /// Whether a session that this key opened when the ledger had `place` entries is good still: neither its key nor
    /// its person was stopped since, even if the stop has ended, and the person was not put out of all offices since.
    package func isGoodForSession(key fingerprint: Digest, since place: Int = .max) -> Bool {
        guard let (index, enrolled) = key(fingerprint), let person = person(enrolled.person), person.stopped == nil,
            person.since < place, isGood(index, since: place, page: true)
        else { return false }
        return !isTerminated(enrolled.person, since: place)
    }

    /// Whether somebody lost a seat from this place on and has none left. A seat on a list is none: it stands with that in a
    /// team, and nobody clears it (SP-9.1.7a).
    private func isTerminated(_ person: Int, since place: Int) -> Bool {
        groups(of: person).allSatisfy { policy?.groups[$0]?.sort == .list }
            && former.contains { $0.seat.person == person && $0.ended >= place }
    }
}
