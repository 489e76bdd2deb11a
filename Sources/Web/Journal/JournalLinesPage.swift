import Ledger
import Rules
import Store

/// The lines of the journal, for whom the policy lets read them; each look is a line itself, written first (SP-4.2.2a).
///
/// People stand in it as ids: a name would be another reading of somebody else, which nobody asked for.
enum JournalLinesPage {
    static let perPage = 50

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let reader = try reader(request)
        let sort = JournalLine.Sort(rawValue: request.query["class"])
        let person = try person(request.query["person"])
        var query = JournalQuery(sort: sort, person: person, limit: perPage)
        query.before = Int(request.query["below"]).flatMap { $0 > 0 ? $0 : nil }
        guard let read = request.context.ledger.lines(query, for: reader) else { throw failed }
        // Made once for one reading: made again by itself, it would fill the journal with readings of nobody.
        return .html(frame(page(read, sort, person, request.context), request.context), caching: .never)
    }

    /// Who asks, if the policy lets them read lines.
    static func reader(_ request: SiteRequest) throws -> Int {
        guard let reader = request.visitor.person else { throw Problem.signIn(request.path) }
        let authority = request.context.authority
        guard authority.journalRight(of: reader, at: request.now) != nil else {
            throw Problem(
                status: 403, what: "p\(reader) may not read the lines of the journal.",
                remedy:
                    "\(audience(request.context)) \(request.context.clause("SP-4.2.2a")) What concerns you: <a href=\"/people/p\(reader)/stored\">who read what is stored about you</a>, <a href=\"/sessions\">your sessions</a>."
            )
        }
        return reader
    }

    /// For whom the lines are, by the policy in force.
    static func audience(_ context: ViewContext) -> HTML {
        let policy = context.authority.policy
        guard let exception = policy?.journal, let audience = policy?.audiences[exception.audience] else {
            return "This policy allows nobody to read them."
        }
        return
            "Only \(shown(audience.title)) may read them, under the exception <a href=\"/policy#exceptions\">\(shown(exception.id))</a>."
    }

    static let failed = Problem(
        status: 503, what: "The journal cannot be read at the moment.",
        remedy: "Every reading must be logged first, so nothing is shown. Try again.")

    /// The person whose lines are asked for; nil: everybody's.
    static func person(_ text: String) throws -> Int? {
        guard !text.isEmpty else { return nil }
        guard let id = ItemID(text), id.prefix == Person.prefix else {
            throw Problem.bad(
                "“\(text.prefix(40))” is not the id of a person.", "A person is written <code>p17</code>.")
        }
        return id.number
    }

    private static func page(_ read: ReadLines, _ sort: JournalLine.Sort?, _ person: Int?, _ context: ViewContext)
        -> Page
    {
        let of = person.map { "&person=p\($0)" } ?? ""
        func path(_ sort: JournalLine.Sort?) -> String {
            let parts = [sort.map { "class=\($0.rawValue)" }, person.map { "person=p\($0)" }].compactMap { $0 }
            return "/journal/lines" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
        }
        let all = read.counts.values.reduce(0, +)
        let chips = Chips.html(
            [("all", path(nil), sort == nil, all)]
                + JournalLine.Sort.allCases.filter { read.counts[$0.rawValue] != nil || $0 == sort }.map {
                    ($0.rawValue, path($0), sort == $0, read.counts[$0.rawValue] ?? 0)
                })
        let rows = read.lines.map { row($0, context) }
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"none\">No lines.</p>"
            : "<table><thead><tr><th scope=\"col\" class=\"num\">Line<th scope=\"col\">What<th scope=\"col\">Class<th scope=\"col\" class=\"minor\">Sealed in</tr></thead><tbody>\(rows)</tbody></table>"
        let last = read.lines.last?.number ?? 0
        let older: HTML =
            read.lines.count == perPage && last > 0
            ? "<p class=\"buttons\"><a href=\"/journal/lines?below=\(last)\(sort.map { "&class=\($0.rawValue)" } ?? "")\(of)\">Older lines</a></p>"
            : .none
        let heading = amount(sort.map { read.counts[$0.rawValue] ?? 0 } ?? all, "line") + " of the journal"
        let body: HTML = """
            <h1>\(heading)\(person.map { ", by p\($0)" } ?? "")</h1>
            <p class="quiet">What this server saw. Your reading of these lines is logged too. \(context.clause("SP-4.2.2a"))</p>
            <form action="/journal/lines" class="sizes"><span class="field"><label for="person">Who did it</label><input type="text" id="person" name="person" value="\(person.map { "p\($0)" } ?? "")" placeholder="p17" autocomplete="off"></span>\
            \(sort.map { "<input type=\"hidden\" name=\"class\" value=\"\($0.rawValue)\">" as HTML })<button class="do second" type="submit">Show only these</button></form>
            \(chips)\(list)\(older)
            """
        return Page(
            menu: .journal, title: "Lines of the journal", crumbs: [("Journal", "/journal")],
            here: "lines", body: body, isLive: false)
    }

    private static func row(_ kept: StoredLine, _ context: ViewContext) -> HTML {
        let segment = context.ledger.journal.published.segment(of: kept.number)
        let place: HTML =
            segment.map {
                "segment \(grouped($0.place)), \(grouped(kept.number - $0.lines.lowerBound + 1)) of \(grouped($0.lines.count))"
            } ?? "<span class=\"quiet\">not yet</span>"
        let words = JournalWords(kept, context)
        return """
            <tr><td class="num"><a href="/journal/lines/\(kept.number)">\(grouped(kept.number))</a></td>\
            <td>\(words.says)<br><small>\(said(kept.at, now: context.now))\(words.rest.isEmpty ? .none : " · \(words.rest)" as HTML)</small></td>\
            <td class="id small">\(kept.sort)</td><td class="minor small">\(place)</td></tr>
            """
    }
}
