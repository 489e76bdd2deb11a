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
        default: throw .usage("one asks about an act, a motion or a record, like A-4, B-5 or R-6")
        }
        return try saying(text, .question(about: hash, under: under))
    }

    package func answering(_ id: String, _ text: String) throws(Failure) -> Intent {
        guard case .question(let question) = try find(id) else {
            throw .usage("\(Visible.text(id)) is no question; questions are called Q-n")
        }
        return try saying(text, .answer(question))
    }

    private func saying(_ text: String, _ draft: Draft) throws(Failure) -> Intent {
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw .usage("say it in words: the text is empty")
        }
        guard text.utf8.count <= DetachedContent.longest else {
            throw .usage("a text has at most \(DetachedContent.longest) bytes")
        }
        var intent = Intent(draft)
        intent.texts = [DetachedText("text", text)]
        return intent
    }
}
