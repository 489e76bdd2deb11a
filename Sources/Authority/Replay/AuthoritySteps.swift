import Ledger

extension Authority: Folded {
    package typealias Effect = Never

    package func decide(_ admission: Admission, at moment: Moment) throws(Refusal) -> Never? { nil }
    package mutating func take(_ effect: Never, at place: Int) {}
    package static func takesEffect(_ effect: Never) -> Bool {}
    package mutating func note(_ admission: Admission, _ row: Log.Row, at place: Int) { note(row, at: place) }
}

extension Authority {
    /// What a statement of authority's part changes; nil where it changes nothing but the first layer (P-33).
    func step(_ admission: Admission, log: Log, at moment: Moment) throws(Refusal) -> Step<Authority>? {
        let statement = admission.verified.statement
        if let verb = Verb.named(statement.kind) {
            try judgeForm(statement, kind: nil, parts: verb.parts)
            guard let take = Self.verbs[verb.name] else { throw unknown(statement.kind) }
            return try take(self, admission, moment)
        }
        let found = Self.catalogue[statement.kind]
        try judgeForm(statement, kind: found?.kind, parts: ["reason"])
        guard let found else { throw unknown(statement.kind) }
        try judgePast(statement.kind, statement.body, log: log, at: moment)
        try requireNoReference(statement)
        return try propose(try found.reader.read(statement.body), kind: found.kind, admission: admission, at: moment)
    }

    package typealias VerbStep =
        @Sendable (Authority, Admission, Moment) throws(Refusal) -> Step<Authority>?

    /// What each verb of authority does, by its name in `Verb.all`; `founding.accept` comes before all of them.
    static let verbs: [String: VerbStep] = [
        "authority/act.sign": { (a, admission, moment) throws(Refusal) in try a.signStep(admission, at: moment) },
        "authority/act.decline": { (a, admission, moment) throws(Refusal) in
            try a.declineStep(admission, at: moment)
        },
        "authority/act.withdraw": { (a, admission, moment) throws(Refusal) in
            try a.withdrawStep(admission, of: admission.withdrawnPlace, at: moment)
        },
        "authority/motion.open": { (a, admission, moment) throws(Refusal) in
            try a.openMotion(admission, at: moment)
        },
        "authority/motion.vote": { (a, admission, moment) throws(Refusal) in try a.vote(admission, at: moment) },
        "authority/motion.close": { (a, admission, moment) throws(Refusal) in
            try a.closeMotion(admission, at: moment)
        },
        "authority/conflict.declare": { (a, admission, moment) throws(Refusal) in
            try a.declareConflict(admission, at: moment)
        },
        "authority/manual.close": { (a, admission, moment) throws(Refusal) in try a.closeManual(admission, at: moment)
        },
        "authority/replacement.cancel": { (a, admission, moment) throws(Refusal) in
            try a.cancelReplacement(admission, at: moment)
        },
        "authority/replacement.close": { (a, admission, moment) throws(Refusal) in
            try a.closeReplacement(admission, at: moment)
        },
    ]

    /// A name that no edition lists, or a verb whose time has not come: void (P-4).
    package func unknown(_ kind: String) -> Refusal {
        Refusal("P-4", "There is no kind \(kind) in the edition in force.", sort: .malformed)
    }

    /// A proposal refers to nothing: what it is about is in its body, where its kind checks it.
    package func requireNoReference(_ statement: Statement) throws(Refusal) {
        guard statement.of == nil else {
            throw Refusal("P-4", "A proposal cannot have “of”.", field: "of", sort: .malformed)
        }
    }
}
