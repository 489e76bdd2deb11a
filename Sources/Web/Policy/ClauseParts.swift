import Ledger
import Rules

/// The parts of a clause: what each shows, how it stands, and what is behind it, with the way to the entries.
enum ClauseParts {
    static func table(_ view: ClauseView) -> HTML {
        let rows = view.parts.map { part -> HTML in
            let evidence: HTML =
                part.by.isEmpty
                ? "<span class=\"quiet\">not built yet: nothing in this program shows it</span>"
                : HTML(part.evidence.map(told), between: "<br>")
            return
                "<tr><td>\(shown(part.shows))</td><td class=\"id\">\(state(part))</td><td>\(evidence)</td></tr>"
        }
        return
            "<table class=\"parts stacked\"><thead><tr><th scope=\"col\">Part<th scope=\"col\">State<th scope=\"col\">Evidence</tr></thead><tbody>\(rows)</tbody></table>"
    }

    /// What nothing is bound to is not built; what was never done is built and unused. Both lack evidence, for different reasons.
    private static func state(_ part: ClausePartView) -> HTML {
        part.by.isEmpty && part.state == .absent ? mark(.idle, "not built") : mark(part.state)
    }

    /// Every count is the way to what was counted.
    private static func told(_ evidence: Evidence) -> HTML {
        switch evidence {
        case .done(let kind, let times):
            let title = Kind.named(kind)?.title ?? kind
            return
                "<a href=\"/kinds/\(kind)\">\(title)</a>: \(times == 0 ? "nothing yet" : "<a href=\"/kinds/\(kind)#made\">\(amount(times, "time"))</a>" as HTML)"
        case .entered(let register, let items):
            // Of what authority keeps, these have a list of their own.
            let isListed = ["people", "groups", "motions", "stops"].contains(register)
            let path = Register.named(register).map { "/registers/\($0.name)" } ?? (isListed ? "/\(register)" : nil)
            let title = Register.named(register)?.title ?? register
            let name: HTML = path.map { "<a href=\"\($0)\">\(title)</a>" } ?? "\(title)"
            return "\(name): \(items == 0 ? "nothing yet" : amount(items, "entry", "entries"))"
        case .found(let what, let about):
            let link: HTML? = about.path.map { " <a href=\"\($0)\">see it</a>" }
            return "\(mark(.broken, "finding")) \(linked(what))\(link)"
        case .quiet(let rule): return "<a href=\"/findings\">no finding</a> of “\(rule.replacing("-", with: " "))”"
        case .document(let name), .test(let name):
            return "<span class=\"mono small\">\(shown(name, longest: 200))</span>"
        }
    }

    /// What the marks mean.
    static var legend: HTML {
        let rows = ClauseState.allCases.map { "<dt>\(mark($0))</dt><dd>\($0.meaning)</dd>" as HTML }
        return """
            <details class="fold" id="legend"><summary>What the marks mean</summary><div><dl class="facts">\(rows)\
            <dt>\(mark(.idle, "not built"))</dt><dd>No part of this program shows it yet.</dd></dl></div></details>
            """
    }

    /// Part by part, for a spreadsheet: what is shown, as it is shown.
    static func csv(_ views: [ClauseView]) -> String {
        let rows = views.flatMap { view in
            view.parts.enumerated().map { number, part in
                [
                    view.clause.id, view.clause.says, view.state.rawValue, String(number + 1), part.shows,
                    part.by.isEmpty ? "not built" : part.state.rawValue,
                    part.evidence.map(\.text).joined(separator: "; "),
                ]
            }
        }
        return RegisterCSV.text([["clause", "says", "state", "part", "shows", "part-state", "evidence"]] + rows)
    }
}
