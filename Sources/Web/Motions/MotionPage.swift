import Ledger
import Rules

/// SP-9.1.5b: one motion: votes by name, each with its signed entry, tally, who waits, who may not vote, when it may be closed,
/// and what was said about it.
enum MotionPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let view = try Find.motion(request)
        let context = request.context
        let motion = view.motion
        let entry = context.entry(at: motion.place)
        let title = MotionWords.title(view, context)
        let about: HTML =
            motion.act.map {
                "<p>About \(idLink("A-\($0)")): \(context.quiet(ItemID(prefix: "A", number: $0)) ?? "an act"). <a href=\"/acts/A-\($0)\">Read the act</a></p>"
            } ?? .none
        let body: HTML = """
            <h1>\(title)</h1>
            <p>\(MotionWords.mark(view)) <span class="quiet">· \(motion.name) of \(context.title(of: motion.body)) · \(MotionWords.tally(view))</span></p>
            \(Banner.entered(Int(request.query["entered"]), context))
            <div class="two"><section>
            \(about)\(MotionVotes.bar(view))\(MotionVotes.cards(view, context))\(VoteForm.html(view, context))\(buttons(view, context))\(Thread(about: QuestionSubject(motion), context: context).html)
            \(entry.map { "<h2>The motion as it was signed</h2>\(Paper($0, context).html)" as HTML })
            </section><section>
            <h2>What it needs</h2><ul class="rows plainrows">
            <li><span>Yes votes, of \(view.seats) seated</span><span>\(met(view.tally.yes >= view.floor, "\(view.tally.yes) of \(view.floor)"))</span></li>
            <li><span>More yes than no</span><span>\(met(view.tally.yes > view.tally.no, view.tally.yes > view.tally.no ? "yes" : "not yet"))</span></li>
            <li><span>At least two yes votes signed on people’s own machines</span><span>\(met(motion.votes.filter { $0.choice == .yes && $0.local }.count >= 2, "\(motion.votes.filter { $0.choice == .yes && $0.local }.count)"))</span></li>
            </ul>
            <h2>When it can be closed</h2>\(closing(view, context))
            <h2>Who can still vote</h2><p>\(waiting(view))</p>
            \(view.abstaining.isEmpty ? .none : "<p>\(people(view.abstaining)) \(view.abstaining.count == 1 ? "is" : "are") active in this area: whatever they vote counts as an abstention. \(context.clause("SP-9.1.5b"))</p>" as HTML)
            \(view.barred.isEmpty ? .none : "<p>\(people(view.barred)) \(view.barred.count == 1 ? "counts" : "count") as a member but cannot vote: named in the act, or with a conflict of interest.</p>" as HTML)
            </section></div>
            """
        return .html(
            frame(
                Page(
                    menu: .motions, title: title, crumbs: [("Motions", "/motions")], here: motion.name,
                    body: body), context))
    }

    private static func waiting(_ view: MotionView) -> HTML {
        guard view.isOpen else { return "Nobody: the motion has ended." }
        if view.waiting.isEmpty { return "Nobody: everybody who may vote has voted." }
        return "\(people(view.waiting)) \(view.waiting.count == 1 ? "has" : "have") not voted yet."
    }

    private static func met(_ isMet: Bool, _ text: String) -> HTML { mark(isMet ? .holds : .open, text) }

    private static func buttons(_ view: MotionView, _ context: ViewContext) -> HTML {
        guard view.isOpen else { return .none }
        let name = view.motion.name
        if let person = context.visitor.person,
            view.barred.contains(person)
                || context.authority.membership(of: person, in: view.motion.body, at: context.now) == nil
        {
            return "<p class=\"none\">You cannot vote here.</p>"
        }
        let close: HTML =
            view.mayClose
            ? "<a class=\"do\(view.waiting.isEmpty ? "" : " second")\" href=\"/motions/\(name)/close\">Close the motion</a>"
            : .none
        let command =
            view.waiting.isEmpty && view.mayClose ? "foureyes close \(name)" : "foureyes vote \(name) yes"
        return "<p class=\"buttons\">\(close)</p><code class=\"shell\">\(command)</code>"
    }

    private static func closing(_ view: MotionView, _ context: ViewContext) -> HTML {
        let motion = view.motion
        if !view.isOpen { return "<p>It is \(view.condition).</p>" }
        if let first = motion.firstClosed {
            guard first.tally == view.tally else {
                return
                    "<p>\(mark(.due, "closed first with another tally")) \(personLink(first.person)) closed it first (\(entryLink(first.place))), but the tally has changed since. Two members must close it again.</p>"
            }
            return
                "<p>\(personLink(first.person)) closed it first (\(entryLink(first.place))). Another member must close it with the same tally, on their own machine.</p>"
        }
        if view.mayClose {
            return
                "<p>Now. Two members close it, one after the other, each on their own machine, and both state the tally.</p>"
        }
        let away: HTML =
            view.absent.isEmpty ? .none : " Stopped or away, and not voted: \(people(view.absent))."
        return
            "<p>When all members have voted, or 72 hours after it was opened: \(said(motion.opened.adding(72 * 3600), now: context.now)).\(away)</p>"
    }
}
