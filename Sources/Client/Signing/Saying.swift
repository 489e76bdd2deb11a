import Ledger
import Rules

/// A statement that is in the log, with the receipt checked.
package struct EnteredStatement: Sendable {
    package let submission: Submission
    package let place: Int
    /// Acts that were asked for and not signed with the others (P-36).
    package var leftOut: [SeveralActs.LeftOut] = []
}

extension Workspace {
    /// Shows what somebody intends to say, asks, signs, submits, checks the receipt. When somebody else's entry came between
    /// and made it stale, it is made again and shown again.
    package mutating func say(_ intent: (Workspace) throws(Failure) -> Intent) async throws(Failure)
        -> EnteredStatement
    {
        for attempt in 1... {
            let made = try intent(self)
            try requireDoor()
            let request = try await sign(made, window: StatementSort.hour, offline: false)
            do {
                var said = try await submit(request)
                said.leftOut = made.leftOut
                return said
            } catch .refused(let refusal, let beside) {
                let seen = request.submission.statement.ledger.size
                let staleRules = ["P-8", "P-34", "P-50", "P-61"]
                guard attempt < 3, replica.head.size > seen, staleRules.contains(refusal.clause),
                    let again = try? intent(self),
                    refusal.clause != "P-50" || again.draft.body != made.draft.body
                else { throw .refused(refusal, beside: beside) }
                console.note(["Another entry came first (\(refusal.text)). The statement is made again."])
            }
        }
        throw .unavailable("other entries came first three times; try again")
    }

    /// Nothing is signed that nobody here could take: a touch and a word of honour are not spent in vain.
    package func requireDoor() throws(Failure) {
        guard transport is FolderTransport else { return }
        throw .unavailable(
            "\(transport.name) does not accept statements; use --offline FILE to sign for later, or name the server with --url"
        )
    }

    /// Signs an intent for later, with the head of one's own copy: nothing is asked of any network.
    package mutating func sayLater(_ intent: Intent) async throws(Failure) -> SubmissionRequest {
        let window = StatementSort(kind: intent.draft.kind)?.window ?? StatementSort.hour
        let request = try await sign(intent, window: window, offline: true)
        try outbox.put(request)
        return request
    }

    /// Composes, shows, asks, signs, checks. What comes out is verified and would be taken by the own replay.
    private mutating func sign(_ intent: Intent, window: Int, offline: Bool) async throws(Failure)
        -> SubmissionRequest
    {
        let person: Signer
        if let signer = intent.signer { person = signer } else { person = try requirePerson() }
        guard let founding = replica.founding else { throw .unavailable("the ledger is not founded yet") }
        try requireTrust(intent, founding)
        guard let keyFile else {
            throw .usage(
                "give your key with --key FILE or FOUREYES_KEY (a key file, or a .pub file whose key ssh-agent has)")
        }
        let signer = try KeySigner(file: keyFile, environment: environment)
        let composed: UnsignedStatement
        do throws(Refusal) {
            composed = try intent.composed(
                by: person, origin: founding.origin, head: replica.head, journal: replica.journalHead, now: now,
                window: window,
                unheard: outbox.unheard(of: person, origin: founding.origin, state: state),
                under: state.authority, random: random)
        } catch { throw .refused(error) }
        try requireRoom(composed, offline: offline)
        try await show(composed, intent: intent, offline: offline)
        try confirm()
        let submission = try signer.sign(composed.statement)
        try requireOwn(submission, person)
        let request = SubmissionRequest(
            submission, contents: composed.contents, enclosures: composed.enclosures)
        if !sendsRefused { try foresee(request, offline: offline) }
        return request
    }

    /// K-22, before anybody signs what no door takes.
    private func requireRoom(_ composed: UnsignedStatement, offline: Bool) throws(Failure) {
        for content in composed.contents {
            let longest = PartLimits.bytesMax(of: content.name, in: composed.statement.kind)
            guard content.content.count <= longest else {
                throw .usage("the part “\(content.name)” is longer than \(longest) bytes")
            }
        }
        let all =
            composed.contents.reduce(0) { $0 + $1.content.count } + composed.enclosures.reduce(0) { $0 + $1.count }
        guard all <= PartLimits.statementBytesMax else {
            throw .usage("contents and enclosures together have more than \(PartLimits.statementBytesMax) bytes")
        }
        if all > SubmissionRequest.lineBytesMax, !offline, signedIn == nil { throw sessionForFiles }
    }

