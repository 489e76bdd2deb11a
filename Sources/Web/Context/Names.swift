import Ledger
import Rules
import Synchronization

/// The names beside the ids of one page, for somebody who may read them (P-6).
///
/// The page is made once to learn whose names it would show; these are opened together, as one reading that the journal
/// has before anybody sees it; then it is made again with them. Who may read none gets the first page, in the same time
/// whatever the names say, and nothing is kept for the next request: what was erased is gone at once.
final class Names: Sendable {
    /// As many as one page shows; of more, the rest are ids.
    static let most = 500

    private struct Contents {
        var asked: Set<Int> = []
        var known: [Int: String] = [:]
        /// Whose names the reader may read and nobody could open.
        var shut: Set<Int> = []
    }
    private let kept = Mutex(Contents())

    func name(of person: Int) -> String? {
        kept.withLock { kept in
            if kept.asked.count < Names.most { kept.asked.insert(person) }
            return kept.known[person]
        }
    }

    /// Whether the reader has a right to a name that could not be opened: it is shown as that (P-24).
    func isShut(_ person: Int) -> Bool { kept.withLock { $0.shut.contains(person) } }

    /// Opens what was asked for; false where the page would be the same again.
    func open(_ context: ViewContext) -> Bool {
        guard let reader = context.visitor.person else { return false }
        let asked = kept.withLock { $0.asked.sorted() }
        var rights: [String: [(person: Int, part: PartReference)]] = [:]
        for person in asked {
            guard let part = context.state.name(of: person), let right = context.right(of: reader, to: part) else {
                continue
            }
            rights[right, default: []].append((person, part))
        }
        guard !rights.isEmpty else { return false }
        for right in rights.keys.sorted() {
            let some = rights[right] ?? []
            let opened = context.ledger.open(some.map(\.part), for: reader, because: right)
            kept.withLock { kept in
                for (one, opening) in zip(some, opened) {
                    if let opening, let name = String(validating: opening.content, as: UTF8.self) {
                        kept.known[one.person] = name
                    } else {
                        kept.shut.insert(one.person)
                    }
                }
            }
        }
        return true
    }
}

extension ViewContext {
    /// On what authority somebody may read a part now; nil: they may not, or there is none.
    func right(of reader: Int, to part: PartReference) -> String? {
        guard let place = log.place(of: part.statement), let entry = entry(at: place),
            let line = entry.statement.detached.first(where: { $0.name == part.part })
        else { return nil }
        return (present?.authority ?? authority).readingRight(
            of: reader, part: line, subject: ContentSubject(of: entry.statement, hash: entry.hash),
            at: present?.now ?? now)
    }
}
