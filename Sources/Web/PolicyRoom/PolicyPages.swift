import Ledger
import Rules

/// The policy, clause by clause, with whether each holds and why.
enum PolicyPage {
    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let views = reading.state.clauseViews(voids: reading.published.voids, at: ask.now)
        let counts = Dictionary(grouping: views, by: \.state).mapValues(\.count)
        func count(_ state: ClauseState) -> Int { counts[state] ?? 0 }
        let wanted = ClauseState(rawValue: ask.query["state"])
        let shown = views.filter { wanted == nil || $0.state == wanted }
        let said = "\(count(.holds)) hold, \(count(.broken)) broken, \(count(.unexercised)) unexercised, \(count(.absent)) absent"
        let bar = Bar.html([(.holds, count(.holds)), (.broken, count(.broken)), (.idle, count(.unexercised) + count(.absent))], says: said)
        let chips = Chips.html(
            [("all", "/policy", wanted == nil, views.count)]
                + [.broken, .holds, .unexercised, .absent].map { ($0.rawValue, "/policy?state=\($0.rawValue)", wanted == $0, count($0)) })
        let chapters = Clause.Chapter.allCases.map { chapter -> HTML in
            let clauses = shown.filter { $0.clause.chapter == chapter }
            guard !clauses.isEmpty else { return .none }
            return "<h2>\(heading(chapter))</h2>\(clauses.map { details($0, open: $0.state == .broken) })"
        }
        let manual = reading.authority.manual.place
        let body: HTML = """
            <h1>The policy “\(reading.authority.policy?.name ?? "")”, clause by clause</h1>
            <p class="quiet">In force since \(manual >= 0 ? entryLink(manual) : "the founding" as HTML) · <a href="/log/enclosures/\(reading.authority.policy?.digest.hex ?? "")">policy</a>, \
            <a href="/log/enclosures/\(reading.authority.manual.digest.hex)">Manual</a> and <a href="/log/enclosures/\(reading.authority.clauses.digest.hex)">clauses</a> as they are enclosed · <a href="/kinds">who must sign what</a></p>
            \(bar)<p class="small quiet">\(said)</p>
            \(chips)
            \(chapters)
            """
        return .html(frame(Page(room: .policy, title: "Policy", body: body), reading))
    }

    static func details(_ view: ClauseView, open: Bool) -> HTML {
        let opened: HTML = open ? " open" : .none
        return """
            <details id="\(view.clause.id)"\(opened)><summary><a class="mono" href="/policy/\(view.clause.id)">\(view.clause.id)</a><span>\(shown(view.clause.says))</span>\(mark(view.state.meaning, view.state.rawValue))</summary>\
            <div>\(parts(view))</div></details>
            """
    }

    static func parts(_ view: ClauseView) -> HTML {
        let rows = view.parts.map { part -> HTML in
            let by = part.by.isEmpty ? "nothing yet" : HTML(part.by.map(link), between: ", ")
            let evidence = HTML(unique(part.evidence).map { linked($0) }, between: "<br>")
            return "<tr><td>\(shown(part.shows))</td><td class=\"id\">\(mark(part.state.meaning, part.state.rawValue))</td><td>\(part.evidence.isEmpty ? by : evidence)</td></tr>"
        }
        return "<table class=\"parts\"><thead><tr><th>Part<th>State<th>Evidence</tr></thead><tbody>\(rows)</tbody></table>"
    }

    /// Each line once: one breach may speak against several acts of a part.
    private static func unique(_ lines: [String]) -> [String] {
        var seen: Set<String> = []
        return lines.filter { seen.insert($0).inserted }
    }

    private static func link(_ binding: Binding) -> HTML {
        switch binding.sort {
        case .act, .record: "<a href=\"/kinds/\(binding.name)\">\(binding.name)</a>"
        case .register: "<a href=\"/registers/\(binding.name)\">\(binding.name)</a>"
        case .finding: "<a href=\"/findings\">\(binding.name)</a>"
        case .document, .program, .test: "\(binding.text)"
        }
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

/// One clause: its parts with their evidence, and the acts and records that rest on it.
enum ClausePage {
    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let id = ask["clause"]
        guard Grammar.isClause(id), let view = reading.state.clauseViews(voids: reading.published.voids, at: ask.now).first(where: { $0.clause.id.utf8.elementsEqual(id.utf8) })
        else { throw Problem.notFound("The policy has no clause “\(id.prefix(80))”.", "See <a href=\"/policy\">all clauses</a>.") }
        let kinds = reading.authority.kindViews(at: ask.now).filter { $0.clauses.contains(id) || $0.kind.clauses.contains(id) }
        let rows = kinds.map { KindsPage.row($0, reading) }
        let body: HTML = """
            <h1>\(shown(view.clause.says))</h1>
            <p>\(mark(view.state.meaning, view.state.rawValue)) <span class="quiet">· \(id) · made true by \(listed(view.clause.means.map(\.rawValue)))</span></p>
            \(PolicyPage.parts(view))
            \(rows.isEmpty ? .none : "<h2>What rests on it</h2><ul class=\"rows\">\(rows)</ul>" as HTML)
            """
        return .html(frame(Page(room: .policy, title: id, crumbs: [("Policy", "/policy")], here: id, body: body), reading))
    }
}

