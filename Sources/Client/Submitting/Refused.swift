import Ledger
import Rules

/// What a log says against a statement, and what that is worth: a refusal is the log's signed word, judged by one's own
/// replay, and takes nothing out of the outbox (K-11, K-23).
extension Workspace {
    /// A server that says no in the name of the rules, and nothing that could be held against it.
    func refusedWithoutWord(_ what: String, _ reply: Reply, _ request: SubmissionRequest) throws(Failure) -> Failure {
        var alarm = try replica.evidence(
            Alarm(.unsignedRefusal, "\(transport.name) \(what) (HTTP \(reply.status))."), reply.body)
        alarm.kept.append(outbox.place(of: request.submission.hash))
        return .alarm(alarm)
    }

    /// A no of the door: nothing was asked of the rules, so nothing is decided.
    func turnedAway(_ reply: Reply, _ answer: JSON, _ request: SubmissionRequest) -> Failure {
        let rule = answer["rule"]?.text.flatMap { Grammar.isClause($0) ? "by \($0), " : nil } ?? ""
        return .unavailable(
            "\(transport.name) did not take the request (\(rule)HTTP \(reply.status)): "
                + (answer["missing"]?.text ?? "it gives no reason"),
            beside: ["This is no refusal by the log."] + stays(request))
    }

    /// Only one's own replay ends the wait: whoever has the bytes could still enter them.
    func stays(_ request: SubmissionRequest) -> [String] {
        let statement = request.submission.statement
        return Layout.field(
            "kept",
            "What you signed is kept and could still be entered until \(TimeText.full(statement.until, now: now)).")
            + Layout.field("take back", "foureyes withdraw \(statement.request.hex)")
            + Layout.field("again", "foureyes submit \(outbox.place(of: request.submission.hash))")
    }

    /// P-33: the log's own signature is under its refusal, so the refusal can be judged by anybody.
    mutating func judged(
        _ bytes: [UInt8], in reply: Reply, _ request: SubmissionRequest, between before: Time, and after: Time
    ) async throws(Failure) -> Failure {
        guard let founding = replica.founding, let key = try? NoteKey(vkey: founding.ledgerKey),
            let note = try? RefusalNote(verifying: bytes, origin: founding.origin, keys: [key])
        else { throw try refusedWithoutWord("refused with a note that the log did not sign", reply, request) }
        let name = "refusals/\(request.submission.hash.hex)-\(Digest.of(bytes).hex.prefix(8)).note"
        try replica.storage.write(name, bytes)
        let kept = [replica.storage.place(of: name), outbox.place(of: request.submission.hash)]
        // Whatever it is about: the log has said how long it is (K-23).
        try replica.remember(note.asked, signed: bytes, by: transport.name)
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
            if own.sort == .malformed { outbox.remove(request.submission.hash) } else { beside += stays(request) }
            return .refused(
                Refusal(note.rule, note.missing, who: own.who, field: own.field, sort: own.sort),
                beside: beside)
        case .taken:
            for time in said {
                guard case .refused(let own) = decision(on: request, in: past, at: [time]) else { continue }
                beside = [
                    "The refusal is right by the server’s clock (\(time.text)), but here it is \(now.text): they are "
                        + "\(time.apart(from: now)) apart. One of the two clocks is wrong."
                ]
                beside += stays(request)
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
