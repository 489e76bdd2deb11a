import Ledger
import Rules

/// One act: the signed statement, who signed and who could, what is missing, what was done about it.
struct ActPage {
    let act: ActView
    let context: ViewContext
    /// The entry that was just made from this page.
    var entered: Int?
    /// The page of its rows, if it enters many things.
    var rowsPage = ""

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let act = try Find.act(request)
        let page = ActPage(
            act: act, context: request.context, entered: Int(request.query["entered"]),
            rowsPage: request.query["rows"])
        return .html(frame(page.page, request.context))
    }

    var page: Page {
        let title = heading(of: act.kind, act.body, context)
        return Page(
            menu: .acts, title: title, crumbs: [("Acts", "/acts")], here: act.name,
            body: """
                <h1>\(title)</h1>
                <p>\(mark(act.condition.meaning, act.condition.word)) <span class="quiet">· \(act.name) · \(lead) · \(context.clauses(clauses))</span></p>
                \(Banner.entered(entered, context))
                <div class="two"><section>
                \(paper)\(Slots.ways(act, context))\(buttons)\(Thread(about: QuestionSubject(act), context: context).html)\(Notes(about: NoteSubject(act, context), context: context).html)\(ActRows(act: act, context: context, page: rowsPage).html)
                </section><section>
                \(Changes.html(act, context))\(replacement)\(manualChange)\(papers)\(RulingPreview.html(act, context))\(resting)\(missing)\(motion)\(facts)\(declines)\(history)
                </section></div>
                """)
    }

    private var requirement: Requirement? { act.requirement }
    private var clauses: [String] { requirement?.clauses ?? act.kind.clauses }

    private var lead: HTML {
        switch act.condition {
        case .open:
            let asked = requirement.map { needs($0, groups: act.groups, context) } ?? ""
            return "needs \(asked) · ends \(said(act.expires, now: context.now))"
        case .ended(let end): return "since \(entryLink(end.place))"
        case .expired(let time): return "at \(said(time, now: context.now)), before it had what it needs"
        case .lapsed(let why): return "\(why)"
        case .stopped(let stop): return "by X-\(stop + 1)"
        }
    }

    private var paper: HTML {
        context.entry(at: act.place).map { Paper($0, context).html }
            ?? "<p class=\"none\">Its entry cannot be read here.</p>"
    }

    private var buttons: HTML { ActButtons(act: act, context: context).html }

    // MARK: Beside the paper

    private var missing: HTML {
        guard act.isOpen else { return .none }
        let lacking = act.ways.compactMap(\.lacking)
        guard act.ways.allSatisfy({ $0.lacking != nil }), !lacking.isEmpty else {
            return act.motionRule == nil
                ? .none : "<h2>What is missing</h2><p>The motion. All signatures are there.</p>"
        }
        let rows = lacking.map { refusal -> HTML in
            let who: HTML =
                refusal.who.isEmpty ? .none : "<small>who can supply it: \(whoWords(refusal.who, context))</small>"
            return
                "<li><span>\(shown(refusal.what))</span>\(who)<span class=\"side\">\(context.clause(refusal.clause))</span></li>"
        }
        return "<h2>What is missing</h2><ul class=\"rows\">\(rows)</ul>"
    }

    private var motion: HTML {
        guard let rule = act.motionRule else { return .none }
        guard let place = act.motion, let view = context.state.motionView(at: place, now: context.now) else {
            return
                "<h2>Motion</h2><p>Not opened yet. A member of \(context.title(of: rule.body)) opens it.</p>"
        }
        return """
            <h2>Motion</h2><ul class="rows"><li><span class="what"><a href="/motions/\(view.motion.name)">\(view.motion.name)</a></span>\
            <small>\(MotionWords.tally(view))</small><span class="side">\(MotionWords.mark(view))</span></li></ul>
            """
    }

    /// P-21: an announced replacement waits, and one command ends the waiting, or another one the whole.
    private var replacement: HTML {
        guard let view = context.state.replacementViews(at: context.now).first(where: { $0.name == act.name }),
            view.waits
        else { return .none }
        let when: HTML = view.condition == "may-close" ? "Now" : "From \(said(view.opens, now: context.now)) on"
        return """
            <h2>The new key</h2><p>\(when) \(personLink(view.person)) closes the replacement with that key, on their own machine. \(context.clause("P-21"))</p>
            <code class="shell">foureyes keys replace close \(view.name) --key NEW</code>
            <p>Until then any old key can cancel it, even a stopped one:</p><code class="shell">foureyes keys replace cancel \(view.name)</code>
            """
    }

    /// SP-9.1.5a: what stands behind an appointment, or is missing, for those who decide about it.
    private var papers: HTML {
        let (person, team): (Int, String)
        switch context.authority.acts[place: act.place]?.act {
        case let appoint as Appoint: (person, team) = (appoint.person.number, appoint.team.text)
        case let appoint as AppointToTeam: (person, team) = (appoint.person.number, appoint.team.text)
        default: return .none
        }
        return Papers.html(of: person, for: team, context)
    }

    /// P-52: the ruling on which it rests, and what that does not permit.
    private var resting: HTML {
        guard let number = act.ruling, let ruling = context.authority.cases.rulings.at(number - 1) else { return .none }
        return
            "<h2>It rests on a ruling</h2><p>\(idLink(ruling.id.text)), in \(idLink("C-\(ruling.inCase)")), by \(people(ruling.by)). \(context.clause("P-52"))</p>"
    }

    /// P-37: a change that loosens waits for a day, and one button puts it into force.
    private var manualChange: HTML {
        guard let view = context.state.manualChangeView(of: act.place, at: context.now) else { return .none }
        let clause = context.clause("P-37")
        switch view.condition {
        case "in-force":
            return "<h2>In force</h2><p>Since \(entryLink(view.change.inForce ?? 0)). \(clause)</p>"
        case "over":
            return "<h2>Over</h2><p>It was not put into force in time. It must be proposed again. \(clause)</p>"
        case "may-close":
            return """
                <h2>Waiting for its leader</h2><p>Its 24 hours are over. \(people(view.leaders)) can put it into force until \(said(view.change.expires, now: context.now)). \(clause)</p>
                <p class="buttons"><a class="do second" href="/acts/\(act.name)/into-force">Put into force</a></p>
                """
        default:
            return
                "<h2>Not in force yet</h2><p>It loosens a rule and waits until \(said(view.change.opens, now: context.now)). Then its leader puts it into force. Who thinks it wrong can stop it until then. \(clause)</p>"
        }
    }

    private var facts: HTML {
        var rows: [HTML] = []
        func row(_ what: String, _ who: HTML) {
            rows.append("<li><span>\(what)</span><span>\(who)</span></li>")
        }
        if !act.named.isEmpty { row("Concerned, so cannot sign", people(act.named)) }
        if !act.conflicted.isEmpty { row("In conflict of interest", people(act.conflicted)) }
        if act.opening { row("Requirement", "that of the opening") }
        return rows.isEmpty ? .none : "<h2>People concerned</h2><ul class=\"rows plainrows\">\(rows)</ul>"
    }

    /// Each no with its reason, as far as it was given and is there.
    private var declines: HTML {
        let found = context.state.declines(of: act) { context.entry(at: $0)?.statement }
        guard !found.isEmpty else { return .none }
        let rows = found.map { decline -> HTML in
            let reason: HTML? = context.entry(at: decline.place).flatMap { entry in
                context.text(of: "reason", in: entry.statement, hash: entry.hash).map { "“\(shown($0))”" }
            }
            return
                "<li><span>\(personLink(decline.person))<br>\(reason ?? "<span class=\"quiet\">without a reason</span>")</span><span class=\"side\">\(entryLink(decline.place))</span></li>"
        }
        return "<h2>Who declined, and why</h2><ul class=\"rows plainrows\">\(rows)</ul>"
    }

    private var history: HTML {
        var steps: [(place: Int, what: HTML)] = [(act.place, "Proposed by \(personLink(act.proposer))")]
        for signed in act.signatures where signed.place != act.place {
            steps.append((signed.place, "Signed by \(personLink(signed.person)), \(signed.slot)"))
        }
        if let motion = act.motion { steps.append((motion, "Motion \(idLink("B-\(motion)")) opened")) }
        if case .ended(let end) = act.condition {
            if let index = steps.firstIndex(where: { $0.place == end.place }) {
                steps[index].what += "; \(end.word)"
            } else {
                steps.append((end.place, "\(end.word.prefix(1).uppercased())\(end.word.dropFirst())"))
            }
        }
        steps.sort { $0.place < $1.place }
        return "<h2>History</h2><ol class=\"chain\">\(steps.map { step($0.place, $0.what) })</ol>"
    }

    private func step(_ place: Int, _ what: HTML) -> HTML {
        let time = context.log.rows.at(place).map { " · \(said($0.recorded, now: context.now))" as HTML }
        return
            "<li>\(what)<br><small>\(entryLink(place))\(time) · <a href=\"\(Address.entry(place))#proof\">proof</a></small></li>"
    }
}
