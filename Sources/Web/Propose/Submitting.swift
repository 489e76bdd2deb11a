import Attachments
import Ledger
import Rules
import Store

/// A statement that nobody has signed yet, with the contents that stand beside it. Nothing of it but files is kept here: what
/// a form needs later, it carries.
struct UnsignedStatement: Sendable {
    let line: [UInt8]
    /// Words; the form carries them.
    let contents: [OpenedPart]
    /// Files; they wait in `HeldFiles`, because 24 MiB in hidden fields is no page.
    var files: [OpenedPart] = []

    var hash: Digest { Digest.of(line) }
    var parts: [OpenedPart] { contents + files }
    /// Whether all the files are at hand to which its line is bound.
    var lacksNoFile: Bool {
        let names = (try? Statement(line: line[...]))?.files.map(\.name) ?? []
        return names.allSatisfy { name in files.contains { $0.name.utf8.elementsEqual(name.utf8) } }
    }
}

extension SiteRequest {
    /// The statement of what somebody intends, for an hour from now (P-10: a short one moves the log's clock).
    func unsigned(_ intent: Intent) throws(Malformed) -> UnsignedStatement {
        guard let request = Request(hex: Digest.of(entrance.randomBytes(32)).hex.prefix(32).description),
            let origin = context.authority.founding?.origin
        else { throw Malformed("P-54", "this ledger is not founded") }
        var draft = intent.draft
        draft.enclosures = intent.enclosed.map { Enclosure(of: $0) }.sorted { $0.sha256 < $1.sha256 }
        func part(_ name: String, _ content: [UInt8], _ exception: ConfidentialityException? = nil) throws(Malformed)
            -> OpenedPart
        {
            let part = OpenedPart(name: name, key: entrance.randomBytes(32), content: content)
            let stands: (audience: String, exception: String?)
            if let exception {
                stands = (exception.audience, exception.id)
            } else {
                do throws(Refusal) {
                    stands = try context.authority.audience(
                        of: name, in: draft.kind, isPublished: intent.published.contains(name))
                } catch {
                    throw Malformed(error.clause, error.text)
                }
            }
            draft.detached.append(
                DetachedPart(
                    audience: stands.audience,
                    commitment: commitment(
                        key: part.key, origin: origin, signer: intent.signer, request: request,
                        kind: draft.kind, name: name, content: part.content),
                    exception: stands.exception, name: name))
            return part
        }
        let contents = try intent.texts.map { (text) throws(Malformed) in
            try part(text.name, Array(text.text.utf8), intent.exception)
        }
        let files = try zip(Attachment.names, intent.files.attachments).map { (file) throws(Malformed) in
            try part(file.0, file.1.bytes, intent.files.exception)
        }
        draft.detached.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        guard (contents + files).reduce(0, { $0 + $1.content.count }) <= PartLimits.statementBytesMax else {
            throw Malformed("K-22", "words and files together have more than 24 MiB")
        }
        let claimed = try claimedTime()
        let statement = draft.statement(
            by: intent.signer, origin: origin, head: context.head, journal: context.journalHead,
            claimed: claimed, request: request)
        let line = statement.line()
        // What our own writer makes, our own reader must take: a fault here is ours and must not be signed.
        _ = try Statement(line: line[...])
        return UnsignedStatement(line: line, contents: contents, files: files)
    }

    /// When the signer says it, by the clock of their own device where the page tells it (`Script`): a server whose clock is
    /// days ahead must not put its time under a person's name. Two clocks that differ too much draft nothing.
    private func claimedTime() throws(Malformed) -> Time {
        guard let device = Time(form["device-clock"]) else { return context.now }
        if let apart = ClocksApart.difference(device: device, server: context.now) { throw Malformed("P-10", apart) }
        return device
    }

    /// Enters line and armour as they came. Signature, contents and enclosures are checked on this thread, never on the
    /// writer's (platform.md, section 14).
    func submit(
        _ submission: Submission, contents: [OpenedPart], enclosures: [[UInt8]] = []
    ) async -> SubmissionResult {
        let incoming: Incoming
        do throws(Malformed) {
            incoming = try Incoming(
                checking: submission, parts: contents, enclosures: enclosures,
                mayLack: context.authority.mayLackContent(submission.statement))
        } catch { return .unfit(error) }
        let result = await context.ledger.submit(incoming, from: caller.address)
        site.tell(result, of: submission.statement.kind)
        return result
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
        case .queue: (status, why, retryAfter) = (503, "Too many statements are waiting.", 1)
        case .disk: (status, why) = (507, "The disk is full.")
        case .descriptors: (status, why, retryAfter) = (503, "The server has too many files open.", 5)
        case .share(let seconds):
            (status, why, retryAfter) = (
                429, "You have had as much stored today as one person may have in a day. Nothing was changed.", seconds
            )
        case .stopped(let reason) where stopped == nil: (status, why, retryAfter) = (503, reason, 5)
        case .stopped(let reason):
            (status, why, retryAfter, isStopped) = (
                503, "The server accepts nothing at the moment: \(reason)", 60, true
            )
        }
    }

    /// The disk failed: the same bytes tell whether the entry is there.
    init(unknown reason: String) {
        (status, retryAfter) = (503, 5)
        why = "It is not known whether it was recorded: \(reason) Send the same bytes again."
    }
}
