import Ledger
import Rules

extension Workspace {
    private static var tries: Int { 4 }

    /// Sends what somebody signed, until the outcome is known, and checks the receipt or judges the refusal.
    package mutating func submit(_ request: SubmissionRequest) async throws(Failure) -> EnteredStatement {
        try outbox.put(request)
        do { return try await deliver(request) } catch { throw naming(error) }
    }

    private mutating func deliver(_ request: SubmissionRequest) async throws(Failure) -> EnteredStatement {
        let before = now
        let reply = try await send(request)
        switch reply.status {
        case 200: return try await receipt(reply, request)
        case 400..<500 where reply.status != 429:
            guard let answer = try? JSON(enclosed: reply.body) else { throw unreadable(reply) }
            guard let note = answer["refusal"]?.text else {
                // These are the statuses of `decide`, and a clause is its word (docs/formats/http.md).
                guard ![404, 410, 422].contains(reply.status), answer["clause"] == nil else {
                    throw try refusedWithoutWord("refused without a note that the log signed", reply, request)
                }
                throw turnedAway(reply, answer, request)
            }
            throw try await judged(Array(note.utf8), in: reply, request, between: before, and: now)
        default: throw unreadable(reply)
        }
    }

    /// The same bytes again after a lost connection or a busy server: they are taken once (P-5).
    private func send(_ request: SubmissionRequest) async throws(Failure) -> Reply {
        var last = "no answer"
        for attempt in 1...Self.tries {
            do throws(Failure) {
                let reply = try await hand(in: request)
                guard reply.status == 429 || reply.status >= 500 else { return reply }
                let answer = try? JSON(enclosed: reply.body)
                last = answer?["missing"]?.text ?? "it answered HTTP \(reply.status)"
                if answer?["stopped"]?.flag == true {
                    throw .alarm(
                        Alarm(
                            .logStopped, "\(transport.name): \(last)", kept: [outbox.place(of: request.submission.hash)]
                        ))
                }
                if reply.status == 507 { break }
                if attempt < Self.tries { await pause(min(max(reply.retryAfter ?? attempt, 1), 10)) }
            } catch .unavailable(let why, let beside) {
                last = why
                // An export never takes anything: there is nothing to wait for.
                if transport is FolderTransport { throw .unavailable(why, beside: beside) }
                if attempt < Self.tries { await pause(attempt) }
            }
        }
        throw .unavailable(
            "\(transport.name): \(last). It is not known whether the statement was accepted. What you signed is kept",
            beside: ["  again       foureyes submit \(outbox.place(of: request.submission.hash))"]
                + Layout.field("do", Trouble.ifItLasts))
    }

    /// In parts, with a session, where files or long enclosures are with it; else as one line of JSON.
    private func hand(in request: SubmissionRequest) async throws(Failure) -> Reply {
        guard request.isLarge else { return try await transport.submit(request.bytes) }
        guard let signedIn else { throw sessionForFiles }
        return try await transport.submit(MultipartBody(request), token: signedIn.token)
    }

    /// The door takes large bodies from people whom it knows.
    var sessionForFiles: Failure {
        .notFound(
            "a session of yours at \(transport.name); more than 4 MiB is accepted only from people who have signed in: run foureyes sign-in, then the same command again"
        )
    }

    private func unreadable(_ reply: Reply) -> Failure {
        .unavailable(
            "\(transport.name) sent an unreadable answer (HTTP \(reply.status)). It is not known whether the statement was accepted. Send the same file again to find out"
        )
    }

    /// An acknowledgement counts only with a proof: the entry is in the log under a signed checkpoint, and the copy,
    /// brought up to there, has it at its place, byte for byte.
    private mutating func receipt(_ reply: Reply, _ request: SubmissionRequest) async throws(Failure)
        -> EnteredStatement
    {
        guard let founding = replica.founding, let answer = try? JSON(enclosed: reply.body),
            let note = answer["checkpoint"]?.text.map({ Array($0.utf8) }),
            let place = answer["place"]?.number,
            let leaf = answer["leaf"]?.text.flatMap({ Digest(hex: $0) }), let proof = answer["proof"]?.list
        else { throw try noReceipt("The answer lacks the checkpoint, leaf, place or proof.", reply, request) }
        let path = proof.compactMap { $0.text.flatMap { Digest(hex: $0) } }
        guard path.count == proof.count, let signed = try? Replica.verified(note, by: founding) else {
            throw try noReceipt(
                "The checkpoint in the answer is not signed by the key that the founding names.", reply, request)
        }
        // Before anything is fetched: what the log signed is remembered, whatever it serves (K-23).
        try replica.remember(signed.checkpoint.head, signed: note, by: transport.name)
        guard Proof.includes(leaf, at: place, in: signed.checkpoint.head, path: path) else {
            throw try noReceipt("The proof does not show that the checkpoint covers the entry.", reply, request)
        }
        _ = try await replica.sync(from: transport, to: note)
        guard let entry = replica.entry(at: place), Digest.leaf(of: entry) == leaf,
            entry.starts(with: request.submission.bytes), entry.count == request.submission.bytes.count + 30
        else { throw try noReceipt("Entry \(place) differs from what was signed.", reply, request) }
        if let void = replica.voids.first(where: { $0.place == place }) {
            throw try noReceipt(
                "The server accepted as entry \(place) what the rules refuse: \(void.refusal.text)", reply, request)
        }
        outbox.remove(request.submission.hash)
        return EnteredStatement(submission: request.submission, place: place)
    }

    private func noReceipt(_ what: String, _ reply: Reply, _ request: SubmissionRequest) throws(Failure) -> Failure {
        var alarm = try replica.evidence(
            Alarm(.receipt, "\(transport.name) says that it accepted your statement but does not prove it. \(what)"),
            reply.body)
        alarm.kept.append(outbox.place(of: request.submission.hash))
        return .alarm(alarm)
    }
}
