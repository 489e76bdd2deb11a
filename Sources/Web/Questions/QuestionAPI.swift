import Ledger
import Rules

/// Threads for programs. A list has no words: anybody may ask and answer, and together that is as long as they like. The
/// words of one question are in its own answer, as far as they are short.
enum QuestionAPI {
    /// Questions of a list, and answers to one.
    static let pageMax = 50

    static func list(_ request: SiteRequest) throws -> JSON {
        let about = request.query["about"]
        let below = try request.number("below", or: .max)
        let remarks = request.context.world.remarks
        let questions: [Question]
        if about.isEmpty {
            let end = min(max(0, below - 1), remarks.questions.count)
            questions = (max(0, end - pageMax)..<end).reversed().map { remarks.questions[$0] }
        } else {
            guard let id = ItemID(about), request.context.world.subjectID(at: id.number) == about else {
                throw Problem.bad("“about” must be the id of an act, motion or record, like A-12.", .none)
            }
            questions = remarks.questions(about: id.number).filter { $0.number < below }.suffix(pageMax)
        }
        return .array(
            questions.map { question in
                let members = request.context.world.json(question).members ?? []
                return .sorted(
                    members.filter { $0.key != "answers" } + [.init("answers", .integer(question.answers.count))])
            })
    }

    static func json(_ question: Question, _ context: ViewContext) -> JSON {
        guard let members = context.world.json(question).members else { return .object([]) }
        var words = BoundedWords(context)
        let asked = words.text(at: question.born, question.hash)
        let older = max(0, question.answers.count - pageMax)
        let answers = zip(question.answers, members.first { $0.key == "answers" }?.value.list ?? []).dropFirst(older)
            .map { answer, json in JSON.sorted((json.members ?? []) + words.text(at: answer.place, answer.hash)) }
        return .sorted(
            members.filter { $0.key != "answers" } + asked
                + [.init("answers", .array(answers)), .init("older-answers", .integer(older))])
    }
}

/// The public words beside statements, as far as together they are short: whoever has written much must not make anybody's
/// answer long. The others are read one by one, under `/log/public/`.
struct BoundedWords {
    private static let bytesMax = 64 << 10
    private let context: ViewContext
    private var left = BoundedWords.bytesMax

    init(_ context: ViewContext) { self.context = context }

    /// JSON of ours holds no control characters: a line end is a blank, and what is stranger is left to the entry's page.
    mutating func text(at place: Int, _ hash: Digest) -> [JSON.Member] {
        guard left > 0, let entry = context.entry(at: place),
            let text = context.text(of: "text", in: entry.statement, hash: hash)
        else { return [] }
        left -= text.utf8.count
        guard left >= 0 else { return [] }
        var plain = ""
        for scalar in text.unicodeScalars {
            plain.unicodeScalars.append(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : scalar)
        }
        return [JSON.Member("text", .string(plain))]
    }
}
