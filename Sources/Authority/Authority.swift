import HashTreeCollections
import Ledger

/// Who may do what: everything that signer and hosts must know, and nothing else.
package struct Authority: Scope, Registers {
    package static var inside: any WritableKeyPath<Authority, Authority> & Sendable { \.self }
    package static let part = Part.authority

    package var founding: Founding?
    package var policy: Policy?
    package var manual = Document.none
    package var clauses = Document.none
    /// The Manual's values and the clauses, read from the enclosures that `manual` and `clauses` name.
    package var manualValues: Manual?
    package var clauseBook: ClauseBook?
    /// Per kind, the place at which its requirement last changed (P-34).
    package var changed: [String: Int] = [:]
    package var editions = Editions()
    package var people = Table<Person>()
    package var keys = Table<EnrolledKey>()
    package var keyIndex = TreeDictionary<Digest, Int>()
    /// One per group of the policy, ascending by code.
    package var rosters: [Roster] = []
    package var former = Table<FormerSeat>()
    package var motions = Table<Motion>()
    package var conflicts = Table<Conflict>()
    package var stops = Table<Stop>()
    package var machines = Table<Machine>()
    package var acknowledged = Table<Acknowledgement>()
    package var replacements = Table<Replacement>()
    package var disownings = Table<Disowning>()
    package var disownedAnswers = Table<DisownedAnswer>()
    /// What an act put in the place of the founding's web origins and RP id (P-20).
    package var changedWeb: Founding.Web?
    package var erasures = Table<Erasure>()
    package var acts = Acts<Authority>()
    /// Conflicted people by the place of the act; indexes are rebuilt from the tables and no state.
    package var conflicted = TreeDictionary<Int, [Int]>()
    package var motionByAct = TreeDictionary<Int, Int>()
    /// Motions without an outcome, by their place in the table of motions.
    package var undecided = TreeSet<Int>()
    package var stoppedActs = TreeDictionary<Int, Int>()
    /// Acts on things and records by their place, as the first layer tells of them: the log's rows say it again.
    package var things = TreeDictionary<Int, ThingEntry>()
    /// The enrolment of each person who was not a founder, and the person of each enrolment.
    package var enrolments = TreeDictionary<Int, Proposal>()
    package var enrolledBy = TreeDictionary<Digest, Int>()
    package var erasedPeople = TreeDictionary<Int, Int>()
    package var erasedParts = TreeDictionary<PartReference, Int>()
    package var machineIndex = TreeDictionary<Digest, Int>()
    /// Per exception of the policy, the place at which its day of review was last set (SP-9.5b).
    package var reviewSet: [String: Int] = [:]

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
        case "B": motion(at: id.number)?.place
        case "A": acts[place: id.number]?.place
        default: nil
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
