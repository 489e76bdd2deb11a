import Ledger
import Rules

/// Acts of a list that somebody signs together: a box beside each that waits for them, one button below (P-36).
enum Choosing {
    static func box(_ act: String) -> HTML {
        "<input type=\"checkbox\" name=\"of\" value=\"\(act)\" aria-label=\"Choose \(act)\"> "
    }

    /// Whether an act waits for a signature of whoever reads, which they could give together with others.
    static func waits(_ act: ActView, _ context: ViewContext) -> Bool {
        guard let person = context.visitor.person, act.isOpen else { return false }
        return act.slots(for: person).contains { !$0.isHolder && !$0.isClosing }
    }

    /// A list with its rows made; it is a form where several of them can be chosen.
    static func list(_ rows: [(html: HTML, act: ActView)], _ context: ViewContext) -> HTML {
        form("<ul class=\"rows\">\(rows.map(\.html))</ul>", rows.count { waits($0.act, context) })
    }

    static func form(_ list: HTML, _ choices: Int) -> HTML {
        guard choices > 1 else { return list }
        return """
            <form action="/sign">\(list)<p class="buttons"><button class="do second" type="submit">Read the chosen acts</button>\
            <small>Several acts can be signed as one statement, up to \(ActBatch.most).</small></p></form>
            """
    }
}
