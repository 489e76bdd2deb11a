import Ledger
import Rules

/// SP-9.1.8: the trainings that a person held or took part in, and the day by which the next one is due.
enum Trainings {
    private static let most = 20

    static func html(_ person: PersonView, _ context: ViewContext) -> HTML {
        let held = context.world.trainings(of: person.person.number)
        let isCritical = person.seats.contains { context.authority.isCritical($0.group) }
        guard isCritical || !held.isEmpty else { return .none }
        let rows = held.prefix(most).map { record -> HTML in
            let what = record.record as? HoldTraining
            let part: HTML = record.performer == person.person.number ? "held it" : "took part"
            return
                "<li><span class=\"what\"><a href=\"/records/\(record.name)\">\(shown(what?.topic.text ?? record.name))</a></span><small>\(context.title(of: what?.team.text ?? "")) · \(part) · \(said(record.ordered, now: context.now))</small></li>"
        }
        let list: HTML =
            rows.isEmpty ? "<p class=\"none\">None yet.</p>" : "<ul class=\"rows\">\(rows)</ul>"
        let left = held.count - rows.count
        return "<h2>Trainings</h2>\(list)\(left > 0 ? "<p class=\"quiet\">\(left) older ones</p>" : .none as HTML)"
    }
}
