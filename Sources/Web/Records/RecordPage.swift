import Ledger
import Rules

/// One record: what was done, who says so, what it breaks.
enum RecordPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let record = try Find.record(request)
        let title = heading(of: record.kind, record.kind.body(of: record.record), context)
        let paper =
            context.entry(at: record.place).map { Paper($0, context).html }
            ?? "<p class=\"none\">Its entry cannot be read here.</p>"
        let body: HTML = """
            <h1>\(title)</h1>
            <p>\(context.mark(record)) <span class="quiet">· \(record.name) · happened \(said(record.happened, now: context.now)) · \(context.clauses(context.authority.policy?.records[record.kind.name]?.clauses ?? record.kind.clauses))</span></p>
            \(Banner.entered(Int(request.query["entered"]), context))
            <div class="two"><section>\(paper)
            \(cards(record, context))
            \(buttons(record))\(Thread(about: QuestionSubject(record), context: context).html)\(Notes(about: NoteSubject(record, context), context: context).html)</section><section>
            \(breaches(record, context))\(lateness(record, context))<h2>History</h2>\(history(record, context))\(PresenceList(record: record, context: context).html)
            </section></div>
            """
        return .html(
            frame(
                Page(
                    menu: .records, title: title, crumbs: [("Records", "/records")], here: record.name,
                    body: body), context))
    }

    /// Who performed it, and the other parties.
    static func cards(_ record: OpenRecord, _ context: ViewContext) -> HTML {
        "<ul class=\"slots\">\(card(record.performer, "performed and signed", at: record.place, context))\(parties(record, context))</ul>"
    }

    private static func card(_ person: Int, _ what: String, at place: Int, _ context: ViewContext) -> HTML {
        let time = context.log.rows.at(place).map { said($0.recorded, now: context.now) }
        return
            "<li><span class=\"ring\" aria-hidden=\"true\">p\(person)</span><span>\(personLink(person))<small>\(what) \(time) · \(entryLink(place))</small></span></li>"
    }

    private static func parties(_ record: OpenRecord, _ context: ViewContext) -> HTML {
        guard !record.parties.isEmpty else {
            guard record.kind.roles.contains(where: { $0.count.lowerBound > 0 }) else { return .none }
            return
                "<li class=\"empty\"><span class=\"ring\" aria-hidden=\"true\">–</span><span>Nobody else took part<small>according to the performer</small></span></li>"
        }
        return HTML(record.parties.map { party($0, record, context) })
    }

    private static func party(_ party: OpenRecord.Party, _ record: OpenRecord, _ context: ViewContext) -> HTML {
        if let signed = party.signed { return card(party.person, "\(party.role), signed", at: signed, context) }
        if let objected = party.objected {
            return card(party.person, "\(party.role), objected", at: objected, context)
        }
        let what = record.complete == nil ? "has not signed yet" : "did not sign"
        return
            "<li class=\"empty\"><span class=\"ring\" aria-hidden=\"true\">p\(party.person)</span><span>\(personLink(party.person))<small>\(party.role), \(what)</small></span></li>"
    }

    private static func buttons(_ record: OpenRecord) -> HTML {
        if record.complete == nil {
            return """
                <p class="buttons"><a class="do" href="/records/\(record.name)/sign">Read and confirm</a>\
                <a class="do second" href="/records/\(record.name)/object">It was not so</a>\
                <a class="do second" href="/records/\(record.name)/close">Close without the others</a></p>\
                <code class="shell">foureyes sign \(record.name)</code>
                """
        }
        guard record.late, record.attested == nil else { return .none }
        return
            "<p class=\"buttons\"><a class=\"do\" href=\"/records/\(record.name)/attest\">Attest this record</a></p><code class=\"shell\">foureyes sign \(record.name)</code>"
    }

    static func breaches(_ record: OpenRecord, _ context: ViewContext) -> HTML {
        guard record.complete != nil else { return Foreseen(record, context).html }
        guard !record.breaches.isEmpty else { return .none }
        let rows = record.breaches.map {
            "<li><span>\(shown($0.what))</span><span class=\"side\">\(context.clause($0.clause))</span></li>"
                as HTML
        }
        return
            "<h2>What it breaks</h2><ul class=\"rows\">\(rows)</ul><p><small>The record stays, but it does not count for other rules.</small></p>"
    }

    private static func lateness(_ record: OpenRecord, _ context: ViewContext) -> HTML {
        guard record.late else { return .none }
        let who =
            record.attested.map { "It was attested in \(entryLink($0))." as HTML }
            ?? "It does not count for other rules until somebody in office who took no part in it attests it."
        return "<h2>Entered late</h2><p>\(who) \(context.clause("P-43"))</p>"
    }

    private static func history(_ record: OpenRecord, _ context: ViewContext) -> HTML {
        var steps: [(Int, HTML)] = [(record.place, "Recorded by \(personLink(record.performer))")]
        for party in record.parties {
            if let signed = party.signed {
                steps.append((signed, "Signed by \(personLink(party.person)), \(party.role)"))
            }
            if let objected = party.objected {
                steps.append((objected, "\(personLink(party.person)), \(party.role), objected"))
            }
        }
        steps.sort { $0.0 < $1.0 }
        if let complete = record.complete, !steps.contains(where: { $0.0 == complete }) {
            steps.append((complete, "Closed by its performer"))
        }
        if let attested = record.attested { steps.append((attested, "Attested")) }
        let items = steps.map { place, what -> HTML in
            let time = context.log.rows.at(place).map { " · \(said($0.recorded, now: context.now))" as HTML }
            return "<li>\(what)<br><small>\(entryLink(place))\(time)</small></li>"
        }
        return "<ol class=\"chain\">\(items)</ol>"
    }
}
