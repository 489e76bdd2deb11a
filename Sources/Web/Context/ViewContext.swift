import Ledger
import Rules
import Store

/// What one request sees: a state, the time at which it was asked, and the bytes behind.
struct ViewContext: Sendable {
    /// State, hashes and checkpoint of one moment.
    let published: Published
    let ledger: LedgerReader
    let now: Time
    /// Who asks: nobody, unless somebody signed in.
    var visitor = Visitor.nobody
    /// Where somebody was whose session has ended since; nil for everybody else.
    var lapsedAt: String?
    /// The time in the past that the page shows; nil on all others.
    var past: LookingBack?
    /// Who may read what is judged by the ledger as it is now, on a page of the past too: what is read goes into the journal
    /// with the right that its reader has.
    var present: (authority: Authority, now: Time)?
    /// Why the log takes nothing any more; nil while it does.
    var stopped: String?
    /// What the server knows of its journal.
    let journalFacts: JournalFacts
    /// The names that this page shows.
    let names = Names()
    /// Keeps counts, findings and views from page to page.
    private let cache: ViewCache

    init(_ ledger: LedgerReader, now: Time, cache: ViewCache = ViewCache()) {
        self.init(ledger, ledger.published, now: now, cache: cache)
    }

    /// The same at a given moment of the ledger.
    init(_ ledger: LedgerReader, _ published: Published, now: Time, cache: ViewCache = ViewCache()) {
        self.ledger = ledger
        self.published = published
        stopped = ledger.stopped
        journalFacts = ledger.journal.facts
        // A clock that lags behind the log's would show things as open that time has ended.
        self.now = max(now, published.state.log.clock ?? now)
        self.cache = cache
    }

    var state: State { published.state }
    var world: World { published.state.world }
    var authority: Authority { published.state.authority }
    var log: Log { published.state.log }
    var head: Head { published.state.log.head }
    /// The entries that do not count (P-4).
    var voids: [VoidEntry] { published.state.voids }
    /// The head that the newest checkpoint signs; at most a batch behind the state.
    var sealed: Head { published.checkpoint.head }
    private var views: Views { cache.views.value(of: state, at: now) { Views(state, at: now) } }
    /// Open acts of both parts, newest first, open motions, and every group.
    var openActs: [ActView] { views.acts }
    var openMotions: [MotionView] { views.motions }
    var groups: [GroupView] { views.groups }
    /// What waits for a person.
    func tasks(for person: Int) -> [OpenTask] {
        cache.tasks.value(of: state, at: now) { Known() }.value(person) {
            state.tasks(for: person, at: now, open: (openActs, openMotions))
        }
    }
    /// Why the rows of an import could not enter as things stand: the first flaw, if there is one.
    func flaw(of rows: EnclosedRows) -> RowFlaw? {
        cache.rowFlaws.value(of: state, at: now) { Known() }.value(rows.digest) { state.flaws(of: rows, at: now).first }
    }
    /// What an open act would change if it took effect now, or why it could not.
    func whatIf(actAt place: Int) throws(Refusal) -> [Difference] {
        try cache.whatIf.value(of: state, at: now) { Known() }.value(place) {
            Result { () throws(Refusal) in
                try state.whatIf(actAt: place, now: now) { [ledger] in ledger.file(.enclosure($0)) }
            }
        }.get()
    }
    /// What somebody must answer: counted once for all pages of this state.
    var findings: [Finding] {
        cache.findings.value(of: state, at: now) {
            state.findings(journal: journalFacts, contents: past == nil ? ledger.mismatches : [], at: now)
        }
    }
    /// Who could decide what, today and in the week ahead.
    var roster: [RosterLine] {
        cache.roster.value(of: state, at: now) { state.roster(days: RosterPage.days, at: now) }
    }
    /// The journal's newest head, which whoever signs here vouches for (P-8).
    var journalHead: Head { journalFacts.head }

    /// The entry at a place, decoded; nil for a place that is none and for a void one that does not decode.
    func entry(at place: Int) -> Entry? {
        guard place >= 0, place < log.size else { return nil }
        return ledger.entry(at: place).flatMap { try? Entry(bytes: $0) }
    }

    /// The key and content of a public part.
    func opening(of statement: Digest, part: String) -> OpenedPart? {
        guard let bytes = ledger.file(.detached(statement: statement, name: part)), bytes.count >= 32 else {
            return nil
        }
        return OpenedPart(name: part, key: Array(bytes.prefix(32)), content: Array(bytes.dropFirst(32)))
    }

    /// The text of a public part, only if the signed commitment opens with it (P-6).
    func text(of part: String, in statement: Statement, hash: Digest) -> String? {
        guard let opened = opening(of: hash, part: part),
            statement.opens(part: part, key: opened.key, content: opened.content)
        else { return nil }
        return String(validating: opened.content, as: UTF8.self)
    }

    /// A part's key and content, as far as whoever asks may read it; a reading of what is restricted is in the journal
    /// before this returns (P-6).
    func opening(of part: DetachedPart, beside statement: Statement, hash: Digest) -> OpenedPart? {
        guard part.isRestricted else { return opening(of: hash, part: part.name) }
        let subject = ContentSubject(of: statement, hash: hash)
        guard let reader = visitor.person,
            let right = (present?.authority ?? authority).readingRight(
                of: reader, part: part, subject: subject, at: present?.now ?? now)
        else { return nil }
        return ledger.open([PartReference(statement: hash, part: part.name)], for: reader, because: right).first ?? nil
    }

    /// A person's name, for whoever may read it; asked for now and opened with all others of the page.
    func name(of person: Int) -> String? { publicName(of: person) ?? names.name(of: person) }

    /// A name that its person published (K-3).
    func publicName(of person: Int) -> String? {
        guard let part = state.name(of: person) else { return nil }
        return ledger.publicName(part, self)
    }

    /// The title of a group of the policy.
    func title(of group: String) -> String { authority.policy?.groups[group]?.title ?? group }
}
