import Ledger
import Rules

/// The list of acts of both parts, newest first, filtered by what became of them.
enum ActsPage {
    static let perPage = 100
    /// How an act ended for good: listed in the order of the ends.
    private static let ends = ["in effect", "declined", "withdrawn", "defeated"]
    /// What a list of acts can be narrowed to.
    static let conditions = ["open"] + ends

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let wanted = conditions.first { $0 == request.query["state"] }
        let before = Int(request.query["before"]) ?? .max
        let (page, older) = list(wanted, before: before, context)
        let open = context.openActs.count
        let chips = Chips.html(
            [
                ("all", "/acts", wanted == nil, context.world.actCount()),
                ("open", "/acts?state=open", wanted == "open", open),
            ]
                + ends.map {
                    ($0, "/acts?state=\(encoded($0))", wanted == $0, context.world.actCount($0))
                }.filter { $0.3 > 0 })
        let list: HTML =
            page.isEmpty
            ? "<p class=\"none\">No acts yet. <a href=\"/propose\">Propose the first one.</a></p>"
            : Choosing.list(page.map { (row($0, context, mayChoose: Choosing.waits($0, context)), $0) }, context)
        let more: HTML? = older.map { place in
            "<p><a href=\"/acts?before=\(place)\(wanted.map { "&state=\(encoded($0))" } ?? "")\">Older acts</a></p>"
        }
        return .html(
            frame(
                Page(
                    menu: .acts, title: "Acts",
                    body: """
                        <h1>\(open == 0 ? "No act is open" : open == 1 ? "One act is open" : "\(counted(open)) acts are open")</h1>
                        <p class="quiet">An act is a permission. It takes effect when the last signature that its clause requires is there.</p>
                        \(chips)\(list)\(more)
                        """), context))
    }

    /// Acts before a place: all and the open ones newest first, the ended ones by their end.
    static func acts(_ wanted: String?, before: Int, limit: Int, _ context: ViewContext) -> [ActView] {
        switch wanted {
        case nil: context.world.actViews(at: context.now, before: before, limit: limit)
        case "open"?: Array(context.openActs.lazy.filter { $0.place < before }.prefix(limit))
        case let end?: context.world.endedActViews(end, at: context.now, before: before, limit: limit)
        }
    }

    /// A page of acts, and from where the next one goes on.
    private static func list(_ wanted: String?, before: Int, _ context: ViewContext) -> ([ActView], older: Int?) {
        let found = acts(wanted, before: before, limit: perPage + 1, context)
        let page = Array(found.prefix(perPage))
        guard found.count > perPage, let last = page.last else { return (page, nil) }
        if case .ended(let end) = last.condition, wanted != nil { return (page, end.place) }
        return (page, last.place)
    }

    /// An act as a row of a list.
    static func row(_ act: ActView, _ context: ViewContext, mayChoose: Bool = false) -> HTML {
        let missing = act.ways.map { $0.slots.map(\.missing).reduce(0, +) }.min() ?? 0
        let total = act.ways.map { $0.slots.map(\.count).reduce(0, +) }.min() ?? 0
        let how: HTML
        switch act.condition {
        case .open where act.motionRule != nil && act.motion == nil: how = "waits for a motion"
        case .open where missing > 0: how = "\(total - missing) of \(total) signed"
        case .open: how = "waits for votes"
        default: how = "\(act.name)"
        }
        return """
            <li><span class="what">\(mayChoose ? Choosing.box(act.name) : .none)<a href="/acts/\(act.name)">\(heading(of: act.kind, act.body, context))</a></span>\
            <small>\(act.name) · proposed by \(personLink(act.proposer)) \(said(act.proposed, now: context.now))\(act.isOpen ? " · \(how)" as HTML : .none)</small>\
            <span class="side">\(mark(act.condition.meaning, act.condition.word))</span></li>
            """
    }
}
