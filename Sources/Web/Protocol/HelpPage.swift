/// Where to read on, and what the keyboard does.
enum HelpPage {
    /// What a key after `g` opens; the script has the same list.
    static let places: [(key: String, path: String, label: String)] = [
        ("h", "/", "Home"), ("a", "/acts", "Acts"), ("m", "/motions", "Motions"), ("r", "/records", "Records"),
        ("f", "/findings", "Findings"), ("s", "/stops", "Stops"), ("p", "/policy", "Policy"),
        ("l", "/ledger", "Ledger"),
        ("i", "/registers", "Registers (items)"),
    ]

    static func answer(_ request: SiteRequest) -> SiteResponse {
        let keys = places.map { place -> HTML in
            "<tr><td class=\"id\"><kbd>g</kbd> <kbd>\(place.key)</kbd></td><td><a href=\"\(place.path)\">\(place.label)</a></td></tr>"
        }
        let body: HTML = """
            <h1>Help</h1>
            <p class="lead">Two people for every sensitive act: everything here follows from that.</p>
            <h2>What do I want to do?</h2>
            <ul class="links">
            <li><a href="/">See what waits for me</a>, read it and sign, vote or confirm it</li>
            <li><a href="/propose">Propose an act, or record what happened</a></li>
            <li><a href="/stops/lost-key">Stop a lost or stolen key</a></li>
            <li><a href="/check">Check the whole ledger without trusting this server</a></li>
            <li><a href="/alarm">Say that something is wrong with the ledger itself</a></li></ul>
            <h2>What does it mean?</h2>
            <ul class="links">
            <li><a href="/protocol/words">Every word that these pages use</a></li>
            <li><a href="/policy">The policy, clause by clause</a>, and <a href="/kinds">who must sign what</a></li>
            <li><a href="/protocol">The rules of the protocol</a>: a refusal names one of them or a clause</li>
            <li><a href="/protocol/attacks">The attacks that the rules answer</a></li></ul>
            <h2 id="keys">Keyboard</h2>
            <table><tbody><tr><td class="id"><kbd>/</kbd></td><td>Search</td></tr><tr><td class="id"><kbd>?</kbd></td><td>This page</td></tr>\(keys)</tbody></table>
            <h2>Light or dark</h2>
            <p>Pages follow your device, unless you choose. <span id="theme" data-theme-switch><button type="button" class="do second" data-theme="">As the device</button> <button type="button" class="do second" data-theme="light">Light</button> <button type="button" class="do second" data-theme="dark">Dark</button></span></p>
            <noscript><p class="small">The choice and the keys need this site’s script.</p></noscript>
            """
        return .html(frame(Page(menu: .help, title: "Help", body: body), request.context))
    }
}
