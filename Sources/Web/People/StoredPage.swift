import Ledger
import Rules

/// What is stored about a person, for that person alone: each part with its reason, what became of it, who read it.
enum StoredPage {
    /// A search opens everybody's names together.
    private static func whose(_ line: JournalLine) -> String {
        line.about == JournalLine.everybody ? "everybody’s" : "your"
    }

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let person = try Find.person(request)
        guard let asker = request.visitor.person else { throw Problem.signIn(request.path) }
        guard asker == person.person.number else {
            throw Problem(
                status: 403, what: "Only \(person.id) can see what is stored about \(person.id).",
                remedy: "<a href=\"/people/p\(asker)/stored\">What is stored about you</a>")
        }
        let context = request.context
        let stored = context.ledger.stored(about: asker)
        let rows = stored.map { part -> HTML in
            let policy = context.authority.policy
            let exception = part.part.exception ?? ""
            let reason: HTML =
                "for \(shown(policy?.audiences[part.part.audience]?.title ?? part.part.audience)), because of <a href=\"/policy#exceptions\">\(shown(policy?.exceptions[exception]?.title ?? exception))</a>"
            let state: HTML =
                part.erased.map { "\(mark(.idle, "erased")) by \(idLink($0))" }
                ?? (part.isHere ? mark(.holds, "stored, sealed") : mark(.idle, "missing"))
            return """
                <li><span>Your \(shown(part.reference.part)), given with \(entryLink(part.place))</span><small>\(reason)</small><span class="side">\(state)</span></li>
                """
        }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"none\">Nothing restricted.</p>" : "<ul class=\"rows\">\(rows)</ul>"
        // A journal that cannot be read is not one that nobody is in.
        let kept = try? context.ledger.readings(about: asker, before: Int(request.query["before"]))
        let readings = (kept ?? []).compactMap(\.line).map { line -> HTML in
            let part = line.facts["part"]?.text ?? ""
            let because = line.facts["because"]?.text ?? ""
            return
                "<li><span>\(line.person.map(personLink) ?? "somebody") read \(whose(line)) \(shown(part))</span><small>\(said(line.at, now: context.now)) · \(shown(because))</small></li>"
        }
        let read: HTML =
            kept == nil
            ? "<p class=\"none\">The journal cannot be read at the moment, so it is not known who read it. Try again later.</p>"
            : readings.isEmpty ? "<p class=\"none\">Nobody.</p>" : "<ul class=\"rows\">\(readings)</ul>"
        let older: HTML =
            kept.flatMap { $0.count == 100 ? $0.last?.number : nil }
            .map { "<p><a href=\"/people/\(person.id)/stored?before=\($0)\">Older readings</a></p>" } ?? ""
        let body: HTML = """
            <h1>What is stored about \(person.id)</h1>
            <p class="quiet">Kept apart from the public ledger. Every reading is logged in the journal before the content is shown.</p>
            \(table)
            <h2>Who read it</h2><p class="quiet">From the journal, newest first, a hundred at a time. It includes your own readings.</p>\(read)\(older)
            <p><a href="/propose/register/person.describe?f.person=\(person.id)">Give your name or contact</a> · \
            <a href="/propose/authority/subject.erase?f.person=\(person.id)">Propose to erase all of it</a></p>
            """
        return .html(
            frame(
                Page(
                    menu: .people, title: "Stored about \(person.id)",
                    crumbs: [("People", "/people"), (person.id, "/people/\(person.id)")], here: "stored", body: body),
                context), caching: .never)
    }
}
