import Ledger
import Rules

/// Who came and went while a record went on, on which occasion it happened, and what happened on it.
struct PresenceList {
    let record: OpenRecord
    let context: ViewContext
    static let shownMax = 50

    var html: HTML { "\(presences)\(occasion)\(within)\(verdicts)" }

    private var presences: HTML {
        guard record.kind.keepsPresence else { return .none }
        let rows = record.presences.map { presence -> HTML in
            let until: HTML =
                presence.until.map { "until \(said($0, now: context.now))" } ?? mark(.open, "present")
            let late: HTML = presence.late ? " \(mark(.due, "late"))" : .none
            let breaches = presence.breaches.map {
                "<small>\(mark(.broken, "in breach")) \(shown($0.what)) \(context.clause($0.clause))</small>" as HTML
            }
            return """
                <li><span>\(personLink(presence.person)), \(presence.role)<small>from \(said(presence.from, now: context.now)) · \
                \(entryLink(presence.joined))\(presence.left.map { " · \(entryLink($0))" as HTML })</small>\(breaches)</span>\
                <span class="side">\(until)\(late)</span></li>
                """
        }
        let list: HTML =
            rows.isEmpty ? "<p class=\"none\">Nobody else came.</p>" : "<ul class=\"rows\">\(rows)</ul>"
        return """
            <h2>Who came and went</h2>\(list)
            <p class="buttons"><a class="do second" href="/records/\(record.name)/join">Join</a> \
            <a class="do second" href="/records/\(record.name)/leave">Leave</a></p>
            """
    }

    private var occasion: HTML {
        guard let hash = record.record.within else { return .none }
        let found: HTML =
            context.world.occasion(of: record).map { "\(idLink($0.name)) \($0.kind.title)" }
            ?? "\(mark(.due, "not in the log")) <span class=\"mono hash\">\(hash.hex)</span>"
        return "<h2>Occasion</h2><p>\(found)</p>"
    }

    private var within: HTML {
        let inner = context.world.records(within: record, limit: PresenceList.shownMax)
        guard !inner.isEmpty else { return .none }
        return "<h2>Records within it</h2><ul class=\"rows\">\(inner.map { RecordsPage.row($0, context) })</ul>"
    }

    private var verdicts: HTML {
        let rows = context.world.verdicts(on: record.place).map { answer -> HTML in
            "<li><span>\(personLink(answer.person))<small>took no part · \(entryLink(answer.place))</small></span><span class=\"side\">\(PresenceList.verdict(answer.verdict))</span></li>"
        }
        guard !rows.isEmpty else { return .none }
        let what: HTML =
            context.world.isAnsweredFalse(record.place)
            ? "<p><small>Two people say that the record is false. It stays but counts for nothing.</small></p>" : .none
        return "<h2>Verdicts</h2><ul class=\"rows\">\(rows)</ul>\(what)"
    }

    static func verdict(_ verdict: Verdict?) -> HTML {
        switch verdict {
        case .isTrue: mark(.holds, "true")
        case .mended: mark(.idle, "mended")
        case .isFalse: mark(.broken, "false")
        case nil: .none
        }
    }
}