/// Every kind of act and record with who must sign it.
enum KindsPage {
    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let views = reading.authority.kindViews(at: ask.now)
        let parts: [(String, (KindView) -> Bool)] = [
            ("Acts on people, keys, teams and rules", { $0.kind.part == .authority }),
            ("Acts on things", { $0.kind.part == .register }), ("Records of what happened", { $0.kind.isRecord }),
        ]
        let lists = parts.map { title, belongs -> HTML in "<h2>\(title)</h2><ul class=\"rows\">\(views.filter(belongs).map { row($0, reading) })</ul>" }
        let body: HTML = "<h1>Who must sign what</h1>\n<p class=\"quiet\">As the policy in force has it. A change of the policy lapses what is open under the old rule.</p>\n\(lists)"
        return .html(frame(Page(room: .kinds, title: "Who must sign", body: body), reading))
    }

    static func row(_ view: KindView, _ reading: Reading) -> HTML {
        """
        <li><span class="what"><a href="/kinds/\(view.kind.name)">\(view.kind.title)</a></span>\
        <small>needs \(reading.sentence(for: view.kind))</small><span class="side">\(view.clauses.first.map(reading.clause))</span></li>
        """
    }
}

/// One kind: what it carries, who may ask, who must sign, how long.
enum KindPage {
    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let kind = try find(ask)
        let view = reading.authority.kindView(kind, at: ask.now)
        var facts: [(String, HTML)] = []
        if let requirement = view.requirement {
            facts.append(("May be asked for by", "\(poolWords(requirement.propose, groups: [:], reading))"))
            facts.append(("Expires", "\(span(requirement.expires)) after it was asked"))
            if requirement.excludesProposer { facts.append(("The proposer", "fills no slot")) }
            if requirement.excludesNamed { facts.append(("Whom it names", "fills no slot")) }
        }
        facts.append(("Rests on", reading.clauses(view.clauses)))
        if kind.widens { facts.append(("Gives somebody power", "yes: two signatures at least are made on own machines")) }
        if kind.narrows { facts.append(("Takes power away only", "yes")) }
        if kind.isLocal { facts.append(("Signed", "on own machines only")) }
        let fields = kind.notes.map { "<tr><td class=\"mono\">\($0.name)</td><td>\($0.label)</td><td class=\"minor\">\($0.shape.sentence)</td></tr>" as HTML }
            + kind.detached.map { "<tr><td class=\"mono\">\($0.name)</td><td>\($0.label)</td><td class=\"minor\">words beside the line\($0.required ? "" : ", if any")</td></tr>" as HTML }
        let acts = reading.world.actViews(at: ask.now).filter { $0.kind.name == kind.name }.prefix(10).map { ActsPage.row($0, reading) }
        let records = reading.world.records.filter { $0.kind.name == kind.name }.suffix(10).reversed().map { RecordsPage.row($0, reading) }
        let made = Array(acts) + Array(records)
        let body: HTML = """
            <h1>\(kind.title)</h1>
            <p class="lead">Needs \(reading.sentence(for: kind)).</p>
            <p class="buttons"><a class="do" href="\(kind.path)">\(kind.isRecord ? "Record it" : "Propose it")</a></p>
            <div class="two"><section><h2>What it says</h2><table><thead><tr><th>Field<th>Meaning<th class="minor">Takes</tr></thead><tbody>\(fields)</tbody></table>
            <h2>Made so far</h2>\(made.isEmpty ? "<p class=\"none\">None.</p>" : "<ul class=\"rows\">\(made)</ul>" as HTML)</section>
            <section><h2>What the policy asks</h2><ul class="rows plainrows">\(facts.map { "<li><span>\($0.0)</span><span>\($0.1)</span></li>" as HTML })</ul>
            <h2>On the command line</h2><code class="shell">foureyes propose \(kind.name)\(kind.notes.map { " \($0.name)=…" }.joined())</code></section></div>
            """
        return .html(frame(Page(room: .kinds, title: kind.title, crumbs: [("Who must sign", "/kinds")], here: kind.name, body: body), reading))
    }

    static func find(_ ask: Ask) throws -> Kind {
        let name = "\(ask["part"])/\(ask["name"])"
        guard Grammar.isKind(name), let kind = Kind.named(name) else {
            throw Problem.notFound("There is no kind “\(name.prefix(100))”.", "See <a href=\"/kinds\">all kinds</a>.")
        }
        return kind
    }
}

extension Shape {
    /// What a field of this shape takes, as a sentence says it.
    var sentence: String {
        switch self {
        case .code: "1 to 64 letters, digits or . _ : / -"
        case .time: "a time in UTC, like 2026-11-22T09:40:00Z"
        case .number: "a whole number"
        case .digest: "64 lower-case hex digits"
        case .publicKey: "an OpenSSH public key, one line"
        case .choice(let words): listed(words, "or")
        case .item(let letter): "an id like \(ItemID(letter: letter, number: 1).text)"
        case .group(let sort): "the code of a \(sort?.rawValue ?? "group")"
        case .observer: "a person’s id, or none"
        case .whereabouts: "a store or a computer, like S-1 or H-1"
        case .stopTarget: "a person (p17), an act (A-412) or a key’s fingerprint"
        }
    }
}
