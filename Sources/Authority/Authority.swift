import Ledger

/// Who may do what: everything that signer and hosts must know, and nothing else.
package struct Authority: Scope, Registers {
    package static var inside: any WritableKeyPath<Authority, Authority> & Sendable { \.self }
    package static let part = Part.authority

    /// Behind one reference, because the generic rules of `Scope` copy an authority several times an entry.
    var tables = Shared(AuthorityTables())

    package init() {}

    package var authority: Authority {
        _read { yield self }
        _modify { yield &self }
    }

    package func born(_ id: ItemID) -> Int? {
        switch id.prefix {
        case Person.prefix: people.at(id.number - 1)?.born
        case Stop.prefix: stops.at(id.number - 1)?.born
        case Disowning.prefix: disownings.at(id.number - 1)?.born
        case Machine.prefix: machine(id.number)?.born
        case FormerSeat.prefix: former.at(id.number - 1)?.born
        case "B": motion(at: id.number)?.place
        case "A": acts[place: id.number]?.place
        default: registers.lazy.compactMap { $0.born(id) }.first
        }
    }

    package func person(_ number: Int) -> Person? { people.at(number - 1) }

    package func key(_ fingerprint: Digest) -> (index: Int, key: EnrolledKey)? {
        keyIndex[fingerprint].map { ($0, keys[$0]) }
    }

    package func roster(_ group: String) -> Roster? { rosters.first { $0.group == group } }

    /// Web origins and RP id in force.
    package var web: Founding.Web? { changedWeb ?? founding?.web }

    package var isDemonstration: Bool { founding?.sort == .demonstration }
}

/// A document of the policy by the hash of its compiled form.
package struct Document: Equatable, Sendable {
    package let digest: Digest
    /// The place of the entry that brought it into force.
    package let place: Int
    package static let none = Document(digest: .ofNothing, place: -1)
}

extension Authority: KeyRing {
    package var origin: String? { founding?.origin }

    func held(_ key: PublicKey, by person: Int) -> Int? {
        guard let (index, enrolled) = self.key(key.fingerprint), enrolled.key == key else { return nil }
        return enrolled.person == person && enrolled.revoked == nil ? index : nil
    }

    func isOpenEnrolment(_ place: Int, of key: PublicKey, for person: Int) -> Bool {
        guard let open = acts[place: place], open.end == nil, open.act.holderKey(in: self) == key else { return false }
        return open.named == (person == 0 ? [] : [person])
    }

    func isReplacement(_ place: Int, by key: PublicKey, of person: Int) -> Bool {
        replacement(of: place).map { $0.waiting.key == key && $0.waiting.person == person && $0.waiting.isWaiting }
            ?? false
    }
}
