import Ledger
import Rules

/// What is stored about the person who is signed in, and who read it (P-6). It says that a part is there and what
/// restricts it; what it says he opens where it stands.
enum StoredPage {
    static func answer(_ ask: Ask) throws -> Answer {
        guard let person = ask.visitor.person else { return .see("/sign-in") }
        let reading = ask.reading
        let parts = reading.archive.stored(about: person)
        let rows = parts.map { part -> HTML in
            let state: HTML =
                part.erased.map { "\(mark(.idle, "erased")) <small>by \(idLink($0))</small>" }
                ?? (part.isHere ? mark(.holds, "kept") : mark(.due, "cannot be opened"))
            return """
                <tr><td>\(shown(part.part.name))</td><td>\(EntryWords.title(part.kind)), \(entryLink(part.place))</td>\
                <td class="minor">for \(shown(part.part.audience))\(part.part.exception.map { ", under \(shown($0))" as HTML })</td><td>\(state)</td></tr>
                """
        }
        let stored: HTML =
            rows.isEmpty
            ? "<p class=\"none\">Nothing that is not public.</p>"
            : "<table><thead><tr><th scope=\"col\">What<th scope=\"col\">In<th scope=\"col\" class=\"minor\">Who may read<th scope=\"col\">State</tr></thead><tbody>\(rows)</tbody></table>"
        let readings = reading.archive.readings(about: person).map { line -> HTML in
            let part = line.facts["part"]?.text ?? ""
            let because = line.facts["because"]?.text ?? ""
            return
                "<li><span>\(line.person.map(personLink) ?? "somebody") read your \(shown(part))</span><small>\(said(line.at, now: reading.now)) · \(shown(because))</small></li>"
        }
        let read: HTML =
            readings.isEmpty ? "<p class=\"none\">Nobody.</p>" : "<ul class=\"rows\">\(readings)</ul>"
        return .html(
            frame(
                Page(
                    title: "What is stored about you",
                    crumbs: [("People", "/people"), ("p\(person)", "/people/p\(person)")], here: "stored",
                    body: """
                        <h1>What is stored about p\(person)</h1>
                        <p class="quiet">Beside what everybody sees. An act erases it for good; the line with its commitment stays.</p>
                        \(stored)<h2>Who read it</h2><p class="quiet">The newest hundred, from the journal, also your own.</p>\(read)
                        """), reading), caching: .never)
    }
}
