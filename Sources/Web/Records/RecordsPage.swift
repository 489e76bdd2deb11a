import Ledger
import Rules

/// The list of records: what happened, as the people who did it signed it.
enum RecordsPage {
    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let all = reading.world.records.map { $0 }.reversed()
        let words = ["claimed", "complete", "late", "in breach"]
        let wanted = words.first { $0 == ask.query["state"] }
        let counts = Dictionary(grouping: all, by: \.word).mapValues(\.count)
        let rows = all.filter { wanted == nil || $0.word == wanted }.prefix(300).map { row($0, reading) }
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
                        """), reading))
    }

    static func row(_ record: OpenRecord, _ reading: Reading) -> HTML {
        let by: HTML = "by p\(record.performer)\(observer(record))"
        return """
            <li><span class="what"><a href="/records/\(record.name)">\(heading(of: record.kind, record.kind.body(of: record.record), reading))</a></span>\
            <small>\(record.name) · \(by) · happened \(said(record.happened, now: reading.now))</small>\
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
