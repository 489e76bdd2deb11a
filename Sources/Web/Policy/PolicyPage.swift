import Ledger
import Rules

/// The policy, clause by clause, with whether each holds and why.
enum PolicyPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let views = context.state.clauseViews(at: request.now, findings: context.findings)
        let counts = Dictionary(grouping: views, by: \.state).mapValues(\.count)
        func count(_ state: ClauseState) -> Int { counts[state] ?? 0 }
        let wanted = ClauseState(rawValue: request.query["state"])
        let shown = views.filter { wanted == nil || $0.state == wanted }
        if request.query["format"] == "csv" {
            var file = SiteResponse.file(Array(ClauseParts.csv(shown).utf8), named: "clauses.csv")
            file.type = "text/csv; charset=utf-8"
            return file
        }
        let states = ClauseState.allCases.filter { count($0) > 0 }
        let said = states.map { "\(count($0)) \($0.word)" }.joined(separator: ", ")
        let bar = Bar.html(
            [Meaning.holds, .open, .due, .broken, .idle].map { meaning in
                (meaning, states.filter { $0.colour == meaning }.map(count).reduce(0, +))
            }, says: said)
        let chips = Chips.html(
            [("all", "/policy", wanted == nil, views.count)]
                + states.map { ($0.word, "/policy?state=\($0.rawValue)", wanted == $0, count($0)) })
        let chapters = Clause.Chapter.allCases.map { chapter -> HTML in
            let clauses = shown.filter { $0.clause.chapter == chapter }
            guard !clauses.isEmpty else { return .none }
            return "<h2>\(heading(chapter))</h2>\(clauses.map { details($0, open: $0.state == .broken) })"
        }
        let manual = context.authority.manual.place
        let body: HTML = """
            <h1>The policy “\(context.authority.policy?.name ?? "")”, clause by clause</h1>
            <p class="quiet">In force since \(manual >= 0 ? entryLink(manual) : "the founding" as HTML) · <a href="/log/enclosures/\(context.authority.policy?.digest.hex ?? "")">policy</a>, \
            <a href="/log/enclosures/\(context.authority.manual.digest.hex)">Manual</a> and <a href="/log/enclosures/\(context.authority.clauses.digest.hex)">clauses</a> as they are enclosed · <a href="/manual">the Manual's values</a> · <a href="/kinds">who must sign what</a></p>
            \(bar)<p class="small quiet">\(said)</p>
            \(chips)\(ClauseParts.legend)
            <div class="buttons"><a class="do second" href="/policy?format=csv\(wanted.map { "&state=\($0.rawValue)" } ?? "")">Download as CSV</a>\(context.dayPicker)</div>
            \(chapters)
            \(ExceptionsTable.html(context))
            """
        return .html(frame(Page(menu: .policy, title: "Policy", body: body), context))
    }

    static func details(_ view: ClauseView, open: Bool) -> HTML {
        let opened: HTML = open ? " open" : .none
        return """
            <details id="\(view.clause.id)"\(opened)><summary><code>\(view.clause.id)</code><span>\(shown(view.clause.says))</span><span class="state">\(mark(view.state))\(view.notApplicable == nil ? "<small>\(view.sum)</small>" : .none as HTML)</span></summary>\
            <div>\(ClauseParts.table(view))<p class="small"><a href="/policy/\(view.clause.id)">Page of \(view.clause.id)</a></p></div></details>
            """
    }

    private static func heading(_ chapter: Clause.Chapter) -> String {
        switch chapter {
        case .ledger: "Ledger"
        case .authority: "Authority"
        case .physical: "2 Physical security"
        case .logical: "3 Logical security"
        case .operations: "4 Operational security"
        case .incidents: "5 Incident response"
        case .recovery: "6 Disaster recovery"
        case .software: "7 Software assessment"
        case .support: "8 Support"
        case .administration: "9 Administrative"
        case .references: "10 References"
        case .keys: "Keys"
        case .signing: "Signing"
        case .core: "Core"
        }
    }
}
