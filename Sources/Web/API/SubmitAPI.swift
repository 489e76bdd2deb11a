import Ledger
import Rules

/// `POST /api/submit`, as docs/formats/http.md has it.
enum SubmitAPI {
    static func answer(_ ask: Ask, desk: Desk) async throws -> Answer {
        let request: Request
        do throws(Malformed) { request = try Request(ask.body) } catch {
            return malformed(error, place: "request")
        }
        let kind = (try? Submission(bytes: request.submission))?.statement.kind ?? ""
        try ask.entrance.requireRoom(Rate.of(kind), of: ask.caller, at: ask.now)
        let verdict: Verdict
        let submission: Submission
        do throws(Malformed) {
            (verdict, submission) = try await desk.enter(
                submission: request.submission, contents: request.contents, enclosures: request.enclosures)
        } catch { return malformed(error, place: "submission") }
        switch verdict {
        case .entered(let receipt):
            let reading = Reading(desk.archive, now: ask.now)
            return .json(
                .line([
                    "checkpoint": .string(String(decoding: receipt.checkpoint, as: UTF8.self)),
                    "leaf": .string(receipt.leaf.hex),
                    "place": .integer(receipt.place), "proof": .texts(receipt.proof.map(\.hex)),
                    "state": .string(state(after: submission.statement, at: receipt.place, reading)),
                ]))
        case .refused(let refusal, let note):
            return .json(
                .line([
                    "clause": .string(refusal.clause), "field": refusal.field.map { .string($0) },
                    "missing": .string(refusal.what),
                    "refusal": .string(String(decoding: note, as: UTF8.self)),
                    "who": refusal.who.isEmpty ? nil : .string(refusal.who),
                ]), status: status(refusal))
        case .unfit(let rule, let what, let place):
            return .json(
                .line(["missing": .string(what), "rule": .string(rule), "where": .string(place)]), status: 400
            )
        case .busy(let why, let seconds):
            var answer = Answer.json(.line(["missing": .string(why)]), status: 503)
            answer.headers = [("retry-after", String(seconds))]
            return answer
        case .stopped(let why):
            var answer = Answer.json(.line(["missing": .string(why), "stopped": .bool(true)]), status: 503)
            answer.headers = [("retry-after", "60")]
            return answer
        case .diskFull: return .json(.line(["missing": .string("The disk is full.")]), status: 507)
        }
    }

    static func status(_ refusal: Refusal) -> Int {
        switch refusal.sort {
        case .notFound: 404
        case .over: 410
        case .refused, .malformed, .enclosureMissing, .unknownEdition: 422
        }
    }

    private static func malformed(_ error: Malformed, place: String) -> Answer {
        .json(
            .line([
                "missing": .string(error.what), "offset": error.offset.map { .integer($0) },
                "rule": .string(error.rule), "where": .string(place),
            ]), status: 400)
    }

    /// What became of the act, record or motion concerned, for people.
    private static func state(after statement: Statement, at place: Int, _ reading: Reading) -> String {
        let target = statement.of.flatMap { reading.log.place(of: $0) } ?? place
        if let act = reading.world.actView(at: target, now: reading.now) { return act.condition.word }
        if let motion = reading.state.motionView(at: target, now: reading.now) {
            switch motion.condition {
            case "carried":
                return motion.motion.act.flatMap {
                    reading.world.actView(at: $0, now: reading.now)?.condition.word
                } ?? "in effect"
            case "lost": return "defeated"
            default: return motion.condition == "open" ? "open" : "lapsed"
            }
        }
        if let index = reading.world.recordIndex(at: target) {
            let word = reading.world.records[index].word
            return word == "late" ? "complete" : word
        }
        return "recorded"
    }

    /// The body of the request, read strictly.
    struct Request {
        let submission: [UInt8]
        var contents: [Opening] = []
        var enclosures: [[UInt8]] = []

        init(_ bytes: [UInt8]) throws(Malformed) {
            let json = try JSON(enclosed: bytes)
            guard let members = json.members else {
                throw Malformed("P-1", "the request is not an object", at: 0)
            }
            for member in members where !["contents", "enclosures", "submission"].contains(member.key) {
                throw Malformed(
                    "P-1", "the request has a member that is not contents, enclosures or submission")
            }
            guard let text = json["submission"]?.text else {
                throw Malformed("P-1", "the request has no text “submission”")
            }
            submission = Array(text.utf8)
            if let list = json["contents"] {
                guard let items = list.list else { throw Malformed("P-1", "“contents” is not a list") }
                for item in items { contents.append(try Request.content(item)) }
            }
            if let list = json["enclosures"] {
                guard let items = list.list else { throw Malformed("P-1", "“enclosures” is not a list") }
                for item in items { enclosures.append(try Request.base64(item, "an enclosure")) }
            }
        }

        private static func content(_ json: JSON) throws(Malformed) -> Opening {
            guard json.members?.map(\.key) == ["content", "key", "name"], let name = json["name"]?.text,
                Grammar.isName(name),
                let content = json["content"], let key = json["key"]
            else { throw Malformed("P-6", "a content is not {\"content\", \"key\", \"name\"}") }
            return Opening(
                name: name, key: try base64(key, "the key of a content"),
                content: try base64(content, "a content"))
        }

        private static func base64(_ json: JSON, _ what: String) throws(Malformed) -> [UInt8] {
            guard let bytes = json.text.flatMap({ Base64.decoded(Array($0.utf8)) }) else {
                throw Malformed("P-1", "\(what) is not padded base64")
            }
            return bytes
        }
    }
}
