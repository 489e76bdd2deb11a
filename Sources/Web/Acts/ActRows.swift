import Ledger
import Rules

/// What an act enters, if it enters many things: the rows out of the enclosure that was signed, some at a time, and why they
/// would be refused as things stand.
struct ActRows {
    let act: ActView
    let context: ViewContext
    /// The page, as an address says it.
    var page = ""

    /// nil for an act of another kind.
    var html: HTML? {
        guard act.kind.importsInto != nil else { return nil }
        guard let rows = context.ledger.rows(of: act.kind, act.body) else {
            return """
                <h2 id="rows">What it would enter</h2><div class="refusal"><p><strong>Its rows cannot be read here.</strong> \
                Do not sign what you have not read. \(context.clause("P-24"))</p></div>
                """
        }
        let name = act.name
        let table = RowsTable(rows, page: page) { "/acts/\(name)?rows=\($0)#rows" }
        let count: HTML = "\(grouped(rows.rows.count)) \(rows.rows.count == 1 ? "item" : "items")"
        return """
            <h2 id="rows">\(act.isOpen ? "What it would enter" : "What it lists"): \(count)</h2>\(refusal(rows))\(table.html)
            """
    }

    /// Its check says no just now: this is what a signer must know first.
    private func refusal(_ rows: EnclosedRows) -> HTML {
        guard act.isOpen, let flaw = context.flaw(of: rows) else { return .none }
        return """
            <div class="refusal"><p><strong>At the moment this would be refused.</strong> Row \(grouped(flaw.row + 1))\(flaw.field.map { ", \($0)" } ?? ""): \
            \(linked(flaw.what)) \(context.clause(flaw.clause))</p></div>
            """
    }
}
