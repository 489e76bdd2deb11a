import Ledger
import Rules

/// SP-9.3.1: what the governing body has before it: the reports of the team leaders, and what waits for its motions.
enum BoardDesk {
    private static let most = 10

    static func html(_ group: Group, _ context: ViewContext) -> HTML {
        let policy = context.authority.policy
        switch group.sort {
        case .team: return reports(of: [group.code], context)
        case .body where group.code == policy?.governs:
            return waiting(group, context)
                + reports(of: policy?.codes.filter { policy?.groups[$0]?.sort == .team } ?? [], context)
        case .body: return waiting(group, context)
        case .list, .office: return .none
        }
    }

    private static func waiting(_ group: Group, _ context: ViewContext) -> HTML {
        let motions = context.openMotions.filter { $0.motion.body == group.code }
        let acts = context.openActs.filter { $0.motionRule?.body == group.code && $0.motion == nil }
        let rows =
            motions.map { MotionsPage.row($0, context) }
            + acts.map { act -> HTML in
                "<li><span class=\"what\"><a href=\"/acts/\(act.name)\">\(heading(of: act.kind, act.body, context))</a></span><small>\(act.name) · its motion is not open yet</small></li>"
            }
        let list: HTML = rows.isEmpty ? "<p class=\"none\">Nothing.</p>" : "<ul class=\"rows\">\(rows)</ul>"
        return "<h2 id=\"waits\">What waits for it</h2>\(list)"
    }

    private static func reports(of teams: [String], _ context: ViewContext) -> HTML {
        let found = teams.flatMap { context.world.reports(of: $0) }.sorted { $0.ordered > $1.ordered }
        let rows = found.prefix(most).map { record -> HTML in
            let team = (record.record as? ReportTeam)?.team.text ?? ""
            return
                "<li><span class=\"what\"><a href=\"/records/\(record.name)\">\(context.title(of: team))</a></span><small>\(personLink(record.performer)) · \(said(record.ordered, now: context.now))</small></li>"
        }
        let list: HTML = rows.isEmpty ? "<p class=\"none\">None yet.</p>" : "<ul class=\"rows\">\(rows)</ul>"
        return "<h2 id=\"reports\">Reports of team leaders</h2>\(list)"
    }
}
