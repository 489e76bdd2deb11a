import Ledger
import Rules

extension Workspace {
    /// A question about an act, a motion or a record, for everyone to read.
    package func asking(_ id: String, _ text: String) throws(Failure) -> Intent {
        let (hash, under): (Digest, String)
        switch try find(id) {
        case .act(let view): (hash, under) = (view.hash, view.kind.clauses.first ?? "P-40")
        case .motion(let view): (hash, under) = (view.motion.hash, view.motion.name)
        case .record(let record): (hash, under) = (record.hash, record.kind.clauses.first ?? "P-40")
        default: throw .usage("give the id of an act, a motion or a record, like A-4, B-5 or R-6")
        }
        return try saying(text, .question(about: hash, under: under))
    }

    /// An answer; to a question about a record with whether it was so, by one who took no part (P-41).
    package func answering(_ id: String, _ text: String, verdict: Verdict? = nil) throws(Failure) -> Intent {
        guard case .question(let question) = try find(id) else {
            throw .usage("\(Visible.text(id)) is not a question; questions are called Q-n")
        }
        return try saying(text, .answer(question, verdict))
    }

    /// What a party says against a record that names them (P-41).
    package func objecting(_ id: String, _ text: String) throws(Failure) -> Intent {
        guard case .record(let record) = try find(id) else {
            throw .usage("\(Visible.text(id)) is not a record; records are called R-n")
        }
        return try saying(text, .object(record))
    }

    func saying(_ text: String, _ draft: Draft) throws(Failure) -> Intent {
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw .usage("the text is empty")
        }
        guard text.utf8.count <= DetachedNote.textBytesMax else {
            throw .usage("a text has at most \(DetachedNote.textBytesMax) bytes")
        }
        var intent = Intent(draft)
        intent.texts = [DetachedText("text", text)]
        return intent
    }
}
