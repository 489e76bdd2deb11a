import Ledger
import Rules

/// A page before its frame: where it stands, what it is called, what it says.
struct Page: Sendable {
    var room: Room?
    let title: String
    /// The way here: labels and addresses, the page itself left out.
    var crumbs: [(label: String, path: String)] = []
    /// The id of what the page shows, at the end of the way.
    var here = ""
    let body: HTML
    /// Whether it is made anew while somebody looks, when the ledger has grown; forms and what came of a form are not.
    var isLive = true
}

/// The rooms of the rail.
enum Room: String, CaseIterable, Sendable {
    case home, acts, motions, records, findings, people, groups, computers, stores, media, policy, kinds,
        ledger, check

    var label: String {
        switch self {
        case .home: "Home"
        case .acts: "Acts"
        case .motions: "Motions"
        case .records: "Records"
        case .findings: "Findings"
        case .people: "People"
        case .groups: "Groups and lists"
        case .policy: "Policy"
        case .kinds: "Who must sign"
        case .ledger: "Ledger"
        case .check: "Check it yourself"
        case .computers, .stores, .media: RegisterView.named(rawValue)?.title ?? rawValue
        }
    }

    var path: String {
        switch self {
        case .home: "/"
        case .computers, .stores, .media: "/registers/\(rawValue)"
        case .kinds: "/kinds"
        default: "/\(rawValue)"
        }
    }

    /// The heading above this room, where a new part of the rail begins.
    var heading: String? {
        switch self {
        case .people: "Registers"
        case .policy: "Evidence"
        default: nil
        }
    }

    static func of(register: String) -> Room? { Room(rawValue: register) }
}

/// A page in its frame: banner, rail, search, footer.
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
        <body data-size="\(context.head.size)"><a class="skip" href="#main">Skip to the page</a>
        \(demonstration)\(TroubleBanner.html(context))<div class="frame">
        \(rail(page.room, context))
        <main id="main"\(page.isLive ? " data-live" : "" as HTML)>
        <div class="top"><form role="search" action="/search"><input type="search" name="q" placeholder="Search people, things, acts, clauses" \
        aria-label="Search people, things, acts, clauses" maxlength="200"></form><a href="/propose">Propose something</a>\(who(context))</div>
        <p id="news" role="status" hidden><a href="">The ledger has grown: look again</a></p>
        \(crumbs)\(page.body)
        \(footer(context))
        </main></div></body></html>

        """
}

/// Who is signed in, or the way to it.
private func who(_ context: ViewContext) -> HTML {
    guard let person = context.visitor.person else {
        return "<a id=\"sign-in\" href=\"/sign-in\">Sign in</a>"
    }
    return """
        <span class="who"><a id="me" href="/people/p\(person)">p\(person)</a>\
        <form method="post" action="/sign-out"><button id="sign-out" type="submit">Sign out</button></form></span>
        """
}

private func rail(_ here: Room?, _ context: ViewContext) -> HTML {
    let rooms = Room.allCases.map { room -> HTML in
        let heading: HTML? = room.heading.map { "<p class=\"head\">\($0)</p>" }
        let count: HTML = number(in: room, context).map { "<span class=\"n\">\(grouped($0))</span>" } ?? .none
        let current: HTML = room == here ? " aria-current=\"page\"" : .none
        return "\(heading)<a class=\"room\" href=\"\(room.path)\"\(current)>\(room.label)\(count)</a>\n"
    }
    return """
        <nav class="rail" aria-label="Rooms"><a class="brand" href="/">\(eyes)Four Eyes</a>
        \(rooms)</nav>
        """
}

/// What waits or stands in a room.
private func number(in room: Room, _ context: ViewContext) -> Int? {
    func shownUnlessZero(_ number: Int) -> Int? { number > 0 ? number : nil }
    switch room {
    case .acts: return shownUnlessZero(context.rail.openActs)
    case .motions: return shownUnlessZero(context.rail.openMotions)
    case .records: return shownUnlessZero(context.rail.claimedRecords)
    case .findings: return shownUnlessZero(context.findings.count)
    case .people: return context.authority.people.count
    case .groups: return context.authority.rosters.count
    case .computers: return context.world.physical.computers.count
    case .stores: return context.world.physical.stores.count
    case .media: return context.world.physical.media.count
    case .home, .policy, .kinds, .ledger, .check: return nil
    }
}

private func footer(_ context: ViewContext) -> HTML {
    let words = Words.words12(context.head.root).prefix(4).joined(separator: " ")
    let last: HTML =
        context.log.size > 0
        ? "<span>last entry \(context.log.rows.at(context.log.size - 1).map { said($0.recorded, now: context.now) })</span>"
        : .none
    return """
        <footer><span>Ledger of \(amount(context.log.size, "entry", "entries"))</span>\
        <span class="mono" title="the first words of the head, which everybody should see">\(words) …</span>\(last)\
        <a href="/check">check it yourself</a><a href="/alarm">something is wrong</a></footer>
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
