import Ledger

/// What is folded out of a ledger: authority alone, or authority with the registers above it.
///
/// Signer and hosts fold `Authority`, everybody else the whole world; both by the same `Fold`.
package protocol Folded: Sendable {
    /// What a statement about things or records changes; `Never` where they are left to the first layer (P-35).
    associatedtype Effect: Sendable
    init()
    var authority: Authority { get set }
    /// Judges an act on things or a record; nil where this fold leaves them to the first layer.
    func decide(_ admission: Admission, at moment: Moment) throws(Refusal) -> Effect?
    mutating func take(_ effect: Effect, at place: Int)
    /// Takes note of an entry that passed the first layer, whatever its kind says of it.
    mutating func note(_ admission: Admission, _ row: Log.Row, at place: Int)
    /// Whether it brought an act into effect or completed a record.
    static func takesEffect(_ effect: Effect) -> Bool
}

/// What an entry changes, decided and ready: nothing in it can fail any more.
package struct Change<Whole: Folded>: Sendable {
    package enum Effect: Sendable {
        case none
        case authority(Step<Authority>)
        case above(Whole.Effect)
    }
    let admission: Admission
    let effect: Effect
    /// Whether the statement brought an act into effect or completed a record.
    package var takesEffect: Bool {
        switch effect {
        case .none: false
        case .authority(let step): step.takesEffect
        case .above(let effect): Whole.takesEffect(effect)
        }
    }
}

/// What a replay says of an entry that is in the log.
package enum Judgement: Sendable {
    case counts
    /// P-4: it changes nothing; `standing` says whether its time, request and order stand.
    case void(Refusal, standing: Bool)
}

/// A void entry as a replay met it; being void is not a state (P-4).
package struct VoidEntry: Sendable {
    package let place: Int
    package let leaf: Digest
    package let refusal: Refusal
    /// Whether its time, request and order stand nevertheless.
    package let standing: Bool

    package init(place: Int, leaf: Digest, refusal: Refusal, standing: Bool = false) {
        (self.place, self.leaf, self.refusal, self.standing) = (place, leaf, refusal, standing)
    }
}

/// A replay cannot go on: not a judgement on the log, but a lack of the program or of its input.
package struct Halt: Error, Sendable {
    package let place: Int
    package let refusal: Refusal
}

/// State after entries 0 to n: the log's own layer, what is folded, and the entries that were void (P-12).
///
/// Checked leaves go in; state, voids and heads come out. Server, client and verifier use this one.
package struct Fold<Whole: Folded>: Sendable {
    package private(set) var log = Log()
    package private(set) var whole = Whole()
    /// Void entries in the order of the log, with why.
    package private(set) var voids: [VoidEntry] = []

    package init() {}

    /// Goes on from a log and a state that were folded before: a snapshot, or a test's what-if.
    package init(log: Log, whole: Whole, voids: [VoidEntry] = []) {
        (self.log, self.whole, self.voids) = (log, whole, voids)
    }

    package var authority: Authority { _read { yield whole.authority } }

    /// Judges an entry that would stand next (P-5): both layers, nothing changed.
    package func decide(
        _ entry: RecordedStatement, enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) throws(Refusal) -> Change<Whole> {
        let admission = try log.admit(entry.verified, recorded: entry.recorded, keys: whole.authority)
        return Change(admission: admission, effect: try effect(of: admission, enclosed: enclosed))
    }

    /// Applies what `decide` returned for this very state.
    package mutating func apply(_ change: Change<Whole>, leaf: Digest) {
        let place = log.size
        log.append(change.admission, leaf: leaf)
        switch change.effect {
        case .none: break
        case .authority(let step): whole.authority.take(step)
        case .above(let effect): whole.take(effect, at: place)
        }
        whole.note(change.admission, log.rows[place], at: place)
    }

    /// Folds an entry that is in the log, whatever it is. Throws only where the replay itself cannot go on.
    @discardableResult
    package mutating func fold(
        _ leaf: CheckedLeaf, enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) throws(Halt) -> Judgement {
        let place = log.size
        let judgement = try judge(leaf, enclosed: enclosed)
        if case .void(let refusal, let standing) = judgement {
            voids.append(VoidEntry(place: place, leaf: leaf.leafHash, refusal: refusal, standing: standing))
        }
        return judgement
    }

    private mutating func judge(
        _ leaf: CheckedLeaf, enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) throws(Halt) -> Judgement {
        let entry: RecordedStatement
        switch leaf.content {
        case .success(let recorded): entry = recorded
        case .failure(let malformed):
            log.append(failed: leaf.leafHash, recorded: nil)
            return .void(Refusal(malformed.rule, malformed.what, sort: .malformed), standing: false)
        }
        let admission: Admission
        do throws(Refusal) {
            admission = try log.admit(entry.verified, recorded: entry.recorded, keys: whole.authority)
        } catch {
            log.append(failed: leaf.leafHash, recorded: entry.recorded)
            return .void(error, standing: false)
        }
        do throws(Refusal) {
            apply(
                Change(admission: admission, effect: try effect(of: admission, enclosed: enclosed)), leaf: leaf.leafHash
            )
            return .counts
        } catch {
            if error.sort == .enclosureMissing || error.sort == .unknownEdition {
                throw Halt(place: log.size, refusal: error)
            }
            let place = log.size
            log.append(admission, leaf: leaf.leafHash)
            whole.note(admission, log.rows[place], at: place)
            return .void(error, standing: true)
        }
    }

    /// The second layer: what the kind says.
    private func effect(
        of admission: Admission, enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) throws(Refusal) -> Change<Whole>.Effect {
        let statement = admission.verified.statement
        let moment = Moment(
            place: log.size, recorded: admission.recorded,
            clock: log.clock(with: statement, recorded: admission.recorded),
            seen: statement.ledger.size, signer: statement.signer.number, key: admission.key,
            isPage: !admission.verified.signature.isLocal, enclosed: enclosed)
        if statement.kind == "authority/founding" {
            guard authority.founding == nil else { throw Refusal("P-54", "This ledger is already founded.") }
            return .authority(try authority.found(admission, at: moment))
        }
        guard let founding = authority.founding else { throw Refusal("P-54", "This ledger is not founded yet.") }
        if statement.kind == "authority/founding.accept" {
            return .authority(try authority.accept(admission, at: moment))
        }
        guard founding.isAccepted else {
            throw Refusal(
                "P-54", "Nothing else counts until every founder has accepted.", who: "the founders")
        }
        try judgePage(admission.verified.signature)
        guard admission.sort.part == .authority else {
            return try whole.decide(admission, at: moment).map { .above($0) } ?? .none
        }
        return try authority.step(admission, log: log, at: moment).map { .authority($0) } ?? .none
    }

    /// P-20: a page signature is of this ledger's relying party and one of its web origins.
    private func judgePage(_ signature: Signature) throws(Refusal) {
        guard signature.form == .webauthn, let web = authority.web else { return }
        guard signature.key.application == web.rp,
            let origin = signature.webOrigin,
            web.origins.contains(where: { $0.utf8.elementsEqual(origin.utf8) })
        else { throw Refusal("P-20", "The page signature was made for a different web origin or RP id.") }
    }
}
