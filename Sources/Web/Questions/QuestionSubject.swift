import Ledger
import Rules

/// What a question can be about: an act, a motion or a record.
struct QuestionSubject: Sendable {
    let id: String
    let place: Int
    let hash: Digest
    /// What a question about it rests on.
    let under: String
    /// The page on which its thread stands.
    let path: String

    init(_ act: ActView) {
        (id, place, hash, path) = (act.name, act.place, act.hash, "/acts/\(act.name)")
        under = act.kind.clauses.first ?? "P-40"
    }
    init(_ motion: Motion) {
        (id, place, hash, path) = (motion.name, motion.place, motion.hash, "/motions/\(motion.name)")
        under = motion.name
    }
    init(_ record: OpenRecord) {
        (id, place, hash, path) = (record.name, record.place, record.hash, "/records/\(record.name)")
        under = record.kind.clauses.first ?? "P-40"
    }

    /// Whatever of the three is at a place.
    init?(at place: Int, _ context: ViewContext) {
        if let act = context.world.actView(at: place, now: context.now) {
            self.init(act)
        } else if let motion = context.authority.motion(at: place) {
            self.init(motion)
        } else if let index = context.world.recordIndex(at: place) {
            self.init(context.world.records[index])
        } else {
            return nil
        }
    }

    /// A motion's thread is the deliberation of its body.
    var isMotion: Bool { id.hasPrefix("B") }
}

extension Find {
    static func question(_ request: SiteRequest) throws -> Question {
        let id = try id(request["question"], letter: Question.prefix, noun: "question", list: "/acts")
        guard let question = request.context.world.remarks.question(id.number) else {
            throw Problem.notFound(
                "There is no question \(id.text).",
                "Questions are on the page of the act, motion or record that they are about.")
        }
        return question
    }
}

/// `/questions/Q-3` leads to the thread in which it stands.
enum QuestionPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let question = try Find.question(request)
        guard let about = QuestionSubject(at: question.about, request.context) else {
            return .see(Address.entry(question.born))
        }
        return .see("\(about.path)#\(question.name)")
    }
}
