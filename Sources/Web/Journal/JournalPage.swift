import Ledger
import Rules
import Store

/// The journal as everybody may see it: which machine said how much and when, signed by it. What the lines say is for those
/// whom the policy lets read, and is on no page for everybody (P-70).
enum JournalPage {
    static let perPage = 50

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let journal = context.ledger.journal.published
        let size = journal.segments.count
        let end = min(max(0, Int(request.query["below"]) ?? size), size)
        let start = max(0, end - perPage)
        let rows = (start..<end).reversed().map { row(journal.segments[$0], context) }
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"none\">No segments yet.</p>"
            : "<table><thead><tr><th scope=\"col\" class=\"num\">Entry<th scope=\"col\">Machine<th scope=\"col\">Lines<th scope=\"col\" class=\"minor\">Digest</tr></thead><tbody>\(rows)</tbody></table>"
        let older: HTML =
            start > 0 ? "<p class=\"buttons\"><a href=\"/journal?below=\(start)\">Older segments</a></p>" : .none
        let head = journal.checkpoint.head
        let body: HTML = """
            <h1>\(amount(size, "segment")) of the journal</h1>
            <p class="quiet">What machines report: sign-ins, refusals, readings of restricted content. Each segment is signed by its machine and kept in a separate log.
            No rule about who may do what depends on it. \(context.clause("P-70"))</p>
            \(lines(context))
            <div class="two"><section>\(list)\(older)</section><section>
            <h2>Head of the journal</h2><p class="words">\(wordGroups(Words.words12(head.root)))</p>
            <p class="small quiet">Root over \(amount(head.size, "segment")): <span class="mono hash">\(head.root.hex)</span></p>
            <h2>Signed checkpoint</h2><pre class="raw note" tabindex="0">\(String(decoding: journal.checkpoint.note, as: UTF8.self))</pre>
            </section></div>
            """
        return .html(
            frame(
                Page(menu: .journal, title: "Journal", body: body),
                context))
    }

    /// How many lines a segment seals; for who may read them, the way there.
    private static func count(_ standing: StandingSegment, _ context: ViewContext) -> HTML {
        let text = amount(standing.segment.count, "line")
        guard let reader = context.visitor.person, context.authority.journalRight(of: reader, at: context.now) != nil
        else { return "\(text)" }
        return "<a href=\"/journal/lines?below=\(standing.lines.upperBound)\">\(text)</a>"
    }

    /// The way to the lines, for who may read them; for others who that is.
    private static func lines(_ context: ViewContext) -> HTML {
        let may = context.visitor.person.map { context.authority.journalRight(of: $0, at: context.now) != nil } ?? false
        return may
            ? "<p><a href=\"/journal/lines\">Read its lines</a> <span class=\"quiet\">· every reading is logged</span></p>"
            : "<p class=\"small quiet\">Its lines are not public. \(JournalLinesPage.audience(context)) \(context.clause("SP-4.2.2a"))</p>"
    }

    private static func row(_ standing: StandingSegment, _ context: ViewContext) -> HTML {
        let segment = standing.segment
        let said: HTML =
            if let first = segment.first, let last = segment.last {
                "\(count(standing, context)), \(Web.said(first, now: context.now)) to \(Web.said(last, now: context.now))"
            } else { "nothing" }
        return """
            <tr><td class="num">\(grouped(standing.place))</td><td class="id">\(standing.entry.statement.signer.text) <span class="quiet">no. \(segment.number)</span></td>\
            <td>\(said)<br><small>closed \(Web.said(standing.entry.recorded, now: context.now))</small></td>\
            <td class="minor mono small id" title="\(segment.digest.hex)">\(String(segment.digest.hex.prefix(12)))…</td></tr>
            """
    }
}
