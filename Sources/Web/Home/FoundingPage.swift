import Ledger
import Rules

/// Between entry 0 and the last acceptance: all else is void until then (P-54).
enum FoundingPage {
    static func page(_ founding: Founding, _ context: ViewContext) -> Page {
        let rows = founding.founders.map { founder -> HTML in
            let heard = founding.heard[founder.person]
            let by = founding.heard.filter { $0.value.contains(founder.person) }.keys.sorted()
            return """
                <li><span class="what">p\(founder.person) <span class="quiet">\(HTML(founder.seats.map { HTML(text: context.title(of: $0)) }, between: ", "))</span></span>\
                <small><span class="mono">\(Words.words12(founder.key.fingerprint).joined(separator: " "))</span><br>heard by \(by.isEmpty ? "nobody yet" as HTML : people(by)) (two are needed)</small>\
                <span class="side">\(heard == nil ? mark(.open, "has not accepted") : mark(.holds, "accepted"))</span></li>
                """
        }
        let missing = founding.founders.filter { founding.heard[$0.person] == nil }.count
        return Page(
            menu: .home, title: "Founding",
            body: """
                <h1>\(missing == 1 ? "One founder has" : "\(counted(missing)) founders have") not accepted yet</h1>
                <p>All other entries are void until every founder has accepted and two others have heard the words of every key. \(context.clause("P-54"))</p>
                <p class="words">\(wordGroups(Words.words24(founding.hash)))</p>
                <p class="quiet">The 24 words of the founding. Read them to each other before anybody accepts.</p>
                <ul class="rows">\(rows)</ul>
                <p>Each founder runs this on their own machine:</p><code class="shell">foureyes accept</code>
                <p><a href="/ledger/0">The founding as it was signed</a></p>
                """)
    }
}
