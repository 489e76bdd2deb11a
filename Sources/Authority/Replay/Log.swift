import HashTreeCollections
import Ledger

/// The first layer of P-4, beside the state: what every replay computes alike from every entry of every kind.
///
/// Its indexes are no part of any state hash. They are keyed hash trees, because signers choose request ids
/// and could otherwise choose colliding ones.
package struct Log: Sendable {
    /// What the log remembers of the entry at a place; nil hash: it failed the first layer and left no trace.
    package struct Row: Sendable {
        package let hash: Digest?
        package let signer: Int
        package let part: Part?
        package let kind: String
        package let recorded: Time
        /// The place in the key register of the key that signed it, if it was enrolled there.
        package let key: Int?
        /// The places of the things and records that it signs, closes or attests: authority keeps no signatures of
        /// theirs, and asks who took part in what a disowned key did (P-22).
        package var signs: [Int] = []
        /// Whether these are the items of one signature on several acts: which of them counted only registers know (K-6).
        var isList = false
    }

    struct Use: Hashable, Sendable {
        let signer: Signer
        let request: Request
    }

    package private(set) var rows = Table<Row>()
    /// The root at each size: `roots[n]` is the root over the first n entries (P-8).
    package private(set) var roots = Table<Digest>()
    package private(set) var tree = Tree()
    /// The leaf hash of each entry: what an acknowledgement names entries by (K-20).
    package private(set) var leaves = Table<Digest>()
    /// The latest recorded time that counts as the log's clock (P-11).
    package private(set) var clock: Time?
    private var places = TreeDictionary<Digest, Int>()
    private var uses = TreeDictionary<Use, Int>()
    private var lasts = TreeDictionary<Signer, Int>()
    /// Acts whose `p0` signature stands already: one use per act (P-4).
    private var holders = TreeDictionary<Digest, Int>()

    package init() { roots.append(.ofNothing) }

    package var size: Int { rows.count }
    package var head: Head { Head(root: tree.root, size: size) }

    /// The place of the statement with this hash, if it passed the first layer.
    package func place(of statement: Digest) -> Int? { places[statement] }

    /// The place of the statement that a signer made under this request id.
    package func place(of request: Request, by signer: Signer) -> Int? {
        uses[Use(signer: signer, request: request)]
    }

    /// The place of a person's last entry that is in order.
    package func last(of signer: Signer) -> Int? { lasts[signer] }

    /// The moment that an entry recorded now would have.
    func clock(with statement: Statement, recorded: Time) -> Time {
        let moves = statement.until.since(statement.claimed) <= StatementSort.hour
        guard let clock else { return recorded }
        return moves ? max(clock, recorded) : clock
    }

    /// Adds a leaf that failed the first layer: it is in the tree, and nowhere else.
    mutating func append(failed leaf: Digest, recorded: Time?) {
        rows.append(Row(hash: nil, signer: 0, part: nil, kind: "", recorded: recorded ?? clock ?? Time.zero, key: nil))
        grow(leaf)
    }

    /// Adds an entry that passed the first layer, whatever its kind says of it.
    mutating func append(_ admission: Admission, leaf: Digest) {
        let statement = admission.verified.statement
        let place = size
        rows.append(
            Row(
                hash: admission.verified.hash, signer: statement.signer.number, part: admission.sort.part,
                kind: statement.kind, recorded: admission.recorded, key: admission.key, signs: signs(admission),
                isList: admission.ofPlace == nil))
        places[admission.verified.hash] = place
        if statement.signer == .person(0) {
            if let act = statement.of { holders[act] = place }
        } else {
            uses[Use(signer: statement.signer, request: statement.request)] = place
            if !admission.sort.exempt { lasts[statement.signer] = place }
        }
        if let withdrawn = admission.withdrawn {
            let use = Use(signer: statement.signer, request: withdrawn)
            if uses[use] == nil { uses[use] = place }
        }
        clock = clock(with: statement, recorded: admission.recorded)
        grow(leaf)
    }

    private func signs(_ admission: Admission) -> [Int] {
        let statement = admission.verified.statement
        guard Verb.named(statement.kind)?.signsThing == true else { return [] }
        if let place = admission.ofPlace { return [place] }
        // Else whoever lists somebody's record beside an act of their own would have a part in it (K-6).
        return (statement.body["acts"]?.list ?? []).compactMap {
            $0["of"]?.text.flatMap { Digest(hex: $0) }.flatMap { places[$0] }
        }.filter { $0 < statement.ledger.size && isProposal($0, of: admission.sort.part) }
    }

    /// Whether the statement at a place proposes an act of that part.
    private func isProposal(_ place: Int, of part: Part) -> Bool {
        guard let row = rows.at(place) else { return false }
        return row.part == part && part != .record && Verb.named(row.kind) == nil
    }

    private mutating func grow(_ leaf: Digest) {
        tree.append(leaf)
        leaves.append(leaf)
        roots.append(tree.root)
    }

    func isUsed(_ request: Request, by signer: Signer) -> Bool { uses[Use(signer: signer, request: request)] != nil }
    func isSigned(byHolderOf act: Digest) -> Bool { holders[act] != nil }
}

extension Time {
    /// The first second that a log can hold.
    static var zero: Time { Time(seconds: 0) ?? Time("1970-01-01T00:00:00Z")! }
}
