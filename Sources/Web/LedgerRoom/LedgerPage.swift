import Ledger
import Rules

/// The ledger, entry by entry, newest first.
enum LedgerPage {
    static let perPage = 50

    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let size = reading.log.size
        let end = min(max(1, Int(ask.query["below"]) ?? size), size)
        let start = max(0, end - perPage)
        let voids = Dictionary(reading.published.voids.map { ($0.place, $0) }) { first, _ in first }
        let rows = (start..<end).reversed().map { row($0, isVoid: voids[$0] != nil, reading) }
        let older: HTML = start > 0 ? "<a href=\"/ledger?below=\(start)\">Older entries</a>" : .none
        let newer: HTML =
            end < size ? "<a href=\"/ledger?below=\(min(size, end + perPage))\">Newer entries</a>" : .none
        let sealed = reading.published.sealed
        let body: HTML = """
            <h1>\(amount(size, "entry", "entries"))</h1>
            <p class="quiet">Nothing is ever changed or taken out: each head vouches for all before it.</p>
            <div class="two"><section>
            <table><thead><tr><th class="num">Entry<th>What was said<th>By<th class="minor">Recorded</tr></thead><tbody>\(rows)</tbody></table>
            <p class="buttons">\(newer) \(older)</p>
            </section><section>
            <h2>The head</h2><p class="words">\(wordGroups(Words.words12(reading.head.root)))</p>
            <p class="small quiet">Root over \(amount(size, "entry", "entries")): <span class="mono hash">\(reading.head.root.hex)</span></p>
            <h2>Signed checkpoint</h2><p class="small quiet">of \(amount(sealed.size, "entry", "entries"))</p><pre class="raw note" tabindex="0">\(String(decoding: reading.published.checkpoint, as: UTF8.self))</pre>
            <p><a href="/ledger/consistency?first=\(size / 2)">Two heads, and the proof that one continues the other</a></p>
            <p><a href="/journal">The journal: what machines say</a></p>
            <p><a href="/check">How to check all this</a></p>
            </section></div>
            """
        return .html(frame(Page(room: .ledger, title: "Ledger", body: body), reading))
    }

    private static func row(_ place: Int, isVoid: Bool, _ reading: Reading) -> HTML {
        guard let row = reading.log.rows.at(place) else { return .none }
        let what: HTML =
            row.hash == nil || isVoid
            ? mark(.broken, "void")
                + (row.kind.isEmpty ? .none : " <span class=\"mono small\">\(row.kind)</span>")
            : "\(EntryWords.title(row.kind)) <span class=\"mono small quiet\">\(row.kind)</span>"
        return """
            <tr><td class="num"><a href="\(Address.entry(place))">\(grouped(place))</a></td><td>\(what)</td>\
            <td class="id">\(row.hash == nil ? "–" : row.signer == 0 ? "p0" : personLink(row.signer))</td><td class="minor">\(said(row.recorded, now: reading.now))</td></tr>
            """
    }
}
