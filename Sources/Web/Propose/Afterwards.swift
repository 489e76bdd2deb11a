import Ledger
import Rules

/// Where to go after something was entered.
enum Afterwards {
    static func path(of place: Int, _ line: [UInt8], _ context: ViewContext) -> String {
        let target = (try? Statement(line: line[...]))?.of.flatMap { context.log.place(of: $0) } ?? place
        if let question = context.world.remarks.questions.first(where: { $0.born == place || $0.born == target }),
            let about = QuestionSubject(at: question.about, context)
        {
            return "\(about.path)?entered=\(place)#\(question.name)"
        }
        if let item = (try? Statement(line: line[...]))?.body["item"]?.text, let path = Address.of(item) {
            return "\(path)?entered=\(place)#note-\(place)"
        }
        for letter in ["A", "B", "R"] where context.subject(of: "\(letter)-\(target)") != nil {
            if let path = Address.of("\(letter)-\(target)") { return "\(path)?entered=\(place)" }
        }
        return Address.entry(place)
    }
}