    /// P-71, P-13: where nothing is signed yet.
    private func requireTrust(_ intent: Intent, _ founding: Founding) throws(Failure) {
        if founding.sort == .production, replica.trust?.given != true {
            throw .refused(
                Refusal(
                    "P-71", "This is a production ledger, and you have not compared its founding yet.",
                    who: "you, with --founding and the 24 words that you have on paper"))
        }
        let narrows =
            Kind.named(intent.draft.kind)?.narrows ?? (StatementSort(kind: intent.draft.kind)?.exempt == true)
        if !narrows, let ahead = ClocksApart.alarm(log: state.log.clock, own: now) {
            throw .alarm(Alarm(.clock, ahead + " Nothing that gives power is signed meanwhile (P-13)."))
        }
    }

    /// What is about to be signed, from its bytes (P-24).
    private mutating func show(_ composed: UnsignedStatement, intent: Intent, offline: Bool) async throws(Failure) {
        var shown = try self.shown(composed)
        if !offline, signedIn != nil, !shown.mentioned.isEmpty {
            try await learnNames(of: Array(shown.mentioned))
            shown = try self.shown(composed)
        }
        console.show(["", "You are about to sign:"] + shown.lines)
        for (name, place) in shown.about {
            guard let statement = replica.statement(at: place) else { continue }
            let hash = Digest.of(statement.line())
            for (part, opened) in try await parts(of: statement, hash: hash, isOffline: offline) {
                console.show(PartShown.lines(part, of: name, opened))
            }
        }
        if !intent.notices.isEmpty { console.show(intent.notices) }
        guard shown.unknown.isEmpty else {
            throw .notFound(
                shown.unknown.map { Visible.text($0) }.joined(separator: ", ")
                    + ": your copy of the ledger does not know this, so nothing was signed (P-24, K-12)")
        }
    }

    private func shown(_ composed: UnsignedStatement) throws(Failure) -> StatementShown {
        let beside = Dictionary(composed.enclosures.map { (Digest.of($0), $0) }) { first, _ in first }
        let held = replica.enclosures
        do throws(Malformed) {
            return try StatementShown(
                line: composed.statement.line(), contents: composed.contents, in: state, now: now, names: names,
                digests: digests(for: composed)
            ) { beside[$0] ?? held[$0] }
        } catch { throw .usage("this statement cannot be made: \(error.description)") }
    }

    private func confirm() throws(Failure) {
        if isYes { return }
        guard let answer = console.ask("Sign it? Type yes: ") else {
            throw .usage("there is no terminal to ask; use --yes to sign without asking")
        }
        guard answer == "yes" else { throw .usage("not signed") }
    }

    /// The key that signed is the signer's in the own replay; the holder of a new key has none there yet.
    private func requireOwn(_ submission: Submission, _ person: Signer) throws(Failure) {
        if submission.statement.slot == "holder" || submission.statement.kind == "authority/replacement.close" {
            return
        }
        let key = submission.claimedSignature.key
        guard let (_, enrolled) = authority.key(key.fingerprint), enrolled.person == person.number else {
            throw .refused(
                Refusal(
                    "P-2",
                    "The key that signed is not enrolled for \(person.text). Its words: "
                        + Words.words12(key.fingerprint).joined(separator: " ") + ".",
                    who: "two key witnesses, by enrolling a key"),
                beside: ["Nothing was sent."])
        }
    }

    /// Asks the own replay first: what it refuses is not sent, so that no signature lies about that might count later.
    private func foresee(_ request: SubmissionRequest, offline: Bool) throws(Failure) {
        let later =
            offline
            ? "The file was not written."
            : "Nothing was sent. Use --send to send it anyway and get the log’s signed refusal."
        if case .refused(let refusal) = decision(on: request, in: state, at: [now]) {
            throw .refused(refusal, beside: [later])
        }
    }

    /// What `decide` says of a request in a state: taken if it would be at every one of these times of recording.
    func decision(on request: SubmissionRequest, in state: State, at times: [Time]) -> Decision {
        let beside = Dictionary(request.enclosures.map { (Digest.of($0), $0) }) { first, _ in first }
        let held = replica.enclosures
        for time in times {
            guard
                case .success(let recorded) = CheckedLeaf(checking: request.submission.recorded(at: time))
                    .content
            else {
                return .refused(Refusal("P-2", "The signature is not valid.", sort: .malformed))
            }
            do throws(Refusal) {
                _ = try state.decide(recorded) { beside[$0] ?? held[$0] }
            } catch { return .refused(error) }
        }
        return .taken
    }

    /// The answer of `decide`.
    enum Decision: Sendable {
        case taken
        case refused(Refusal)
    }
}
