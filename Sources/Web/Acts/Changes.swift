import Ledger
import Rules

/// What an open act would change: now and then, side by side, from its effect on a copy of the state.
enum Changes {
    static func html(_ act: ActView, _ context: ViewContext) -> HTML {
        // A thousand new things are told in a table of their own.
        guard act.isOpen, act.kind.importsInto == nil else { return .none }
        do throws(Refusal) {
            let found = try context.whatIf(actAt: act.place)
            guard !found.isEmpty else {
                return
                    "<h2>What will change</h2><p class=\"none\">No register changes. Other acts may depend on this permission.</p>"
            }
            return "<h2>What will change</h2>\(found.map { table($0) })"
        } catch {
            // Its check says no just now: this is what a signer must know first.
            let who: HTML =
                error.who.isEmpty ? .none : "<small>who can supply it: \(whoWords(error.who, context))</small>"
            return """
                <h2>What will change</h2><div class="refusal"><p><strong>At the moment this would be refused.</strong> \(linked(error.what)) \
                \(context.clause(error.clause))</p>\(who)</div>
                """
        }
    }

    private static func table(_ difference: Difference) -> HTML {
        let rows = difference.rows.map { row -> HTML in
            let now: HTML = row.now.map { $0.isEmpty ? "–" : "<del>\(value($0))</del>" } ?? "–"
            let then: HTML = row.then.map { $0.isEmpty ? "–" : "<ins>\(value($0))</ins>" } ?? "–"
            return "<tr><th scope=\"row\">\(shown(row.field, longest: 100))<td>\(now)</td><td>\(then)</td></tr>"
        }
        let id: HTML = difference.isNew ? "\(shown(difference.id)) (new)" : idLink(difference.id)
        return """
            <table class="change-table"><thead><tr><th scope="col">\(id)<th scope="col">now<th scope="col">then</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private static func value(_ text: String) -> HTML {
        if Digest(hex: text) != nil {
            return "<span class=\"mono\" title=\"\(text)\">\(String(text.prefix(16)))…</span>"
        }
        return ItemID(text) == nil ? shown(text, longest: 200) : idLink(text)
    }
}
