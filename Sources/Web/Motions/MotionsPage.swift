import Ledger
import Rules

/// The list of motions.
enum MotionsPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let views = context.motions
        let open = views.filter(\.isOpen).count
        let rows = views.prefix(300).map { row($0, context) }
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"none\">There has been no motion. One is opened from the page of the act that needs it.</p>"
            : "<ul class=\"rows\">\(rows)</ul>"
        return .html(
            frame(
                Page(
                    room: .motions, title: "Motions",
                    body: """
                        <h1>\(open == 0 ? "No motion is open" : open == 1 ? "One motion is open" : "\(counted(open)) motions are open")</h1>
                        <p class="quiet">A body decides by votes with names. Conflicts count as seated and never as yes.</p>
                        \(list)
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
