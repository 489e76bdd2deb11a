import Ledger
import Rules

/// What one request sees: a state, the time at which it was asked, and the bytes behind.
struct ViewContext: Sendable {
    let published: Snapshot
    let archive: any Archive
    let now: Time
    /// For whom it reads: nobody, unless somebody signed in.
    var visitor = Visitor.nobody
    /// The names that this page shows.
    let names = Names()
    /// Keeps counts, findings and views from page to page.
    private let kept: ViewCache

    init(_ archive: any Archive, now: Time, kept: ViewCache = ViewCache()) {
        self.archive = archive
        published = archive.published()
        // A clock that lags behind the log's would show things as open that time has ended.
        self.now = max(now, published.state.log.clock ?? now)
        self.kept = kept
    }

    var state: State { published.state }
    var world: World { published.state.world }
    var authority: Authority { published.state.authority }
    var log: Log { published.state.log }
    var head: Head { published.state.log.head }
    /// Counts and findings of this state, counted once for all its pages.
    var rail: Rail {
        kept.rail.value(of: state, at: now) {
            Rail(state, journal: published.journal, at: now)
        }
    }
    private var views: Views { kept.views.value(of: state, at: now) { Views(state, at: now) } }
    /// Every act of both parts, newest first, every motion and every group.
    var acts: [ActView] { views.acts }
    var motions: [MotionView] { views.motions }
    var groups: [GroupView] { views.groups }
    /// What waits for a person.
    func tasks(for person: Int) -> [OpenTask] { state.tasks(for: person, at: now, acts: acts, motions: motions) }
    var findings: [Finding] { published.found + rail.findings }
    /// The journal's newest head, which whoever signs here vouches for (P-8).
    var journalHead: Head { published.journal?.head ?? .empty }

    /// The entry at a place, decoded; nil for a place that is none and for a void one that does not decode.
    func entry(at place: Int) -> Entry? {
        guard place >= 0, place < log.size else { return nil }
        return archive.entry(at: place).flatMap { try? Entry(bytes: $0) }
    }

    /// The key and content of a public part.
    func opening(of statement: Digest, part: String) -> Opening? {
        guard let bytes = archive.file(.detached(statement: statement, name: part)), bytes.count >= 32 else {
            return nil
        }
        return Opening(name: part, key: Array(bytes.prefix(32)), content: Array(bytes.dropFirst(32)))
    }

    /// The text of a public part, only if the signed commitment opens with it (P-6).
    func text(of part: String, in statement: Statement, hash: Digest) -> String? {
        guard let opening = opening(of: hash, part: part),
            statement.opens(part: part, key: opening.key, content: opening.content)
        else { return nil }
        return String(validating: opening.content, as: UTF8.self)
    }

    /// A part's key and content, as far as whoever asks may read it; a reading of what is restricted is in the journal
    /// before this returns (P-6).
    func opening(of part: DetachedPart, beside statement: Statement, hash: Digest) -> Opening? {
        guard part.isRestricted else { return opening(of: hash, part: part.name) }
        let subject = ContentSubject(of: statement, hash: hash)
        guard let reader = visitor.person,
            let right = authority.readingRight(of: reader, part: part, subject: subject, at: now)
        else { return nil }
        return archive.open([PartReference(statement: hash, part: part.name)], for: reader, because: right).first ?? nil
    }

    /// A person's name, for whoever may read it; asked for now and opened with all others of the page.
    func name(of person: Int) -> String? { names.name(of: person) }

    /// The title of a group of the policy.
    func title(of group: String) -> String { authority.policy?.groups[group]?.title ?? group }
}
