import Ledger
import Rules

/// What a record will be in breach of as things stand: told to everybody who is asked to sign it, before they do (P-40).
struct Foreseen {
    let breaches: [Breach]
    let context: ViewContext
    /// Where a party can say that it was not so.
    var objecting: String?

    init(breaches: [Breach], context: ViewContext) { (self.breaches, self.context) = (breaches, context) }

    init(statement: Statement, _ context: ViewContext) {
        breaches = context.state.foreseenBreaches(of: statement, at: context.now)
        self.context = context
    }

    init(_ record: OpenRecord, _ context: ViewContext) {
        breaches = context.state.foreseenBreaches(of: record, at: context.now)
        self.context = context
        objecting = "/records/\(record.name)/object"
    }

    var html: HTML {
        guard !breaches.isEmpty else { return .none }
        let clauses = breaches.map(\.clause).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let rows = breaches.map { "<li>\(shown($0.what)) \(context.clause($0.clause))</li>" as HTML }
        let object: HTML? = objecting.map {
            "<p class=\"small\">If it was not so, do not confirm it: <a href=\"\($0)\">say what was otherwise</a>.</p>"
        }
        return """
            <div class="refusal" id="foreseen"><p><strong>As things stand this will be kept in breach of \(listed(clauses)).</strong> \
            If it happened so, sign it: a true record is never refused. It stays, and does not count for other rules.</p><ul>\(rows)</ul>\(object)</div>
            """
    }
}
