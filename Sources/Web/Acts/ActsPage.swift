import Ledger
import Rules

/// The list of acts of both parts, newest first, filtered by what became of them.
enum ActsPage {
    static let perPage = 100
    private static let conditions = [
        "open", "in effect", "declined", "withdrawn", "defeated", "expired", "lapsed", "stopped",
    ]

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let wanted = conditions.first { $0 == request.query["state"] }
        let before = Int(request.query["before"]) ?? .max
        let all = context.acts
        let matching = all.filter { (wanted == nil || $0.condition.word == wanted) && $0.place < before }
        let page = matching.prefix(perPage)
        let counts = Dictionary(grouping: all, by: \.condition.word).mapValues(\.count)
        let chips = Chips.html(
            [("all", "/acts", wanted == nil, all.count)]
                + conditions.filter { counts[$0] != nil }.map {
                    ($0, "/acts?state=\(encoded($0))", wanted == $0, counts[$0] ?? 0)
                })
        let rows = page.map { row($0, context) }
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"none\">No act is here. <a href=\"/propose\">Propose the first.</a></p>"
            : "<ul class=\"rows\">\(rows)</ul>"
        let more: HTML =
            matching.count > page.count
            ? "<p><a href=\"/acts?before=\(page.last?.place ?? 0)\(wanted.map { "&state=\(encoded($0))" } ?? "")\">Older acts</a></p>"
            : .none
        let open = counts["open"] ?? 0
        return .html(
            frame(
                Page(
                    room: .acts, title: "Acts",
                    body: """
                        <h1>\(open == 0 ? "No act is open" : open == 1 ? "One act is open" : "\(counted(open)) acts are open")</h1>
                        <p class="quiet">An act is a permission. It takes effect at the signature that meets what its clause asks for, and not before.</p>
                        \(chips)\(list)\(more)
                        """), context))
    }

    /// An act as a row of a list.
    static func row(_ act: ActView, _ context: ViewContext) -> HTML {
        let missing = act.ways.map { $0.slots.map(\.missing).reduce(0, +) }.min() ?? 0
        let total = act.ways.map { $0.slots.map(\.count).reduce(0, +) }.min() ?? 0
        let how: HTML
        switch act.condition {
        case .open where act.motionRule != nil && act.motion == nil: how = "waits for its motion"
        case .open where missing > 0: how = "\(total - missing) of \(total) signed"
        case .open: how = "waits for the votes"
        default: how = "\(act.name)"
        }
        return """
            <li><span class="what"><a href="/acts/\(act.name)">\(heading(of: act.kind, act.body, context))</a></span>\
            <small>\(act.name) · asked by p\(act.proposer) \(said(act.proposed, now: context.now))\(act.isOpen ? " · \(how)" as HTML : .none)</small>\
            <span class="side">\(mark(act.condition.meaning, act.condition.word))</span></li>
            """
    }
}
