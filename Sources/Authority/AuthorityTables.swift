import HashTreeCollections
import Ledger

/// What `Authority` stores; its rules are written on `Authority`, which shares this between copies.
struct AuthorityTables: Sendable {
    var founding: Founding?
    var policy: Policy?
    var manual = Document.none
    var clauses = Document.none
    /// The Manual's values and the clauses, read from the enclosures that `manual` and `clauses` name.
    var manualValues: Manual?
    var clauseBook: ClauseBook?
    /// Per kind, the place at which its requirement last changed (P-34).
    var changed: [String: Int] = [:]
    var editions = Editions()
    var people = Table<Person>()
    var keys = Table<EnrolledKey>()
    var keyIndex = TreeDictionary<Digest, Int>()
    /// One per group of the policy, ascending by code.
    var rosters: [Roster] = []
    var former = Table<FormerSeat>()
    var motions = Table<Motion>()
    var conflicts = Table<Conflict>()
    var stops = Table<Stop>()
    var machines = Table<Machine>()
    var acknowledged = Table<Acknowledgement>()
    var replacements = Table<Replacement>()
    var disownings = Table<Disowning>()
    var disownedAnswers = Table<DisownedAnswer>()
    /// What an act put in the place of the founding's web origins and RP id (P-20).
    var changedWeb: Founding.Web?
    var erasures = Table<Erasure>()
    var manualChanges = ManualChanges()
    var staff = StaffRegisters()
    var cases = CaseRegisters()
    var acts = Acts<Authority>()
    /// Conflicted people by the place of the act; indexes are rebuilt from the tables and no state.
    var conflicted = TreeDictionary<Int, [Int]>()
    var motionByAct = TreeDictionary<Int, Int>()
    /// Motions without an outcome, by their place in the table of motions.
    var undecided = TreeSet<Int>()
    var stoppedActs = TreeDictionary<Int, Int>()
    /// Acts on things and records by their place, as the first layer tells of them: the log's rows say it again.
    var things = TreeDictionary<Int, ThingEntry>()
    /// The enrolment of each person who was not a founder, and the person of each enrolment.
    var enrolments = TreeDictionary<Int, Proposal>()
    var enrolledBy = TreeDictionary<Digest, Int>()
    var erasedPeople = TreeDictionary<Int, Int>()
    var erasedParts = TreeDictionary<PartReference, Int>()
    var machineIndex = TreeDictionary<Digest, Int>()
    /// Per exception of the policy, the place at which its day of review was last set (SP-9.5b).
    var reviewSet: [String: Int] = [:]
}

