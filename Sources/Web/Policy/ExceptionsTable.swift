import Ledger
import Rules

/// SP-9.5a: why anything is not public is public itself: each exception with its audience, clauses and next review.
enum ExceptionsTable {
    static func html(_ context: ViewContext) -> HTML {
        guard let policy = context.authority.policy else { return .none }
        let rows = policy.exceptionIDs.compactMap { policy.exceptions[$0] }.map { exception -> HTML in
            let audience = policy.audiences[exception.audience]
            let readers = (audience?.readers ?? []).map(\.text).joined(separator: ", ")
            let clauses = HTML(exception.clauses.map { context.clause($0) }, between: ", ")
            let file: HTML =
                policy.arbitrates == nil
                ? .none
                : "<br><a href=\"/propose/\(FileCase.kind)?f.sort=secrecy&amp;f.about=\(exception.id)\">File a case about it</a>"
            return
                "<tr><td class=\"id\">\(shown(exception.id))</td><td>\(shown(exception.title)): \(shown(exception.says))</td><td>\(shown(audience?.title ?? exception.audience)) <span class=\"quiet\">(\(readers))</span></td><td>\(clauses)</td><td>\(review(exception, context))\(file)</td></tr>"
        }
        guard !rows.isEmpty else {
            return "<h2 id=\"exceptions\">What is not public</h2><p>Nothing: this policy has no exception.</p>"
        }
        return """
            <h2 id="exceptions">What is not public, and why</h2>
            <table><thead><tr><th>Exception<th>What<th>Who may read it, besides the person concerned<th>Clauses<th>Next review</tr></thead><tbody>\(rows)</tbody></table>
            <p class="quiet">Each exception must be reviewed by its date. A change of policy ends it or sets the next date. \(context.clause("SP-9.5b"))\
             Anybody with a key can bring each of them before an Arbitrator. \(context.clause("SP-9.5c"))</p>
            """
    }

    private static func review(_ exception: ConfidentialityException, _ context: ViewContext) -> HTML {
        guard let day = exception.review else { return mark(.due, "no date is set") }
        return day.isOver(at: context.now) ? "\(day.text) \(mark(.due, "due"))" : "\(day.text)"
    }
}
