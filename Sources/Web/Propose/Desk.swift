import Ledger
import Rules

/// A statement that nobody has signed yet, with the contents that stand beside it.
struct UnsignedStatement: Sendable {
    let line: [UInt8]
    let contents: [Opening]
}

/// Makes unsigned statements and takes signed ones. It keeps nothing in between: what a form needs later, it carries.
struct Desk: Sendable {
    let archive: any Archive
    let randomBytes: @Sendable (Int) -> [UInt8]

    /// The statement of what was said, for an hour from now (P-10: a short one moves the log's clock).
    func prepare(_ intent: Intent, _ context: ViewContext) throws(Malformed) -> UnsignedStatement {
        guard let request = Request(hex: Digest.of(randomBytes(32)).hex.prefix(32).description),
            let origin = context.authority.founding?.origin
        else { throw Malformed("P-54", "this ledger is not founded") }
        var draft = intent.draft
        var contents: [Opening] = []
        for (name, text) in intent.texts.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            let opening = Opening(name: name, key: randomBytes(32), content: Array(text.utf8))
            contents.append(opening)
            let stands: (audience: String, exception: String?)
            do throws(Refusal) {
                stands = try context.authority.audience(of: name, in: draft.kind)
            } catch { throw Malformed(error.clause, error.text) }
            draft.detached.append(
                DetachedPart(
                    audience: stands.audience,
                    commitment: commitment(
                        key: opening.key, origin: origin, signer: intent.signer, request: request,
                        kind: draft.kind, name: name, content: opening.content),
                    exception: stands.exception, name: name))
        }
        let statement = draft.statement(
            by: intent.signer, origin: origin, head: context.head, journal: context.journalHead,
            claimed: context.now, request: request)
        let line = statement.line()
        // What our own writer makes, our own reader must take: a fault here is ours and must not be signed.
        _ = try Statement(line: line[...])
        return UnsignedStatement(line: line, contents: contents)
    }

    /// Line and armour as they came; the archive checks the signature before its queue.
    func enter(submission bytes: [UInt8], contents: [Opening], enclosures: [[UInt8]] = [])
        async throws(Malformed) -> (Verdict, Submission)
    {
        let submission = try Submission(bytes: bytes)
        return (
            await archive.enter(
                Offer(submission: submission, contents: contents, enclosures: enclosures)),
            submission
        )
    }
}
