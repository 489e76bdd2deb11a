import Ledger
import Rules
import Store

/// `POST /api/submit`, as docs/formats/http.md has it.
enum SubmitAPI {
    static func answer(_ request: SiteRequest) async throws -> SiteResponse {
        let sent: SubmissionBody
        do throws(Malformed) {
            sent =
                request.isInParts ? try SubmissionBody(request.form, request.files) : try SubmissionBody(request.body)
        } catch {
            return malformed(error, place: "request")
        }
        let kind = (try? Submission(bytes: sent.submission))?.statement.kind ?? ""
        try request.entrance.requireRoom(Rate.of(kind), of: request.caller, at: request.now)
        let submission: Submission
        do throws(Malformed) { submission = try Submission(bytes: sent.submission) } catch {
            return malformed(error, place: "submission")
        }
        switch await request.submit(submission, contents: sent.contents, enclosures: sent.enclosures) {
        case .accepted(let receipt):
            return .json(
                .line([
                    "checkpoint": .string(String(decoding: receipt.checkpoint.note, as: UTF8.self)),
                    "leaf": .string(receipt.leaf.hex),
                    "place": .integer(receipt.place), "proof": .texts(receipt.proof.map(\.hex)),
                    "state": .string(state(after: submission.statement, at: receipt.place, request.contextNow)),
                ]))
        case .refused(let refusal, let note):
            return .json(
                .line([
                    "clause": .string(refusal.clause), "field": refusal.field.map { .string($0) },
                    "missing": .string(refusal.what),
                    "refusal": .string(String(decoding: note, as: UTF8.self)),
                    "who": refusal.who.isEmpty ? nil : .string(refusal.who),
                ]), status: status(refusal))
        case .unfit(let error):
            let places = ["K-22": "contents", "P-6": "contents", "P-7": "enclosures", "K-9": "enclosures"]
            let place = places[error.rule] ?? "submission"
            return .json(
                .line(["missing": .string(error.what), "rule": .string(error.rule), "where": .string(place)]),
                status: error.rule == "K-22" ? 413 : 400)
        case .busy(let busy): return notTaken(NotTaken(busy, stopped: request.context.ledger.stopped))
        case .unknown(let why): return notTaken(NotTaken(unknown: why))
        }
    }

    private static func notTaken(_ reason: NotTaken) -> SiteResponse {
        var answer = SiteResponse.json(
            .line(["missing": .string(reason.why), "stopped": reason.isStopped ? .bool(true) : nil]),
            status: reason.status)
        answer.headers = reason.retryAfter.map { [("retry-after", String($0))] } ?? []
        return answer
    }

    static func status(_ refusal: Refusal) -> Int {
        switch refusal.sort {
        case .notFound: 404
        case .over: 410
        case .refused, .malformed, .enclosureMissing, .unknownEdition: 422
        }
    }

    private static func malformed(_ error: Malformed, place: String) -> SiteResponse {
        .json(
            .line([
                "missing": .string(error.what), "offset": error.offset.map { .integer($0) },
                "rule": .string(error.rule), "where": .string(place),
            ]), status: 400)
    }

    /// What became of the act, record or motion concerned, for people.
    private static func state(after statement: Statement, at place: Int, _ context: ViewContext) -> String {
        let target = statement.of.flatMap { context.log.place(of: $0) } ?? place
        if let act = context.world.actView(at: target, now: context.now) { return act.condition.word }
        if let motion = context.state.motionView(at: target, now: context.now) {
            switch motion.condition {
            case "carried":
                return motion.motion.act.flatMap {
                    context.world.actView(at: $0, now: context.now)?.condition.word
                } ?? "in effect"
            case "lost": return "defeated"
            default: return motion.condition == "open" ? "open" : "lapsed"
            }
        }
        if let index = context.world.recordIndex(at: target) {
            let word = context.world.word(of: context.world.records[index])
            return word == "late" ? "complete" : word
        }
        return "recorded"
    }
}
