import Ledger
import Rules

/// The ledger, entry by entry, newest first.
enum LedgerPage {
    static let perPage = 50

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let size = context.log.size
        let end = min(max(1, Int(request.query["below"]) ?? size), size)
        let start = max(0, end - perPage)
        let voids = Dictionary(context.voids.map { ($0.place, $0) }) { first, _ in first }
        let rows = (start..<end).reversed().map { row($0, isVoid: voids[$0] != nil, context) }
        let older: HTML = start > 0 ? "<a href=\"/ledger?below=\(start)\">Older entries</a>" : .none
        let newer: HTML =
            end < size ? "<a href=\"/ledger?below=\(min(size, end + perPage))\">Newer entries</a>" : .none
        let sealed = context.sealed
        let body: HTML = """
            <h1>\(amount(size, "entry", "entries"))</h1>
            <p class="quiet">Entries are never changed or removed. Each head covers all entries before it.</p>
            <div class="two"><section>
            <table><thead><tr><th class="num">Entry<th>Statement<th>By<th class="minor">Recorded</tr></thead><tbody>\(rows)</tbody></table>
            <p class="buttons">\(newer) \(older)</p>
            </section><section>
            <h2>The head</h2><p class="words">\(wordGroups(Words.words12(context.head.root)))</p>
            <p class="small quiet">Root over \(amount(size, "entry", "entries")): <span class="mono hash">\(context.head.root.hex)</span></p>
            <h2>Signed checkpoint</h2><p class="small quiet">of \(amount(sealed.size, "entry", "entries"))</p><pre class="raw note" tabindex="0">\(String(decoding: context.published.checkpoint.note, as: UTF8.self))</pre>
            <p><a href="/ledger/consistency?first=\(size / 2)">Compare two heads</a></p>
            <p><a href="/journal">The journal: what machines report</a></p>
            <p><a href="/check">How to check all this</a></p>
            </section></div>
            """
        return .html(frame(Page(menu: .ledger, title: "Ledger", body: body), context))
    }

    private static func row(_ place: Int, isVoid: Bool, _ context: ViewContext) -> HTML {
        guard let row = context.log.rows.at(place) else { return .none }
        let what: HTML =
            row.hash == nil || isVoid
            ? mark(.broken, "void")
                + (row.kind.isEmpty ? .none : " <span class=\"mono small\">\(row.kind)</span>")
            : "\(EntryWords.title(row.kind)) <span class=\"mono small quiet\">\(row.kind)</span>"
        return """
            <tr><td class="num"><a href="\(Address.entry(place))">\(grouped(place))</a></td><td>\(what)</td>\
            <td class="id">\(row.hash == nil ? "–" : row.signer == 0 ? "p0" : personLink(row.signer))</td><td class="minor">\(said(row.recorded, now: context.now))</td></tr>
            """
    }
}
