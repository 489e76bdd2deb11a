import Ledger
import Rules

/// Threads for programs: the public words are in them where the signed commitment opens.
enum QuestionAPI {
    static func list(_ request: SiteRequest) throws -> JSON {
        let about = request.query["about"]
        let questions: [Question]
        if about.isEmpty {
            questions = Array(request.context.world.remarks.questions.map { $0 }.suffix(256).reversed())
        } else {
            guard let id = ItemID(about), request.context.world.subjectID(at: id.number) == about else {
                throw Problem.bad("“about” must be the id of an act, motion or record, like A-12.", .none)
            }
            questions = request.context.world.remarks.questions(about: id.number)
        }
        return .array(questions.map { json($0, request.context) })
    }

    static func json(_ question: Question, _ context: ViewContext) -> JSON {
        guard let members = context.world.json(question).members else { return .object([]) }
        var with = members.filter { $0.key != "answers" }
        let answers = (members.first { $0.key == "answers" }?.value.list ?? []).enumerated().map {
            number, json -> JSON in
            let answer = question.answers[number]
            return .sorted((json.members ?? []) + text(at: answer.place, answer.hash, context))
        }
        with.append(JSON.Member("answers", .array(answers)))
        return .sorted(with + text(at: question.born, question.hash, context))
    }

    /// JSON of ours holds no control characters: a line end is a blank, and what is stranger is left to the entry's page.
    static func text(at place: Int, _ hash: Digest, _ context: ViewContext) -> [JSON.Member] {
        guard let entry = context.entry(at: place), let text = context.text(of: "text", in: entry.statement, hash: hash)
        else { return [] }
        var plain = ""
        for scalar in text.unicodeScalars {
            plain.unicodeScalars.append(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : scalar)
        }
        return [JSON.Member("text", .string(plain))]
    }
}
