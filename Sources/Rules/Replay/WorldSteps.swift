import Authority
import Ledger

/// What a statement about things or records changes.
package enum WorldEffect: Sendable {
    case register(Step<World>)
    case record(RecordStep)
    /// Nothing but the first layer: what never stood was withdrawn (P-33).
    case nothing
}

extension World: Folded {
    package func decide(_ admission: Admission, at moment: Moment) throws(Refusal) -> WorldEffect? {
        let statement = admission.verified.statement
        if let verb = Verb.named(statement.kind) {
            try authority.judgeForm(statement, kind: nil, parts: verb.parts)
            guard let take = Self.verbs[verb.name] else { throw authority.unknown(statement.kind) }
            return try take(self, admission, moment)
        }
        let kind = Kind.named(statement.kind)
        try authority.judgeForm(statement, kind: kind, parts: ["reason"])
        guard let kind else { throw authority.unknown(statement.kind) }
        try authority.requireNoReference(statement)
        if let reader = kind.reader as? RecordReader {
            return .record(
                try claim(try reader.read(statement.body), kind: kind, admission: admission, at: moment))
        }
        guard let found = Self.catalogue[kind.name] else { throw authority.unknown(kind.name) }
        try requireApplicable(kind)
        return .register(
            try propose(try found.reader.read(statement.body), kind: kind, admission: admission, at: moment))
    }

    typealias VerbStep = @Sendable (World, Admission, Moment) throws(Refusal) -> WorldEffect

    /// What each verb about things and records does, by its name in `Verb.all`.
    static let verbs: [String: VerbStep] = [
        "register/act.sign": { (world, admission, moment) throws(Refusal) in
            .register(try world.signStep(admission, at: moment))
        },
        "register/act.decline": { (world, admission, moment) throws(Refusal) in
            .register(try world.declineStep(admission, at: moment))
        },
        "register/act.withdraw": { (world, admission, moment) throws(Refusal) in
            try world.withdrawStep(admission, of: admission.withdrawnPlace, at: moment).map { .register($0) }
                ?? .nothing
        },
        "record/sign": { (world, admission, moment) throws(Refusal) in
            .record(try world.signRecord(admission, at: moment))
        },
        "record/close": { (world, admission, moment) throws(Refusal) in
            .record(try world.closeRecord(admission, at: moment))
        },
        "record/attest": { (world, admission, moment) throws(Refusal) in
            .record(try world.attestRecord(admission, at: moment))
        },
        "record/question": { (world, admission, moment) throws(Refusal) in
            .record(try world.ask(admission, at: moment))
        },
        "record/join": { (world, admission, moment) throws(Refusal) in
            .record(try world.join(admission, at: moment))
        },
        "record/leave": { (world, admission, moment) throws(Refusal) in
            .record(try world.leave(admission, at: moment))
        },
        "record/note": { (world, admission, moment) throws(Refusal) in
            .record(try world.writeNote(admission, at: moment))
        },
        "record/object": { (world, admission, moment) throws(Refusal) in
            .record(try world.objectToRecord(admission, at: moment))
        },
        "record/answer": { (world, admission, moment) throws(Refusal) in
            .record(try world.answer(admission, at: moment))
        },
    ]

    package mutating func take(_ effect: WorldEffect, at place: Int) {
        switch effect {
        case .register(let step): take(step)
        case .record(let step): take(step, at: place)
        case .nothing: break
        }
    }

    package mutating func note(_ admission: Admission, _ row: Log.Row, at place: Int) {
        authority.note(admission, row, at: place)
        contents.take(admission.verified.statement, hash: admission.verified.hash, at: place)
        naming.take(named(at: place), at: place)
        if let motion = admission.ofPlace.flatMap(authority.motion(at:)), case .lost(place)? = motion.outcome,
            let act = motion.act.flatMap(acts.index(at:))
        {
            acts.lost(act, at: place)
        }
        let signer = admission.verified.statement.signer
        if signer.sort == .person, signer.number > 0 { sayings.take(about(admission, at: place), by: signer.number) }
    }

    package static func takesEffect(_ effect: WorldEffect) -> Bool {
        switch effect {
        case .register(let step): step.takesEffect
        case .record(.claim(let record)), .record(.replace(_, let record)): record.complete != nil
        case .record(.ask), .record(.answer), .record(.presence), .record(.note), .nothing: false
        }
    }
}
