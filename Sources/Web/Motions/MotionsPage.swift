import Ledger
import Rules

/// The list of motions.
enum MotionsPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let open = context.openMotions.count
        let before = Int(request.query["before"]) ?? .max
        let views = context.state.motionViews(at: request.now, before: before, limit: ActsPage.perPage + 1)
        let page = views.prefix(ActsPage.perPage)
        let rows = page.map { row($0, context) }
        let more: HTML? =
            views.count > page.count
            ? page.last.map { "<p><a href=\"/motions?before=\($0.motion.place)\">Older motions</a></p>" } : nil
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"none\">No motions yet. Open one from the page of an act that needs it.</p>"
            : "<ul class=\"rows\">\(rows)</ul>"
        return .html(
            frame(
                Page(
                    menu: .motions, title: "Motions",
                    body: """
                        <h1>\(open == 0 ? "No motion is open" : open == 1 ? "One motion is open" : "\(counted(open)) motions are open")</h1>
                        <p class="quiet">The members of a body vote by name. A member with a conflict of interest cannot vote, and counts as a member who did not vote yes.</p>
                        \(list)\(more)
                        <p class="buttons"><a class="do second" href="/propose/question">Put a question to a body</a></p>
                        """), context))
    }

    static func row(_ view: MotionView, _ context: ViewContext) -> HTML {
        """
        <li><span class="what"><a href="/motions/\(view.motion.name)">\(MotionWords.title(view, context))</a></span>\
        <small>\(view.motion.name) · \(context.title(of: view.motion.body)) · opened \(said(view.motion.opened, now: context.now)) · \(MotionWords.tally(view))</small>\
        <span class="side">\(MotionWords.mark(view))</span></li>
        """
    }
}
