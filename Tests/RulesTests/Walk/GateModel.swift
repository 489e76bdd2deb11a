/// What the protocol's text says of records, of what is said about them, and of the gate before a medium's retirement
/// (P-40 to P-43, K-8, K-15), written from the text: plain arrays over the whole history, read anew for each question.
struct GateModel {
    /// A key, and whether its form is that of a page (P-20).
    struct Key { var page: Bool, revoked = false }
    struct Human { var keys: [Key], stopped = false, since = 0 }
    enum Sort { case move, install, remove, erase }
    /// One statement in the log: who signed it, with which of their keys, about which record or act.
    struct Line { var person: Int, key: Int, about: Int, place: Int }
    struct Claim {
        var sort: Sort, medium: Int, to = "", happened: Int, method = "purge"
        /// Whom it names: person and role; the performer among them is nobody.
        var named: [Int: String] = [:]
    }
    struct Said {
        var claim: Claim, place: Int, performer: Int, recorded: Int
        var parties: [Int: String], answered: Set<Int> = []
        var complete: Int?, broken = false, late = false, attested = false
        /// Never after it was recorded (P-41).
        var order: (Int, Int) { (min(claim.happened, recorded), place) }
    }
    struct Word { var record: Int, person: Int, word: String, place: Int }
    struct Retiring {
        var medium: Int, place: Int, proposer: Int, expires: Int, effect: Int?
        var marks: [(slot: String, line: Line)] = []
    }
    struct Denial { var person: Int, key: Int, since: Int, born: Int }
    struct Answer {
        var place: Int, entry: Int, denial: Int, word: String, expires: Int, given = false
        var marks: [Line] = []
    }

    var people: [Int: Human] = [:]
    var records: [Said] = []
    /// The acts that entered the media: each says that one is in a store, and opens.
    var entered: [Said] = []
    var words: [Word] = []
    var retirings: [Retiring] = []
    var denials: [Denial] = []
    var answers: [Answer] = []
    var lines: [Line] = []
    /// Who said that a record was not so took part in it, and signed nothing in it that others would reverse.
    var objections: [Line] = []
    /// When each entry was recorded.
    var times: [Int: Int] = [:]

    static let council = [1, 2, 3, 4], keepers = [5, 6], reviewers = [7, 8]

    func at(_ place: Int) -> Said? { records.first { $0.place == place } }
    func isIn(_ person: Int, _ group: [Int]) -> Bool { group.contains(person) && people[person]?.stopped == false }
    func inOffice(_ person: Int) -> Bool { isIn(person, Self.council + Self.keepers + Self.reviewers) }
    func isLocal(_ person: Int, _ key: Int) -> Bool { people[person]?.keys[key].page == false }
    func isRevoked(_ person: Int, _ key: Int) -> Bool { people[person]?.keys[key].revoked != false }
    /// P-32: without a break since it was signed.
    func counts(_ line: Line) -> Bool {
        !isRevoked(line.person, line.key) && people[line.person].map { !$0.stopped && $0.since < line.place } == true
    }
}

/// What is shown and what counts.
extension GateModel {
    func isReversed(_ entry: Int) -> Bool {
        answers.contains { $0.given && $0.entry == entry && $0.word == "reversed" }
    }
    /// P-41: two who took no part, by the last word of each that was not reversed.
    func isAnsweredFalse(_ said: Said) -> Bool {
        let about = words.filter { $0.record == said.place }
        return Set(about.map(\.person)).filter { person in
            guard person != said.performer, said.parties[person] == nil else { return false }
            return spoken(person, said.place).last?.word == "false"
        }.count >= 2
    }
    func spoken(_ person: Int, _ record: Int) -> [Word] {
        words.filter { $0.person == person && $0.record == record && !isReversed($0.place) }
    }
    /// K-8: what counts for opening.
    func opens(_ said: Said) -> Bool {
        said.complete != nil && !said.broken && (!said.late || said.attested) && shuts(said)
    }
    /// K-8: what counts for shutting.
    func shuts(_ said: Said) -> Bool { !isReversed(said.place) && !isAnsweredFalse(said) }
    /// K-15: reversed is shown as reversed.
    func shown(_ said: Said) -> String {
        if isReversed(said.place) { return "reversed" }
        if isAnsweredFalse(said) { return "answered false" }
        if said.complete == nil { return "claimed" }
        if said.broken { return "in breach" }
        return said.late && !said.attested ? "late" : "complete"
    }
}

/// The medium's history, read for the gate.
extension GateModel {
    /// In order of happening, then of place (P-41).
    func ordered(_ medium: Int) -> [Said] {
        (entered + records).filter { $0.claim.medium == medium }.sorted { $0.order < $1.order }
    }
    /// It may be in a machine: anybody says so, at or after the last place that counts for opening. It was entered into a store.
    func mayBeInMachine(_ medium: Int, before order: (Int, Int) = (.max, .max)) -> Bool {
        let moves = ordered(medium).filter { $0.claim.sort != .erase && shuts($0) && $0.order < order }
        let sure = moves.lastIndex { opens($0) } ?? 0
        return moves.indices.contains { $0 >= sure && moves[$0].claim.sort == .install }
    }
    func isStored(_ medium: Int) -> Bool {
        ordered(medium).last { $0.claim.sort != .erase && opens($0) }?.claim.sort != .install && !mayBeInMachine(medium)
    }
    /// Whoever put it into a machine used it, and whoever took it out of one, if nobody said before that it went in.
    func uses(_ medium: Int) -> [Said] {
        let said = ordered(medium).filter(shuts)
        let stored = said.filter { [.move, .remove].contains($0.claim.sort) && opens($0) }
        let wentIn = said.filter { $0.claim.sort == .install }
        return said.filter { one in
            if one.claim.sort == .install { return true }
            guard one.claim.sort == .remove else { return false }
            return !wentIn.contains { into in
                into.order < one.order && !stored.contains { into.order < $0.order && $0.order < one.order }
            }
        }
    }
    func isErasedSinceLastUse(_ medium: Int) -> Bool {
        let last = uses(medium).last
        return ordered(medium).contains { erasure in
            erasure.claim.sort == .erase && opens(erasure) && last.map { $0.order < erasure.order } != false
        }
    }
    func isRetired(_ medium: Int) -> Bool {
        retirings.contains { $0.medium == medium && $0.effect != nil && !isReversed($0.place) }
    }
    func mayRetire(_ medium: Int) -> Bool {
        !isRetired(medium) && isStored(medium) && isErasedSinceLastUse(medium)
    }

    /// What the clauses of media ask when a record is complete: erased before each use, taken out of a machine by a
    /// removal, and where critical data was on it each step by two who may erase it.
    func breaksClause(_ said: Said) -> Bool {
        let claim = said.claim
        switch claim.sort {
        case .erase: return claim.method != "purge"
        case .install:
            if isRetired(claim.medium) { return true }
            let uses = uses(claim.medium)
            guard let own = uses.firstIndex(where: { $0.place == said.place }) else { return false }
            return !ordered(claim.medium).contains { erasure in
                erasure.claim.sort == .erase && opens(erasure) && erasure.order.0 <= said.order.0
                    && (own == 0 || uses[own - 1].order < erasure.order)
            }
        case .move where mayBeInMachine(claim.medium, before: said.order): return true
        case .move, .remove:
            guard uses(claim.medium).contains(where: { $0.order < said.order }) else { return false }
            return !isIn(said.performer, Self.keepers)
                || said.parties.keys.contains { !isIn($0, Self.reviewers) }
        }
    }
}
