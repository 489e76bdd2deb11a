/// The rules that this program keeps, and the attacks that they answer: the documents of its repository, as they were
/// when it was built.
enum ProtocolPage {
    static func answer(_ request: SiteRequest) -> SiteResponse {
        .html(
            frame(
                Page(menu: .protocolRules, title: "Protocol", body: rules, isLive: false), request.context))
    }

    static func attacks(_ request: SiteRequest) -> SiteResponse {
        .html(
            frame(
                Page(
                    menu: .protocolRules, title: "Attacks", crumbs: [("Protocol", "/protocol")], here: "Attacks",
                    body: cases, isLive: false), request.context))
    }

    static func words(_ request: SiteRequest) -> SiteResponse {
        .html(
            frame(
                Page(
                    menu: .help, title: "Words", crumbs: [("Help", "/help")], here: "Words", body: meanings,
                    isLive: false), request.context))
    }

    // The same for everybody, so made once.
    private static let rules: HTML = """
        <div class="protocol"><h1>The protocol</h1>
        <p class="lead">What is signed, what counts and what never does. Every refusal names one of these rules or a clause of the policy.</p>
        <p>Each rule says what holds and why, which <a href="/protocol/attacks">attacks</a> it answers, who checks it, what risk remains and which tests prove it. \
        Files named here are under <code>docs/</code> in the source of this program.</p>
        <nav aria-label="Rules">\(ProtocolText.sections.map(contents))</nav>
        \(ProtocolText.sections.map { markdown(top: 2).html(lifted($0.text)) })</div>
        """

    private static let cases: HTML = "<div class=\"protocol\">\(markdown(top: 1).html(ProtocolText.attacks.text))</div>"

    private static let meanings: HTML =
        "<div class=\"protocol\">\(markdown(top: 1).html(ProtocolText.words.text))</div>"

    /// A section's rules stand right under its heading: a level left out would lose those who listen to the page.
    private static func lifted(_ text: String) -> String { text.replacing("\n### ", with: "\n## ") }

    private static func markdown(top: Int) -> Markdown {
        Markdown(top: top, link: { ProtocolText.address(ofLink: $0) }, cite: { ProtocolText.address(of: $0) })
    }

    private static func contents(_ section: ProtocolText.Document) -> HTML {
        let rows = section.rules.map { rule in
            "<li><a href=\"#\(rule.id.lowercased())\">\(rule.id)</a> \(markdown(top: 3).inline(rule.title[...], citing: false))</li>"
                as HTML
        }
        return """
            <details class="fold"><summary>\(section.title)</summary><div><ul class="plain">\(rows)</ul></div></details>

            """
    }
}
