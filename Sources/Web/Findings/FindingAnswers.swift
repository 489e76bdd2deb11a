import Ledger
import Rules

/// Findings that two people answered: still what they are, and no longer among those that wait (SP-3.1.3c).
enum FindingAnswers {
    static func html(_ findings: [Finding], _ context: ViewContext) -> HTML {
        guard !findings.isEmpty else { return .none }
        return """
            <h2 id="answered">Answered</h2><p class="small quiet">Two people who took no part said what is to be said about it. It stays a finding. \(context.clause("SP-3.1.3c"))</p>
            <ul class="rows">\(findings.map { row($0, context) })</ul>
            """
    }

    private static func row(_ finding: Finding, _ context: ViewContext) -> HTML {
        guard let answer = finding.answered else { return .none }
        let until: HTML? = answer.until.map { ", until \($0.text)" }
        return """
            <li><span>\(linked(finding.what))<br>\(words(answer, context))</span>\
            <small>about \(finding.about.link) · answered by \(people(answer.by)) in \(idLink("A-\(answer.act)"))\(until)</small>\
            <span class="side">\(mark(.idle, "answered"))</span></li>
            """
    }

    /// The words, only if the signed commitment opens with them (P-6).
    private static func words(_ answer: FindingAnswer, _ context: ViewContext) -> HTML {
        guard let entry = context.entry(at: answer.act),
            let text = context.text(of: "answer", in: entry.statement, hash: entry.hash)
        else { return "<span class=\"quiet\">The words are not here.</span>" }
        return "“\(shown(text, longest: 2000))”"
    }

    /// The way to answer one that nobody has.
    static func link(_ finding: Finding) -> HTML {
        guard finding.answered == nil, let kind = Kind.named(AnswerFinding.kind) else { return .none }
        let fields = [("about", finding.about.text), ("cause", finding.cause.begun.text), ("rule", finding.rule.name)]
        let query = fields.map { "f.\($0.0)=\(encoded($0.1))" }.joined(separator: "&")
        return " · <a href=\"\(kind.path)?\(query)\">answer it</a>"
    }
}
