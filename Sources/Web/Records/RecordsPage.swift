import Ledger
import Rules

/// The list of records: what happened, as the people who did it signed it.
enum RecordsPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let all = context.world.records.map { $0 }.reversed()
        let words = ["claimed", "complete", "late", "in breach"]
        let wanted = words.first { $0 == request.query["state"] }
        let counts = Dictionary(grouping: all, by: \.word).mapValues(\.count)
        let rows = all.filter { wanted == nil || $0.word == wanted }.prefix(300).map { row($0, context) }
        let chips = Chips.html(
            [("all", "/records", wanted == nil, all.count)]
                + words.filter { counts[$0] != nil }.map {
                    ($0, "/records?state=\(encoded($0))", wanted == $0, counts[$0] ?? 0)
                })
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"none\">Nothing has been recorded yet. <a href=\"/propose#records\">Record what was done.</a></p>"
            : "<ul class=\"rows\">\(rows)</ul>"
        let claimed = counts["claimed"] ?? 0
        return .html(
            frame(
                Page(
                    room: .records, title: "Records",
                    body: """
                        <h1>\(claimed == 0 ? "No record waits for its observer" : claimed == 1 ? "One record waits for its observer" : "\(counted(claimed)) records wait for their observers")</h1>
                        <p class="quiet">A record says what happened. It is never refused for being unwelcome: what breaks a rule is kept, in breach.</p>
                        \(chips)\(list)
                        """), context))
    }

    static func row(_ record: OpenRecord, _ context: ViewContext) -> HTML {
        let by: HTML = "by p\(record.performer)\(observer(record))"
        return """
            <li><span class="what"><a href="/records/\(record.name)">\(heading(of: record.kind, record.kind.body(of: record.record), context))</a></span>\
            <small>\(record.name) · \(by) · happened \(said(record.happened, now: context.now))</small>\
            <span class="side">\(mark(record.meaning, record.word))</span></li>
            """
    }

    private static func observer(_ record: OpenRecord) -> String {
        switch record.observer {
        case .person(let number):
            record.observed == nil ? ", waits for p\(number)" : ", observed by p\(number)"
        case .none: ", nobody observed"
        }
    }
}
