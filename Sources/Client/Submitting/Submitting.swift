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
                outbox.remove(request.submission.hash)
                // The door itself said no: nothing that `decide` was asked (P-5).
                let rule = answer["rule"]?.text.flatMap { Grammar.isClause($0) ? $0 : nil } ?? "P-5"
                throw .refused(
                    Refusal(
                        rule,
                        answer["missing"]?.text ?? "The server did not accept the request (HTTP \(reply.status)).",
                        sort: .malformed))
            }
            throw try await judged(Array(note.utf8), request, between: before, and: now)
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
        else { throw noReceipt("The answer lacks the checkpoint, leaf, place or proof.", request) }
        let path = proof.compactMap { $0.text.flatMap { Digest(hex: $0) } }
        guard path.count == proof.count, let signed = try? Replica.verified(note, by: founding) else {
            throw noReceipt(
                "The checkpoint in the answer is not signed by the key that the founding names.", request)
        }
        guard Proof.includes(leaf, at: place, in: signed.checkpoint.head, path: path) else {
            throw noReceipt("The proof does not show that the checkpoint covers the entry.", request)
        }
        _ = try await replica.sync(from: transport, to: note)
        guard let entry = replica.entry(at: place), Digest.leaf(of: entry) == leaf,
            entry.starts(with: request.submission.bytes), entry.count == request.submission.bytes.count + 30
        else { throw noReceipt("Entry \(place) differs from what was signed.", request) }
        if let void = replica.voids.first(where: { $0.place == place }) {
            throw noReceipt(
                "The server accepted as entry \(place) what the rules refuse: \(void.refusal.text)", request)
        }
        outbox.remove(request.submission.hash)
        return EnteredStatement(submission: request.submission, place: place)
    }

    private func noReceipt(_ what: String, _ request: SubmissionRequest) -> Failure {
        .alarm(
            Alarm(
                .receipt, "\(transport.name) says that it accepted your statement but does not prove it. \(what)",
                kept: [outbox.place(of: request.submission.hash)]))
    }

    // MARK: Refusals

    /// P-33: the log's own signature is under its refusal, so the refusal can be judged by anybody.
    private mutating func judged(
        _ bytes: [UInt8], _ request: SubmissionRequest, between before: Time, and after: Time
    ) async throws(Failure) -> Failure {
        guard let founding = replica.founding, let key = try? NoteKey(vkey: founding.ledgerKey),
            let note = try? RefusalNote(verifying: bytes, origin: founding.origin, keys: [key])
        else {
            throw .alarm(
                Alarm(.wrongRefusal, "\(transport.name) refused with a note that the log did not sign."))
        }
        let name = "refusals/\(request.submission.hash.hex)-\(Digest.of(bytes).hex.prefix(8)).note"
        try replica.storage.write(name, bytes)
        let kept = [replica.storage.place(of: name), outbox.place(of: request.submission.hash)]
        guard note.statement == request.submission.hash else {
            throw .alarm(
                Alarm(
                    .wrongRefusal, "The refusal is about a different statement, \(note.statement.hex).",
                    kept: kept))
        }
        if note.asked.size > replica.head.size { try await sync() }
        guard let past = replica.state(at: note.asked.size), past.log.head == note.asked else {
            throw .alarm(
                Alarm(
                    .fork,
                    "The refusal names a head of \(note.asked.size) entries that the log has not shown to this copy.",
                    kept: kept))
        }
        return try verdict(note, past, request, times: [before, after], kept: kept)
    }

    private func verdict(
        _ note: RefusalNote, _ past: State, _ request: SubmissionRequest, times: [Time], kept: [String]
    ) throws(Failure) -> Failure {
        var beside = [
            "Your own copy agrees, at the log’s head of \(note.asked.size) entries: the refusal is right."
        ]
        // Where a clock decides, the note says the time by which it was judged.
        let said = note.rule == "P-10" || note.rule == "P-11" ? Self.times(in: note.missing) : []
        switch decision(on: request, in: past, at: times.map { max($0, past.log.clock ?? $0) }) {
        case .refused(let own):
            if own.clause != note.rule {
                beside = ["Your own copy refuses it too, but for another reason: \(own.text)"]
            }
            outbox.remove(request.submission.hash)
            return .refused(
                Refusal(note.rule, note.missing, who: own.who, field: own.field, sort: own.sort),
                beside: beside)
        case .taken:
            for time in said {
                guard case .refused(let own) = decision(on: request, in: past, at: [time]) else { continue }
                outbox.remove(request.submission.hash)
                beside = [
                    "The refusal is right by the server’s clock (\(time.text)), but here it is \(now.text). One of the two clocks is wrong."
                ]
                return .refused(
                    Refusal(note.rule, note.missing, who: own.who, sort: own.sort), beside: beside)
            }
            return .alarm(
                Alarm(
                    .wrongRefusal,
                    "The log refused by \(note.rule): “\(note.missing)”. But at the head of \(note.asked.size) entries that it "
                        + "names, the rules allow this statement.", kept: kept
                ))
        }
    }

    private static func times(in text: String) -> [Time] {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":" || $0 == "-")) }.compactMap {
            Time(String($0))
        }
    }
}
