import Ledger
import Rules

/// P-52: before Arbitrator and Case Manager sign a ruling, both see what it would permit: which kind, on what, by whom, how often,
/// until when; and what it would have permitted in the past year, found by asking the checks of each act at its own time.
enum RulingPreview {
    static func html(_ act: ActView, _ context: ViewContext) -> HTML {
        guard let ruling = context.authority.acts[place: act.place]?.act as? GiveRuling else { return .none }
        let foreseen = context.state.foreseen(ruling.directions, at: context.now)
        guard !foreseen.isEmpty else {
            return "<h2>What it would permit</h2><p>Nothing: it has no directions. \(context.clause("P-52"))</p>"
        }
        let rows = foreseen.map { one -> HTML in
            let way: HTML =
                one.kind == nil
                ? .none
                : one.opensWay
                    ? "<br><small>Other signatures than usual are then enough.</small>"
                    : "<br><small>It still needs all that the policy asks for it.</small>"
            let past: HTML =
                one.kind == nil
                ? .none
                : one.past.isEmpty
                    ? "<br><small>No such act was proposed in the past year.</small>"
                    : "<br><small>Acts of the past year that it would have covered: \(one.past.count).</small>"
            return "<li><span>\(words(one.direction))\(way)\(past)</span></li>"
        }
        let more: HTML =
            foreseen.contains { !$0.past.isEmpty }
            ? "<p class=\"buttons\"><a class=\"do second\" href=\"/acts/\(act.name)/permits\">What it would have permitted</a></p>"
            : .none
        return """
            <h2>What it would permit</h2><ul class="rows plainrows" id="permits">\(rows)</ul>\(more)
            <p class="quiet">From 24 hours after it is given, and nothing else. \(context.clause("P-52"))</p>
            """
    }

    /// A direction in words; what it names are links.
    private static func words(_ direction: Direction) -> HTML {
        guard let kind = direction.kind.flatMap({ Kind.named($0) }) else { return linked(direction.words) }
        return linked(direction.words.replacing(kind.name, with: "“\(kind.title)”", maxReplacements: 1))
    }

    /// As many acts as are looked at: each asks the ledger as it was then.
    private static let most = 40

    static func page(_ request: SiteRequest) async throws -> SiteResponse {
        let (act, context) = (try Find.act(request), request.context)
        guard let ruling = context.authority.acts[place: act.place]?.act as? GiveRuling else {
            return .see("/acts/\(act.name)")
        }
        var sections: [HTML] = []
        for one in context.state.foreseen(ruling.directions, at: context.now) where one.kind != nil {
            var rows: [HTML] = []
            for past in one.past.suffix(most) {
                let then = try await request.site.state(of: past.size, for: request.client)
                let verdict = then.verdict(on: past.place, under: one.direction) { [ledger = context.ledger] in
                    ledger.file(.enclosure($0))
                }
                rows.append(row(past.place, verdict, context))
            }
            let left = one.past.count - rows.count
            let older: HTML = left > 0 ? "<p class=\"quiet\">\(left) older ones are not shown.</p>" : .none
            let list: HTML =
                rows.isEmpty
                ? "<p class=\"none\">No such act was proposed in the past year.</p>"
                : "<ul class=\"rows\">\(rows.reversed())</ul>"
            sections.append("<h2>\(words(one.direction))</h2>\(list)\(older)")
        }
        let page = Page(
            menu: .acts, title: "What the ruling would have permitted", crumbs: [("Acts", "/acts")], here: act.name,
            body: """
                <h1>What the ruling would have permitted</h1>
                <p>Each act of the past year that the directions of \(idLink(act.name)) cover, judged with the ledger as it was when the act was last signed. \(context.clause("P-52"))</p>
                \(sections)
                <p class="quiet">What the server refused at the door stands in no ledger, and is not shown here.</p>
                """)
        return .html(frame(page, context))
    }

    private static func row(_ place: Int, _ verdict: PastVerdict, _ context: ViewContext) -> HTML {
        let view = context.world.actView(at: place, now: context.now)
        let title = view.map { heading(of: $0.kind, $0.body, context) } ?? "A-\(place)"
        let (says, tone): (HTML, HTML) =
            switch verdict {
            case .inEffect(let ruling):
                (
                    ruling.map { "It took effect under \(idLink("RUL-\($0)"))." } ?? "It took effect without a ruling.",
                    mark(.holds, "in effect")
                )
            case .permitted(let by):
                ("It would have taken effect by the signatures of \(people(by)).", mark(.due, "would be permitted"))
            case .lacked(let refusal):
                ("\(linked(refusal.what)) \(context.clause(refusal.clause))", mark(.idle, "still not"))
            }
        return
            "<li><span class=\"what\"><a href=\"/acts/A-\(place)\">\(title)</a></span><small>A-\(place) · \(says)</small><span class=\"side\">\(tone)</span></li>"
    }
}
