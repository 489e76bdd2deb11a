import Ledger
import Rules
import Store

/// What waits, and for whom: for the person who is signed in, else for everybody.
enum HomePage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        guard let founding = context.authority.founding else { return .html(frame(unfounded, context)) }
        guard founding.isAccepted else { return .html(frame(FoundingPage.page(founding, context), context)) }
        if case .person(let person, let session) = request.visitor {
            let visitors = request.entrance.visitors
            let own = OwnHome(
                person: person, since: LastVisit.since(session, context, visitors),
                present: ((try? visitors.present(at: request.now)) ?? []).filter { $0 != person }, context: context)
            return .html(frame(Page(menu: .home, title: "Home", body: own.body), context))
        }
        let open = context.openActs
        let motions = context.openMotions
        let records = context.world.claimedRecords + context.world.lateRecords
        let rows =
            open.filter { act in !motions.contains { $0.motion.place == act.motion } }.map { actRow($0, context) }
            + motions.map { motionRow($0, context) } + records.map { recordRow($0, context) }
        let waiting = rows.enumerated().map { $1.html(isFirst: $0 == 0) }
        let heading = waitingHeading(waiting.count, waiting.isEmpty ? "anybody" : "somebody")
        let list: HTML =
            waiting.isEmpty
            ? "<p class=\"none\">Every act has what it needs, and every record is confirmed. <a href=\"/propose\">Propose something.</a></p>"
            : "<ul class=\"rows\">\(Array(waiting.prefix(20)))</ul>"
        let recent = context.world.endedActViews(at: context.now, limit: 7).map { ActsPage.row($0, context) }
        let body: HTML = """
            <h1>\(heading)</h1>
            \(list)
            <p class="quiet">Reading is open. <a href="/sign-in">Sign in</a> to see what waits for you.</p>
            <div class="two"><section>
            <h2>What was decided last</h2>\(recent.isEmpty ? "<p class=\"none\">Nothing yet.</p>" : "<ul class=\"rows\">\(recent)</ul>" as HTML)
            <h2>Findings</h2>\(found(context))
            </section><section>
            <h2>Who can be the second person now</h2>\(Reach.html(context))
            <h2>What waits for each person</h2>
            <form action="/people" class="inline">\(personLinks(context))</form>
            </section></div>
            """
        return .html(frame(Page(menu: .home, title: "Home", body: body), context))
    }

    private static func actRow(_ act: ActView, _ context: ViewContext) -> Waiting {
        let slots = act.ways.flatMap(\.slots).filter { $0.missing > 0 }
        let candidates = Array(Set(slots.flatMap(\.candidates))).sorted()
        let what: HTML
        if let rule = act.motionRule, slots.isEmpty || candidates.isEmpty {
            what = "waits for a motion of \(context.title(of: rule.body))"
        } else if slots.contains(where: \.isHolder) {
            what =
                "waits for the holder of the new key\(candidates.isEmpty ? .none : ", and for \(who(candidates))" as HTML)"
        } else if candidates.isEmpty {
            what = mark(.broken, "nobody could sign it now")
        } else {
            what = "waits for \(who(candidates))"
        }
        return Waiting(
            path: "/acts/\(act.name)", title: heading(of: act.kind, act.body, context),
            small: "\(personLink(act.proposer)) asked \(said(act.proposed, now: context.now)) · \(what)",
            button: "Read and sign")
    }

    private static func who(_ candidates: [Int]) -> HTML {
        candidates.count > 5 ? "one of \(candidates.count) people" : people(candidates, "or")
    }

    private static func motionRow(_ view: MotionView, _ context: ViewContext) -> Waiting {
        let who: HTML =
            view.waiting.isEmpty
            ? (view.mayClose ? "two members can close it" : "waits") : "waits for \(people(view.waiting))"
        return Waiting(
            path: "/motions/\(view.motion.name)", title: "Vote on “\(MotionWords.title(view, context))”",
            small: "\(MotionWords.tally(view)) · \(who)",
            button: view.waiting.isEmpty && view.mayClose ? "Read and close" : "Read and vote")
    }

    private static func recordRow(_ record: OpenRecord, _ context: ViewContext) -> Waiting {
        let who: HTML =
            if record.complete != nil { "entered late: somebody in office who took no part must attest it" } else {
                record.waitsFor.isEmpty
                    ? "performed by \(personLink(record.performer))"
                    : "performed by \(personLink(record.performer)) · waits for \(people(record.waitsFor.map(\.person)))"
            }
        return Waiting(
            path: "/records/\(record.name)",
            title: heading(of: record.kind, record.kind.body(of: record.record), context), small: who,
            button: record.complete == nil ? "Read and confirm" : "Read and attest")
    }

    /// The first findings, with the way to all.
    static func found(_ context: ViewContext) -> HTML {
        let findings = context.findings.filter { $0.answered == nil }
        guard !findings.isEmpty else { return "<p class=\"none\">Nothing.</p>" }
        let all: HTML =
            findings.count > 5 ? "<p><a href=\"/findings\">All \(findings.count) findings</a></p>" : .none
        return "<ul class=\"rows\">\(findings.prefix(5).map { FindingsPage.row($0, context) })</ul>\(all)"
    }

    private static func personLinks(_ context: ViewContext) -> HTML {
        let links = context.authority.people.map {
            personLink($0.number)
        }
        return "<p>\(HTML(links.prefix(60), between: " "))</p>"
    }

    private static let unfounded = Page(
        menu: .home, title: "Not founded",
        body: """
            <h1>This ledger is not founded yet</h1>
            <p>Its first entry is missing. On the server: <code>foureyes-server init</code> writes the founding’s statement, p1 signs it, and
            <code>foureyes-server init --signature</code> enters it.</p>
            """)
}
