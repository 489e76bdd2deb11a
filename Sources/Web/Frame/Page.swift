import Ledger
import Rules

/// A page before its frame: where it stands, what it is called, what it says.
struct Page: Sendable {
    /// The link of the menu under which it is found.
    var menu: MenuLink?
    let title: String
    /// The way here: labels and addresses, the page itself left out.
    var crumbs: [(label: String, path: String)] = []
    /// The id of what the page shows, at the end of the way.
    var here = ""
    let body: HTML
    /// Whether it is made again while somebody looks, when the ledger has grown; forms and what came of a form are not.
    var isLive = true
}

/// A page in its frame: banner, menu, search, footer.
func frame(_ page: Page, _ context: ViewContext) -> HTML {
    let demonstration: HTML =
        context.authority.isDemonstration
        ? "<aside class=\"demo\" aria-label=\"Demonstration\">Demonstration: nothing here is binding</aside>" : .none
    let crumbs: HTML =
        page.crumbs.isEmpty
        ? .none
        : "<p class=\"crumbs\">\(page.crumbs.map { "<a href=\"\($0.path)\">\($0.label)</a> <span aria-hidden=\"true\">/</span> " as HTML })\(page.here)</p>"
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(page.title) · Four Eyes</title>
        <link rel="stylesheet" href="\(StyleSheet.path)"><link rel="icon" href="/mark.svg" type="image/svg+xml">\
        <script src="\(Script.path)" defer></script></head>
        <body data-size="\(context.head.size)"><a class="skip" href="#main">Skip to content</a>
        \(demonstration)\(TroubleBanner.html(context))<div class="frame">
        \(Menu.html(page.menu, context))
        <div class="content"><header class="top">\(Menu.button(context))<form role="search" action="/search"><input type="search" name="q" \
        placeholder="Search people, things, acts, clauses" aria-label="Search people, things, acts, clauses" maxlength="200"></form>\
        <a href="/propose">Propose something</a><a id="stop" class="stop" href="/stops/lost-key">Stop</a>\(who(context))</header>
        <main id="main"\(page.isLive && context.past == nil ? " data-live" : "" as HTML)>
        <p id="news" role="status" hidden><a href="">The ledger has new entries: reload</a></p>
        \(crumbs)\(ViewContext.pastBanner(context))\(page.body)
        \(footer(context))
        </main></div></div></body></html>

        """
}

/// Who is signed in, or the way to it.
private func who(_ context: ViewContext) -> HTML {
    guard let person = context.visitor.person else {
        guard let path = context.lapsedAt else { return "<a id=\"sign-in\" href=\"/sign-in\">Sign in</a>" }
        return """
            <span class="who" id="lapsed" role="status">Your session has ended. <a id="sign-in" href="/sign-in?to=\(encoded(path))">Sign in again</a></span>
            """
    }
    let called: HTML = Called.name(person).map { "\(shown($0, longest: 40)) " } ?? .none
    return """
        <span class="who"><a id="me" href="/people/p\(person)" class="person">\(called)<small>p\(person)</small></a>\
        <form method="post" action="/sign-out"><button id="sign-out" type="submit">Sign out</button></form></span>
        """
}

private func footer(_ context: ViewContext) -> HTML {
    let words = Words.words12(context.head.root).prefix(4).joined(separator: " ")
    let last: HTML =
        context.log.size > 0
        ? "<span>last entry \(context.log.rows.at(context.log.size - 1).map { said($0.recorded, now: context.now) })</span>"
        : .none
    return """
        <footer><span>Ledger of \(amount(context.log.size, "entry", "entries"))</span>\
        <span class="mono" title="the first words of the head; everybody should see the same">\(words) …</span>\(last)\
        <a href="/check">check it yourself</a><a href="/help">help</a><a href="/alarm">something is wrong</a></footer>
        """
}

/// Two circles that overlap: the mark.
let eyes: HTML = """
    <svg viewBox="0 0 64 40" fill="none" stroke="currentColor" stroke-width="4" aria-hidden="true" width="32" height="20">\
    <circle cx="22" cy="20" r="16"/><circle cx="42" cy="20" r="16"/>\
    <path d="M32 7.5a16 16 0 0 1 0 25 16 16 0 0 1 0-25Z" fill="currentColor" stroke="none"/></svg>
    """

/// The mark as a file, for the browser's tab.
let markFile = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" fill="none" stroke="#606670" stroke-width="5">\
    <circle cx="22" cy="32" r="18"/><circle cx="42" cy="32" r="18"/>\
    <path d="M32 17a18 18 0 0 1 0 30 18 18 0 0 1 0-30Z" fill="#606670" stroke="none"/></svg>
    """
