import Ledger
import Rules

/// What a page asks while it waits for a statement that is signed elsewhere: has its signer said it by now?
///
/// The command on the other machine makes a statement of its own, with another request id: so what is looked for is the same
/// words by the same person, entered after the page was made.
enum WaitPage {
    /// Entries looked at in one answer: who waits longer sees the page's own list grow.
    static let entriesMax = 2000

    /// The address to ask, for a statement that a page shows.
    static func path(_ statement: Statement, _ context: ViewContext) -> String {
        "/stands?from=\(context.head.size)&said=\(digest(statement).hex)&signer=\(statement.signer.text)&kind=\(encoded(statement.kind))"
    }

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        guard let from = ItemID.place(request.query["from"]), let said = Digest(hex: request.query["said"]) else {
            throw Problem.bad("“from” must be an entry number and “said” 64 hex digits.", .none)
        }
        let log = request.context.log
        var to: String?
        for place in max(from, log.size - entriesMax)..<max(from, log.size) {
            guard let row = log.rows.at(place), row.hash != nil,
                row.kind.utf8.elementsEqual(request.query["kind"].utf8),
                let entry = request.context.entry(at: place), digest(entry.statement) == said
            else { continue }
            to = Afterwards.path(of: place, entry.statement.line(), request.context)
            break
        }
        return .json(.line(["size": .integer(log.size), "to": to.map { .string($0) }]))
    }

    /// What is said, without what differs from one making to the next.
    private static func digest(_ statement: Statement) -> Digest {
        Digest.of(
            JSON.line([
                "body": statement.body, "kind": .string(statement.kind), "of": statement.of.map { .string($0.hex) },
                "signer": .string(statement.signer.text), "slot": statement.slot.map { .string($0) },
            ]).written())
    }
}
