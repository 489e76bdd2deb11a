import Ledger
import Rules

/// What somebody must answer, rule by rule: all of it from the declaration of the rule.
enum FindingsPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let all = request.context.findings
        let (findings, answered) = (all.filter { $0.answered == nil }, all.filter { $0.answered != nil })
        let heading =
            findings.isEmpty
            ? "No findings" : findings.count == 1 ? "One finding" : "\(counted(findings.count)) findings"
        let rules = FindingRule.all.map { rule -> HTML in
            let rows = findings.filter { $0.rule.name == rule.name }.map { row($0, request.context) }
            guard !rows.isEmpty else { return .none }
            return """
                <h2 id="\(rule.name)">\(rule.title)</h2><p class="small quiet">\(rule.answer)</p><ul class="rows">\(rows)</ul>
                """
        }
        let body: HTML = """
            <h1>\(heading)</h1>
            <p class="quiet">What is not as it should be, or soon will not be. Everybody who has the ledger computes the same findings.</p>
            \(rules)\(FindingAnswers.html(answered, request.context))\(try CopiedPasskeys.html(request))
            """
        return .html(frame(Page(menu: .findings, title: "Findings", body: body), request.context))
    }

    static func row(_ finding: Finding, _ context: ViewContext) -> HTML {
        """
        <li id="\(finding.about.text)"><span>\(linked(finding.what))</span>\
        <small>about \(finding.about.link) · since \(said(finding.since, now: context.now)) · \(context.clauses(finding.clauses))\(next(finding, context))\(FindingAnswers.link(finding))</small>\
        <span class="side">\(mark(finding.rule.severity.meaning, finding.rule.word))</span></li>
        """
    }

    /// The form that answers it. Not for somebody of whom it would be refused.
    private static func next(_ finding: Finding, _ context: ViewContext) -> HTML {
        guard let step = finding.step, let path = step.path else { return .none }
        if let person = context.visitor.person, !context.mayTake(step, about: finding, person) { return .none }
        return " · <a href=\"\(path)\">\(step.title)</a>"
    }
}

extension ViewContext {
    /// Whether a finding's next step is this person's: by the task that the rule names, else by who may propose it.
    fileprivate func mayTake(_ step: NextStep, about finding: Finding, _ person: Int) -> Bool {
        if let task = finding.rule.task {
            return tasks(for: person).contains { $0.rule.name == task && $0.about == finding.about }
        }
        guard let requirement = Kind.named(step.kind).flatMap({ authority.kindView($0, at: now).requirement }) else {
            return true
        }
        let subject = Subject(proposer: 0, named: [], groups: [:], place: nil)
        return requirement.propose.contains(.named)
            || authority.standing(of: person, in: requirement.propose, for: subject, at: now) != nil
    }
}

extension Severity {
    var meaning: Meaning { self == .fault ? .broken : .due }
}

extension About {
    /// The page of what something is about; nil where there is none.
    var path: String? {
        switch self {
        case .item(let id): Address.of(id) ?? (ItemID(id)?.prefix == Machine.prefix ? "/journal" : nil)
        case .entry(let place): Address.entry(place)
        case .group(let code): "/groups/\(code)"
        case .exception: "/policy#exceptions"
        case .journal: "/journal"
        }
    }

    var link: HTML { path.map { "<a href=\"\($0)\">\(text)</a>" } ?? "\(text)" }
}

extension NextStep {
    /// What a link to it says.
    var title: String { Kind.named(kind)?.title ?? Verb.named(kind)?.title ?? kind }

    /// The page on which it is done; nil where only the command line does it.
    var path: String? {
        if let kind = Kind.named(kind) {
            // What encloses files is made on the command line.
            guard kind.encloses.isEmpty else { return nil }
            let filled = fields.keys.sorted().map { "f.\($0)=\(encoded(fields[$0] ?? ""))" }
            return kind.path + (filled.isEmpty ? "" : "?" + filled.joined(separator: "&"))
        }
        guard let about, let page = Address.of(about), let form = NextStep.forms[kind] else { return nil }
        return page + form
    }

    /// The form of each verb that pages offer, below the page of what it is about.
    private static let forms = [
        "authority/act.sign": "/sign", "authority/manual.close": "/into-force", "authority/motion.close": "/close",
        "authority/motion.open": "/motion",
        "authority/motion.vote": "/vote", "record/answer": "/answer", "record/attest": "/attest",
        "record/leave": "/leave",
        "record/sign": "/sign",
        "register/act.sign": "/sign",
    ]
}