/// Each of them as the rules name it.
extension Authority {
    package var founding: Founding? {
        _read { yield tables.value.founding }
        _modify { yield &tables.value.founding }
    }
    package var policy: Policy? {
        _read { yield tables.value.policy }
        _modify { yield &tables.value.policy }
    }
    package var manual: Document {
        _read { yield tables.value.manual }
        _modify { yield &tables.value.manual }
    }
    package var clauses: Document {
        _read { yield tables.value.clauses }
        _modify { yield &tables.value.clauses }
    }
    package var manualValues: Manual? {
        _read { yield tables.value.manualValues }
        _modify { yield &tables.value.manualValues }
    }
    package var clauseBook: ClauseBook? {
        _read { yield tables.value.clauseBook }
        _modify { yield &tables.value.clauseBook }
    }
    package var changed: [String: Int] {
        _read { yield tables.value.changed }
        _modify { yield &tables.value.changed }
    }
    package var editions: Editions {
        _read { yield tables.value.editions }
        _modify { yield &tables.value.editions }
    }
    package var people: Table<Person> {
        _read { yield tables.value.people }
        _modify { yield &tables.value.people }
    }
    package var keys: Table<EnrolledKey> {
        _read { yield tables.value.keys }
        _modify { yield &tables.value.keys }
    }
    package var keyIndex: TreeDictionary<Digest, Int> {
        _read { yield tables.value.keyIndex }
        _modify { yield &tables.value.keyIndex }
    }
    package var rosters: [Roster] {
        _read { yield tables.value.rosters }
        _modify { yield &tables.value.rosters }
    }
    package var former: Table<FormerSeat> {
        _read { yield tables.value.former }
        _modify { yield &tables.value.former }
    }
    package var motions: Table<Motion> {
        _read { yield tables.value.motions }
        _modify { yield &tables.value.motions }
    }
    package var conflicts: Table<Conflict> {
        _read { yield tables.value.conflicts }
        _modify { yield &tables.value.conflicts }
    }
    package var stops: Table<Stop> {
        _read { yield tables.value.stops }
        _modify { yield &tables.value.stops }
    }
    package var machines: Table<Machine> {
        _read { yield tables.value.machines }
        _modify { yield &tables.value.machines }
    }
    package var acknowledged: Table<Acknowledgement> {
        _read { yield tables.value.acknowledged }
        _modify { yield &tables.value.acknowledged }
    }
    package var replacements: Table<Replacement> {
        _read { yield tables.value.replacements }
        _modify { yield &tables.value.replacements }
    }
    package var disownings: Table<Disowning> {
        _read { yield tables.value.disownings }
        _modify { yield &tables.value.disownings }
    }
    package var disownedAnswers: Table<DisownedAnswer> {
        _read { yield tables.value.disownedAnswers }
        _modify { yield &tables.value.disownedAnswers }
    }
    package var changedWeb: Founding.Web? {
        _read { yield tables.value.changedWeb }
        _modify { yield &tables.value.changedWeb }
    }
    package var erasures: Table<Erasure> {
        _read { yield tables.value.erasures }
        _modify { yield &tables.value.erasures }
    }
    package var manualChanges: ManualChanges {
        _read { yield tables.value.manualChanges }
        _modify { yield &tables.value.manualChanges }
    }
    package var staff: StaffRegisters {
        _read { yield tables.value.staff }
        _modify { yield &tables.value.staff }
    }
    package var cases: CaseRegisters {
        _read { yield tables.value.cases }
        _modify { yield &tables.value.cases }
    }
    package var acts: Acts<Authority> {
        _read { yield tables.value.acts }
        _modify { yield &tables.value.acts }
    }
    package var conflicted: TreeDictionary<Int, [Int]> {
        _read { yield tables.value.conflicted }
        _modify { yield &tables.value.conflicted }
    }
    package var motionByAct: TreeDictionary<Int, Int> {
        _read { yield tables.value.motionByAct }
        _modify { yield &tables.value.motionByAct }
    }
    package var undecided: TreeSet<Int> {
        _read { yield tables.value.undecided }
        _modify { yield &tables.value.undecided }
    }
    package var stoppedActs: TreeDictionary<Int, Int> {
        _read { yield tables.value.stoppedActs }
        _modify { yield &tables.value.stoppedActs }
    }
    package var things: TreeDictionary<Int, ThingEntry> {
        _read { yield tables.value.things }
        _modify { yield &tables.value.things }
    }
    package var enrolments: TreeDictionary<Int, Proposal> {
        _read { yield tables.value.enrolments }
        _modify { yield &tables.value.enrolments }
    }
    package var enrolledBy: TreeDictionary<Digest, Int> {
        _read { yield tables.value.enrolledBy }
        _modify { yield &tables.value.enrolledBy }
    }
    package var erasedPeople: TreeDictionary<Int, Int> {
        _read { yield tables.value.erasedPeople }
        _modify { yield &tables.value.erasedPeople }
    }
    package var erasedParts: TreeDictionary<PartReference, Int> {
        _read { yield tables.value.erasedParts }
        _modify { yield &tables.value.erasedParts }
    }
    package var machineIndex: TreeDictionary<Digest, Int> {
        _read { yield tables.value.machineIndex }
        _modify { yield &tables.value.machineIndex }
    }
    package var reviewSet: [String: Int] {
        _read { yield tables.value.reviewSet }
        _modify { yield &tables.value.reviewSet }
    }
}
