import Ledger
import Rules

/// Something that waits, as a row.
enum TaskRow {
    static func html(_ task: OpenTask, _ context: ViewContext, who: HTML? = nil) -> HTML {
        let about = Address.of(task.id).map { path in (path, context.subject(of: task.id) ?? task.title) }
        let what: HTML = about.map { "<a href=\"\($0.0)\">\(verb(task)) “\($0.1)”</a>" } ?? "\(task.title)"
        let slot: HTML? = task.slot.map { " · as \($0)" }
        let people: HTML = who.map { " · \($0)" } ?? .none
        return """
            <li class="wide"><span class="what">\(what)</span><small>\(task.id) · since \(said(task.since, now: context.now))\(slot)\(people)</small>\
            <span class="side"><code class="small">\(task.command)</code></span></li>
            """
    }

    private static func verb(_ task: OpenTask) -> String {
        switch task.sort {
        case .accept: "Accept"
        case .sign: "Sign"
        case .vote: "Vote on"
        case .close: "Close the motion on"
        case .openMotion: "Open the motion on"
        case .observe: "Confirm"
        case .attest: "Attest"
        case .answer: "Answer"
        case .replace: "Close"
        case .answerDisowned: "Say whether it stands:"
        case .review: "Review"
        }
    }
}

extension ViewContext {
    /// What an act, motion or record is called.
    func subject(of id: String) -> String? {
        guard let id = ItemID(id) else { return nil }
        switch id.letter {
        case "A": return world.actView(at: id.number, now: now).map { heading(of: $0.kind, $0.body, self) }
        case "B": return state.motionView(at: id.number, now: now).map { MotionWords.title($0, self) }
        case Question.letter:
            return world.remarks.question(id.number).map { "a question about \(world.subjectID(at: $0.about) ?? "")" }
        case "R":
            return world.recordIndex(at: id.number).map { index in
                heading(
                    of: world.records[index].kind, world.records[index].kind.body(of: world.records[index].record), self
                )
            }
        default: return nil
        }
    }
}
