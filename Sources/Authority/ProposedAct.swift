import HashTreeCollections
import Ledger

/// A signature on an act, as it was counted in.
package struct Signed: Equatable, Sendable {
    /// The person's number; 0 for the holder of a first key, who has none yet.
    package let person: Int
    package let slot: String
    package let place: Int
    /// Made on the person's own machine with a key that may widen here (P-20).
    package let local: Bool
    /// The signing key's place in the key register.
    package let key: Int?
}

/// How an act ended for good. Expired and lapsed are not stored: they are computed when asked (P-12).
package enum End: Equatable, Sendable {
    case inEffect(Int), declined(Int), withdrawn(Int), defeated(Int)

    package var place: Int {
        switch self {
        case .inEffect(let place), .declined(let place), .withdrawn(let place), .defeated(let place): place
        }
    }
    package var word: String {
        switch self {
        case .inEffect: "in effect"
        case .declined: "declined"
        case .withdrawn: "withdrawn"
        case .defeated: "defeated"
        }
    }
}

/// A proposed act with the signatures on it. What was proposed never changes; signatures and its end do.
package struct ProposedAct<S: Scope>: Sendable {
    package let kind: Kind
    package let act: any Act<S>
    /// The proposal's place: the act is called `A-place` (P-9).
    package let place: Int
    package let hash: Digest
    package let proposer: Int
    package let proposed: Time
    package let expires: Time
    /// Stands under a requirement of the opening (P-54).
    package let opening: Bool
    package let named: [Int]
    /// The groups that the body names, by field.
    package let groups: [String: String]
    /// Names of the parts that are beside the proposal; its hash covers them.
    package var parts: [String] = []
    /// The number of the ruling on which it rests (P-52), and all that its body names, for that.
    package var ruling: Int?
    package var names: [String] = []
    package var signatures: [Signed] = []
    /// People who declined or took their signature back for good.
    package var out: [Int] = []
    /// People who had signed and took that back: whom a stop of the act concerns they stay (P-56).
    package var gone: [Int] = []
    package var end: End?
    /// Of an act of authority in effect: the places of the signatures that counted, ascending, and of those without which
    /// it would not have taken effect (K-17).
    package var counted: [Int] = [], needed: [Int] = []

    package var name: String { "A-\(place)" }
    /// Its proposer and whoever ever signed it, ascending; the holder of a first key has no number and is none.
    var parties: [Int] { Set([proposer] + signatures.map(\.person) + gone).filter { $0 > 0 }.sorted() }
    /// Takes a signature back; that it was there is remembered.
    mutating func removeSignatures(_ doomed: (Signed) -> Bool) {
        gone = Set(gone + signatures.filter(doomed).map(\.person)).sorted()
        signatures.removeAll(where: doomed)
    }
    var proposal: Proposal { Proposal(place: place, hash: hash, parts: parts, ruling: ruling) }

    /// The canonical line of the open act, for the state hash.
    package var line: JSON {
        .line([
            "counted": counted.isEmpty ? nil : .numbers(counted),
            "end": end.map { .string("\($0.word) \($0.place)") }, "expires": .string(expires.text),
            "gone": gone.isEmpty ? nil : .numbers(gone), "hash": .string(hash.hex), "kind": .string(kind.name),
            "needed": needed.isEmpty ? nil : .numbers(needed),
            "opening": opening ? .bool(true) : nil,
            "out": out.isEmpty ? nil : .numbers(out),
            "place": .integer(place), "proposer": .integer(proposer), "ruling": ruling.map { .integer($0) },
            "signatures": .array(
                signatures.map {
                    .line([
                        "key": $0.key.map { .integer($0) }, "local": .bool($0.local), "person": .integer($0.person),
                        "place": .integer($0.place), "slot": .string($0.slot),
                    ])
                }),
        ])
    }
}

/// The acts of one part, in the order of their proposals. None is ever swept: old ones answer old ids.
package struct Acts<S: Scope>: Sendable {
    package private(set) var table = Table<ProposedAct<S>>()
    /// What may be open, what ended, what was made of each kind; no state.
    package private(set) var index = ActIndex()
    private var indexes = TreeDictionary<Digest, Int>()
    /// The place of each, ascending: a search through numbers alone copies no act.
    private var places = Table<Int>()

    package init() {}

    /// The index of the act with this statement hash.
    package func index(of hash: Digest) -> Int? { indexes[hash] }

    /// The index of the act proposed at a place.
    package func index(at place: Int) -> Int? {
        let index = places.firstIndex { $0 < place }
        return places.at(index) == place ? index : nil
    }

    package subscript(place place: Int) -> ProposedAct<S>? { index(at: place).map { table[$0] } }

    mutating func append(_ act: ProposedAct<S>) {
        indexes[act.hash] = table.count
        index.append(table.count, act)
        places.append(act.place)
        table.append(act)
    }
    mutating func replace(_ place: Int, by act: ProposedAct<S>) {
        index.replace(place, table[place], by: act)
        table[place] = act
    }
    /// A motion about an act on things was lost: the act keeps no end of its own, and lists find it among the ended.
    package mutating func lost(_ place: Int, at decided: Int) {
        var ended = table[place]
        ended.end = .defeated(decided)
        index.replace(place, table[place], by: ended)
    }
}
