import Ledger

/// What an entry changes, decided and ready: nothing in it can fail any more.
package struct Change: Sendable {
    package enum Effect: Sendable {
        case none
        case authority(Step<Authority>)
        case register(Step<World>)
        case record(RecordStep)
    }
    let admission: Admission
    let effect: Effect
    /// Whether the statement brought an act into effect or completed a record.
    package var takesEffect: Bool {
        switch effect {
        case .none: false
        case .authority(.propose(_, let moment)), .authority(.replace(_, _, let moment)): moment != nil
        case .register(.propose(_, let moment)), .register(.replace(_, _, let moment)): moment != nil
        case .authority(.whole), .register(.whole): false
        case .record(.claim(let record)), .record(.replace(_, let record)): record.complete != nil
        case .record(.ask), .record(.answer): false
        }
    }
}

/// What a replay says of an entry that stands in the log.
package enum Judgement: Sendable {
    case counts
    /// P-4: it changes nothing; `standing` says whether its time, request and order stand.
    case void(Refusal, standing: Bool)
}

/// A replay cannot go on: not a judgement on the log, but a lack of the program or of its input.
package struct Halt: Error, Sendable {
    package let place: Int
    package let refusal: Refusal
}

/// State after entries 0 to n: the log's own layer and the world (P-12). Signer and hosts fold authority only.
package struct State: Sendable {
    package private(set) var log = Log()
    package private(set) var world = World()
    private let foldsRegisters: Bool

    /// `authorityOnly` leaves register acts and records to the first layer, as signer and hosts do (P-35).
    package init(authorityOnly: Bool = false) { foldsRegisters = !authorityOnly }

    /// Goes on from a log and a world that were folded before: a snapshot, or a test's what-if.
    package init(log: Log, world: World) {
        self.log = log
        self.world = world
        foldsRegisters = true
    }

    package var authority: Authority { world.authority }

    /// Judges an entry that would stand next (P-5): both layers, nothing changed.
    package func decide(
        _ entry: RecordedStatement, enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) throws(Refusal) -> Change {
        let admission = try log.admit(entry.verified, recorded: entry.recorded, keys: world.authority)
        return Change(admission: admission, effect: try effect(of: admission, enclosed: enclosed))
    }

    /// Applies what `decide` returned for this very state.
    package mutating func apply(_ change: Change, leaf: Digest) {
        let place = log.size
        log.append(change.admission, leaf: leaf)
        switch change.effect {
        case .none: break
        case .authority(let step): world.authority.take(step)
        case .register(let step): world.take(step)
        case .record(let step): world.take(step, at: place)
        }
        world.authority.note(log.rows[place], at: place)
    }

    /// Folds an entry that stands in the log, whatever it is. Throws only where the replay itself cannot go on.
    package mutating func fold(
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
            admission = try log.admit(entry.verified, recorded: entry.recorded, keys: world.authority)
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
            log.append(admission, leaf: leaf.leafHash)
            world.authority.note(log.rows[log.size - 1], at: log.size - 1)
            return .void(error, standing: true)
        }
    }

    /// The second layer: what the kind says.
    private func effect(
        of admission: Admission, enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) throws(Refusal) -> Change.Effect {
        let statement = admission.verified.statement
        let moment = Moment(
            place: log.size, recorded: admission.recorded,
            clock: log.clock(with: statement, recorded: admission.recorded),
            seen: statement.ledger.size, signer: statement.signer.number, key: admission.key,
            isPage: !admission.verified.signature.isLocal, enclosed: enclosed)
        if statement.kind == "authority/founding" {
            guard authority.founding == nil else { throw Refusal("P-54", "This ledger is founded already.") }
            return .authority(try authority.found(admission, at: moment))
        }
        guard let founding = authority.founding else { throw Refusal("P-54", "This ledger is not founded.") }
        if statement.kind == "authority/founding.accept" {
            return .authority(try authority.accept(admission, at: moment))
        }
        guard founding.isAccepted else {
            throw Refusal(
                "P-54", "The founders have not all accepted; until then all else is void.", who: "the founders")
        }
        try judgePage(admission.verified.signature)
        try judgeForm(statement)
        switch admission.sort.part {
        case .authority: return try authorityEffect(admission, at: moment)
        case .register: return foldsRegisters ? try registerEffect(admission, at: moment) : .none
        case .record: return foldsRegisters ? .record(try recordEffect(admission, at: moment)) : .none
        }
    }

    /// P-20: a page signature is of this ledger's relying party and one of its web origins.
    private func judgePage(_ signature: Signature) throws(Refusal) {
        guard signature.form == .webauthn, let web = authority.web else { return }
        guard signature.key.application == web.rp,
            let origin = signature.webOrigin,
            web.origins.contains(where: { $0.utf8.elementsEqual(origin.utf8) })
        else { throw Refusal("P-20", "The page signature is of another web origin or relying party.") }
    }

    private func authorityEffect(_ admission: Admission, at moment: Moment) throws(Refusal) -> Change.Effect {
        let statement = admission.verified.statement
        switch statement.kind {
        case "authority/act.sign": return .authority(try authority.signStep(admission, at: moment))
        case "authority/act.decline": return .authority(try authority.declineStep(admission, at: moment))
        case "authority/act.withdraw":
            return try authority.withdrawStep(admission, of: place(of: admission), at: moment).map { .authority($0) }
                ?? .none
        case "authority/motion.open": return .authority(try authority.openMotion(admission, at: moment))
        case "authority/motion.vote": return .authority(try authority.vote(admission, at: moment))
        case "authority/motion.close": return .authority(try authority.closeMotion(admission, at: moment))
        case "authority/conflict.declare":
            return .authority(try authority.declareConflict(admission, rows: log.rows, at: moment))
        case "authority/replacement.cancel":
            return .authority(try authority.cancelReplacement(admission, at: moment))
        case "authority/replacement.close": return .authority(try authority.closeReplacement(admission, at: moment))
        default: try judgePast(statement.kind, statement.body, at: moment)
        }
        guard let kind = Kind.named(statement.kind), case .authority(let read) = kind.reader else {
            throw Refusal("P-4", "The edition in force lists no kind \(statement.kind).", sort: .malformed)
        }
        try requireNoReference(statement)
        return .authority(try authority.propose(try read(statement.body), kind: kind, admission: admission, at: moment))
    }

    /// What rests on the past that only the log remembers (P-22).
    func judgePast(_ kind: String, _ body: JSON, at moment: Moment) throws(Refusal) {
        switch kind {
        case DisownKey.kind: try judgeReach(body, at: moment)
        case AnswerDisowned.kind: try judgeAnswered(body, seen: moment.seen)
        default: break
        }
    }

    private func registerEffect(_ admission: Admission, at moment: Moment) throws(Refusal) -> Change.Effect {
        let statement = admission.verified.statement
        switch statement.kind {
        case "register/act.sign": return .register(try world.signStep(admission, at: moment))
        case "register/act.decline": return .register(try world.declineStep(admission, at: moment))
        case "register/act.withdraw":
            return try world.withdrawStep(admission, of: place(of: admission), at: moment).map { .register($0) }
                ?? .none
        default: break
        }
        guard let kind = Kind.named(statement.kind), case .register(let read) = kind.reader else {
            throw Refusal("P-4", "The edition in force lists no kind \(statement.kind).", sort: .malformed)
        }
        try requireNoReference(statement)
        return .register(try world.propose(try read(statement.body), kind: kind, admission: admission, at: moment))
    }

    private func recordEffect(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        let statement = admission.verified.statement
        switch statement.kind {
        case "record/sign": return try world.signRecord(admission, at: moment)
        case "record/close": return try world.closeRecord(admission, at: moment)
        case "record/attest": return try world.attestRecord(admission, at: moment)
        case "record/question": return try world.ask(admission, at: moment)
        case "record/answer": return try world.answer(admission, at: moment)
        default: break
        }
        guard let kind = Kind.named(statement.kind), case .record(let read) = kind.reader else {
            throw Refusal("P-4", "The edition in force lists no kind \(statement.kind).", sort: .malformed)
        }
        try requireNoReference(statement)
        return try world.claim(try read(statement.body), kind: kind, admission: admission, at: moment)
    }

    /// The entry that a withdrawal takes back, if it stands.
    private func place(of admission: Admission) -> Int? {
        admission.withdrawn.flatMap { log.place(of: $0, by: admission.verified.statement.signer) }
    }

    /// A proposal refers to nothing: what it is about stands in its body, where its kind checks it.
    private func requireNoReference(_ statement: Statement) throws(Refusal) {
        guard statement.of == nil else {
            throw Refusal("P-4", "A proposal has no “of”.", field: "of", sort: .malformed)
        }
    }
}
