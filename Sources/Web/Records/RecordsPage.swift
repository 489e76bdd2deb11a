import Ledger
import Rules

/// The list of records: what happened, as the people who did it signed it.
enum RecordsPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let words = ["claimed", "complete", "late", "in breach", "reversed", "answered false"]
        let wanted = words.first { $0 == request.query["state"] }
        let before = Int(request.query["before"]) ?? .max
        let found = context.world.records(wanted, before: before, limit: ActsPage.perPage + 1)
        let page = found.prefix(ActsPage.perPage)
        let rows = page.map { row($0, context) }
        let more: HTML? =
            found.count > page.count
            ? page.last.map {
                "<p><a href=\"/records?before=\($0.place)\(wanted.map { "&state=\(encoded($0))" } ?? "")\">Older records</a></p>"
            } : nil
        let chips = Chips.html(
            [("all", "/records", wanted == nil, context.world.records.count)]
                + words.map {
                    ($0, "/records?state=\(encoded($0))", wanted == $0, context.world.recordCount($0))
                }.filter { $0.3 > 0 })
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"none\">Nothing has been recorded yet. <a href=\"/propose#records\">Record what was done.</a></p>"
            : "<ul class=\"rows\">\(rows)</ul>"
        let claimed = context.world.recordCount("claimed")
        return .html(
            frame(
                Page(
                    menu: .records, title: "Records",
                    body: """
                        <h1>\(claimed == 0 ? "No record waits to be confirmed" : claimed == 1 ? "One record waits to be confirmed" : "\(counted(claimed)) records wait to be confirmed")</h1>
                        <p class="quiet">A record says what happened. A record that breaks a rule is not refused: it is kept and marked “in breach”.</p>
                        \(chips)\(list)\(more)
                        """), context))
    }

    static func row(_ record: OpenRecord, _ context: ViewContext) -> HTML {
        let by: HTML = "by \(personLink(record.performer))\(parties(record))"
        return """
            <li><span class="what"><a href="/records/\(record.name)">\(heading(of: record.kind, record.kind.body(of: record.record), context))</a></span>\
            <small>\(record.name) · \(by) · happened \(said(record.happened, now: context.now))</small>\
            <span class="side">\(context.mark(record))</span></li>
            """
    }

    private static func parties(_ record: OpenRecord) -> HTML {
        guard !record.parties.isEmpty else { return record.kind.roles.isEmpty ? .none : ", alone" }
        let waits = record.waitsFor.map(\.person)
        return waits.isEmpty ? ", with \(people(record.parties.map(\.person)))" : ", waits for \(people(waits))"
    }
}
