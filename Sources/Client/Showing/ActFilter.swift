import Ledger
import Rules

/// Which acts a list shows.
package struct ActFilter: Sendable {
    private var open = false
    private var kind: String?
    private var by: Int?
    private var since: Time?
    private var about: ItemID?

    package static let all = ActFilter()
    private init() {}

    /// Takes each value as it was typed. Throws a usage error for a value that is malformed or unknown.
    package init(open: Bool = false, kind: String? = nil, by: String? = nil, since: String? = nil, about: String? = nil)
        throws(Failure)
    {
        self.open = open
        if let kind, Kind.named(kind) == nil { throw .notFound("a kind \(Visible.text(kind))") }
        self.kind = kind
        if let by {
            guard let id = ItemID(by), id.prefix == Person.prefix else {
                throw .usage("--by takes a person, like p4, not \(Visible.text(by))")
            }
            self.by = id.number
        }
        if let since {
            guard let time = Time(since) ?? Time(since + "T00:00:00Z") else {
                throw .usage("--since takes a day like 2026-11-30 or a time in UTC, not \(Visible.text(since))")
            }
            self.since = time
        }
        if let about {
            guard let id = ItemID(about) else {
                throw .usage("--about takes an id, like M-2, not \(Visible.text(about))")
            }
            self.about = id
        }
    }

    /// The newest that fit, page by page, so that a long ledger is read no further than needed.
    package func acts(in state: State, at now: Time, before: Int, count: Int) -> [ActView] {
        let named = about.map { Set(state.world.history(of: $0)) }
        func fits(_ act: ActView) -> Bool {
            (!open || act.isOpen) && (kind == nil || act.kind.name == kind)
                && (by.map { person in act.proposer == person || act.signatures.contains { $0.person == person } }
                    ?? true)
                && (since.map { act.proposed >= $0 } ?? true) && (named?.contains(act.place) ?? true)
        }
        if open {
            return state.world.openActViews(at: now).filter { $0.place < before && fits($0) }.prefix(count).map { $0 }
        }
        var (found, last): ([ActView], Int) = ([], before)
        while found.count < count {
            let page = state.world.actViews(at: now, before: last, limit: Workspace.page)
            guard let end = page.last else { break }
            found += page.filter(fits)
            last = end.place
            if let since, end.proposed < since { break }
        }
        return Array(found.prefix(count))
    }
}
