import Ledger
import Rules

/// SP-9.1.5a: the supporting information of an appointment: agreement and background check, each with its entry, or what is missing
/// and who supplies it.
enum Papers {
    static func html(of person: Int, for role: String, _ context: ViewContext) -> HTML {
        let authority = context.authority
        guard authority.isCritical(role) else { return .none }
        var rows: [HTML] = []
        if let agreement = authority.agreement(of: person) {
            rows.append(
                row("Agreement", idLink(agreement.id.text), "signed \(said(agreement.recorded, now: context.now))"))
        }
        if let check = authority.check(of: person, for: role, at: context.now) {
            rows.append(
                row(
                    "Background check", idLink(check.id.text),
                    "by \(people(check.by)), good until \(shown(check.until.text))"))
        }
        let lacking = authority.papersLacking(person, for: role, at: context.now).map { refusal -> HTML in
            "<li class=\"bad\"><span>\(shown(refusal.what)) \(context.clause(refusal.clause))</span><small>\(shown(refusal.who))</small></li>"
        }
        return "<h2>Papers</h2><ul class=\"rows plainrows\">\(rows)\(lacking)</ul>"
    }

    private static func row(_ what: String, _ id: HTML, _ more: HTML) -> HTML {
        "<li><span>\(what)</span><span>\(id), \(more)</span></li>"
    }
}
