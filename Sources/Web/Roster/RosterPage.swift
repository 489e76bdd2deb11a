import Ledger
import Rules

/// SP-9.1.2a, SP-1.2c: for each kind of act, on which of the coming days different people could sign it, and without whom nobody could.
/// Slots are filled with people, never counted: two slots that ask for the same two need both of them.
enum RosterPage {
    /// Today and a week ahead.
    static let days = 8

    static func answer(_ request: SiteRequest) -> SiteResponse {
        let context = request.context
        let lines = context.roster
        let short = lines.filter(\.isShort), thin = lines.filter { !$0.isShort && $0.isThin }
        let good = lines.filter { !$0.isShort && !$0.isThin }
        let body: HTML = """
            <h1>Roster</h1>
            <p>Who could sign what, today and in the week ahead, with those who are in office and not away. \(context.clause("SP-9.1.2a")) \(context.clause("SP-1.2c"))</p>
            \(away(context))
            <h2 id="short">Nobody could, on some day</h2>\(table(short, context, none: "None: each act can be signed on each day."))
            <h2 id="thin">One more who is away, and nobody could</h2>\(table(thin, context, none: "None: of each act somebody can be missing."))
            <h2 id="good">Somebody can be missing</h2>
            <details class="fold"><summary>\(amount(good.count, "kind of act", "kinds of acts"))</summary><div>\(table(good, context, none: "None."))</div></details>
            <p class="quiet">For an act about a person it says who could sign for somebody else. A stop needs one person, and is left out.</p>
            """
        return .html(
            frame(
                Page(menu: .roster, title: "Roster", crumbs: [("People", "/people")], here: "Roster", body: body),
                context))
    }

    /// Who is away in these days, and until when.
    private static func away(_ context: ViewContext) -> HTML {
        let today = CalendarDay(of: context.now)
        let last = today.later(by: days - 1)
        let rows = context.world.away(between: today, and: last).map {
            "<li><span>\(personLink($0.person.number))</span><span>\($0.from.text) to \($0.until.text)</span></li>"
                as HTML
        }
        let enter: HTML = "<a href=\"/propose/\(World.sayingAway)\">Enter an absence</a>"
        return rows.isEmpty
            ? "<p>Nobody has said that they are away. \(enter)</p>"
            : "<h2>Away</h2><ul class=\"rows plainrows\">\(rows)</ul><p>\(enter)</p>"
    }

    private static func table(_ lines: [RosterLine], _ context: ViewContext, none: HTML) -> HTML {
        guard !lines.isEmpty else { return "<p class=\"none\">\(none)</p>" }
        let rows = lines.map { line -> HTML in
            let group: HTML = line.group.map { " · \(context.title(of: $0))" } ?? .none
            return
                "<li><span class=\"what\"><a href=\"/kinds/\(line.kind.name)\">\(line.kind.title)</a>\(group)</span><small>\(words(line))</small><span class=\"side\">\(RosterStrip.html(line))</span></li>"
        }
        return "<ul class=\"rows\">\(rows)</ul>"
    }

    /// Days that are alike, in one piece.
    private static func words(_ line: RosterLine) -> HTML {
        var spans: [(first: RosterDay, last: RosterDay)] = []
        for day in line.days {
            if let open = spans.last, open.first.needed == day.needed {
                spans[spans.count - 1].last = day
            } else {
                spans.append((day, day))
            }
        }
        let parts = spans.map { span -> HTML in
            let when: HTML =
                spans.count == 1
                ? .none
                : span.first.day == span.last.day
                    ? " on \(span.first.day.text)" : " from \(span.first.day.text) to \(span.last.day.text)"
            guard let needed = span.first.needed else { return "nobody\(when)" }
            guard !needed.isEmpty else { return "somebody can be missing\(when)" }
            return "only with \(people(needed))\(when)"
        }
        return HTML(parts, between: "; ")
    }
}
