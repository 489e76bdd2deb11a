import Ledger
import Rules

/// What a question can be about: an act, a motion or a record.
struct Asked: Sendable {
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

    /// Whatever of the three stands at a place.
    init?(at place: Int, _ reading: Reading) {
        if let act = reading.world.actView(at: place, now: reading.now) {
            self.init(act)
        } else if let motion = reading.authority.motion(at: place) {
            self.init(motion)
        } else if let index = reading.world.recordIndex(at: place) {
            self.init(reading.world.records[index])
        } else {
            return nil
        }
    }

    /// A motion's thread is the deliberation of its body.
    var isMotion: Bool { id.hasPrefix("B") }
}

extension Find {
    static func question(_ ask: Ask) throws -> Question {
        let id = try id(ask["question"], letter: Question.prefix, noun: "question", list: "/acts")
        guard let question = ask.reading.world.remarks.question(id.number) else {
            throw Problem.notFound(
                "There is no question \(id.text).", "Questions stand on the page of what they are about.")
        }
        return question
    }
}

/// `/questions/Q-3` leads to the thread in which it stands.
enum QuestionPage {
    static func answer(_ ask: Ask) throws -> Answer {
        let question = try Find.question(ask)
        guard let about = Asked(at: question.about, ask.reading) else { return .see(Address.entry(question.born)) }
        return .see("\(about.path)#\(question.name)")
    }
}
