import Ledger
import Rules

/// Something that waits, as a row.
enum TaskRow {
    static func html(_ task: OpenTask, _ context: ViewContext, who: HTML? = nil) -> HTML {
        let subject = context.subject(of: task.id).map { "\(task.rule.verb) “\($0)”" } ?? task.title
        let what: HTML = task.about.path.map { "<a href=\"\($0)\">\(subject)</a>" } ?? "\(subject)"
        let slot: HTML? = task.slot.map { " · as \($0)" }
        let people: HTML = who.map { " · \($0)" } ?? .none
        return """
            <li class="wide"><span class="what">\(what)</span><small>\(task.id) · since \(said(task.since, now: context.now))\(slot)\(people)</small>\
            <span class="side"><code class="small">\(task.command)</code></span></li>
            """
    }
}

extension ViewContext {
    /// What an act, motion or record is called.
    func subject(of id: String) -> String? {
        guard let id = ItemID(id) else { return nil }
        switch id.prefix {
        case "A": return world.actView(at: id.number, now: now).map { heading(of: $0.kind, $0.body, self) }
        case "B": return state.motionView(at: id.number, now: now).map { MotionWords.title($0, self) }
        case Question.prefix:
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
