import Ledger
import Rules
import Store

/// A statement that nobody has signed yet, with the contents that stand beside it. Nothing of it is kept here: what a form
/// needs later, it carries.
struct UnsignedStatement: Sendable {
    let line: [UInt8]
    let contents: [OpenedPart]
}

extension SiteRequest {
    /// The statement of what somebody intends, for an hour from now (P-10: a short one moves the log's clock).
    func unsigned(_ intent: Intent) throws(Malformed) -> UnsignedStatement {
        guard let request = Request(hex: Digest.of(entrance.randomBytes(32)).hex.prefix(32).description),
            let origin = context.authority.founding?.origin
        else { throw Malformed("P-54", "this ledger is not founded") }
        var draft = intent.draft
        draft.enclosures = intent.enclosed.map { Enclosure(of: $0) }.sorted { $0.sha256 < $1.sha256 }
        var contents: [OpenedPart] = []
        for (name, text) in intent.texts.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            let part = OpenedPart(name: name, key: entrance.randomBytes(32), content: Array(text.utf8))
            contents.append(part)
            let stands: (audience: String, exception: String?)
            do throws(Refusal) {
                stands = try context.authority.audience(of: name, in: draft.kind)
            } catch { throw Malformed(error.clause, error.text) }
            draft.detached.append(
                DetachedPart(
                    audience: stands.audience,
                    commitment: commitment(
                        key: part.key, origin: origin, signer: intent.signer, request: request,
                        kind: draft.kind, name: name, content: part.content),
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

    /// Enters line and armour as they came. Signature, contents and enclosures are checked on this thread, never on the
    /// writer's (platform.md, section 14).
    func submit(
        _ submission: Submission, contents: [OpenedPart], enclosures: [[UInt8]] = []
    ) async -> SubmissionResult {
        let incoming: Incoming
        do throws(Malformed) {
            incoming = try Incoming(checking: submission, parts: contents, enclosures: enclosures)
        } catch { return .unfit(error) }
        return await context.ledger.submit(incoming)
    }

    /// What the site shows now, after something was entered.
    var contextNow: ViewContext { ViewContext(context.ledger, now: now) }
}

/// Why a submission was not taken just now, as HTTP says it. Nothing was decided: the same bytes may come again.
struct NotTaken {
    let status: Int
    let why: String
    /// Seconds after which to ask again.
    var retryAfter: Int?
    /// Whether the log takes nothing at all any more: only people can change that (`Trouble.logStopped`).
    var isStopped = false

    /// `stopped` is why the store has stopped; one that is being closed has no fault, and the next start takes the bytes.
    init(_ busy: Busy, stopped: String?) {
        switch busy {
        case .queue: (status, why, retryAfter) = (503, "Too many statements wait just now.", 1)
        case .disk: (status, why) = (507, "The disk is full.")
        case .stopped(let reason) where stopped == nil: (status, why, retryAfter) = (503, reason, 5)
        case .stopped(let reason):
            (status, why, retryAfter, isStopped) = (503, "The server only reads: \(reason)", 60, true)
        }
    }

    /// The disk failed: the same bytes tell whether the entry is there.
    init(unknown reason: String) {
        (status, retryAfter) = (503, 5)
        why = "It is not known whether it stands: \(reason) Send the same bytes again."
    }
}
