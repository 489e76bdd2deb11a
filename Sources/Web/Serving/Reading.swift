import Ledger
import Rules

/// What one request sees: a state, the time at which it was asked, and the bytes behind.
struct Reading: Sendable {
    let published: Snapshot
    let archive: any Archive
    let now: Time
    /// For whom it reads: nobody, unless somebody signed in.
    var visitor = Visitor.nobody

    init(_ archive: any Archive, now: Time) {
        self.archive = archive
        published = archive.published()
        // A clock that lags behind the log's would show things as open that time has ended.
        self.now = max(now, published.state.log.clock ?? now)
    }

    var state: State { published.state }
    var world: World { published.state.world }
    var authority: Authority { published.state.authority }
    var log: Log { published.state.log }
    var head: Head { published.state.log.head }
    var findings: [Finding] {
        published.found + state.findings(voids: published.voids, journal: published.journal, at: now)
    }
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

    /// A person's public name: the part of the enrolment that took effect where he was born, its commitment checked.
    func name(of person: Int) -> String? {
        guard let born = authority.person(person)?.born, born > 0,
            let act = authority.acts.table.first(where: { $0.end == .inEffect(born) && $0.act is EnrolPerson }
            ),
            let entry = entry(at: act.place)
        else { return nil }
        return text(of: "name", in: entry.statement, hash: entry.hash)
    }

    /// The title of a group of the policy.
    func title(of group: String) -> String { authority.policy?.groups[group]?.title ?? group }
}
