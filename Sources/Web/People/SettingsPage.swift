import Ledger
import Rules
import Store

/// What a person chose for their pages: time zone, whether others see that they are here, the link of their feed.
enum SettingsPage {
    static let zone = "time-zone"

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        guard let person = request.visitor.person else { return .see("/sign-in") }
        return .html(frame(try page(person, request), request.context), caching: .never)
    }

    /// Keeps what was chosen, or makes or revokes the link.
    static func post(_ request: SiteRequest) throws -> SiteResponse {
        guard let person = request.visitor.person else { return .see("/sign-in") }
        let visitors = request.entrance.visitors
        var made: String?
        switch request.form["do"] {
        case "choose":
            guard let zone = Zone(named: request.form["zone"]) else {
                throw Problem.bad(
                    "There is no time zone “\(request.form["zone"].prefix(80))”.",
                    "<a href=\"/settings\">Choose one</a>.")
            }
            try visitors.prefer(self.zone, zone == .utc ? nil : zone.name, of: person)
            try visitors.prefer(VisitorStore.visible, request.form["visible"] == "yes" ? "yes" : nil, of: person)
        case "feed":
            let token = request.entrance.randomBytes(Token.byteCount)
            try visitors.makeFeed(token: token, of: person, at: request.now)
            made = Token.text(token)
        case "revoke": try visitors.revokeFeed(of: person)
        default: throw Problem.bad("This form cannot be read.", "<a href=\"/settings\">Back</a>.")
        }
        guard let made else { return .see("/settings?kept=1") }
        return .html(frame(try page(person, request, made: made), request.context), caching: .never)
    }

    private static func page(_ person: Int, _ request: SiteRequest, made: String? = nil) throws -> Page {
        let visitors = request.entrance.visitors
        let chosen = try visitors.preference(zone, of: person) ?? Zone.utc.name
        let isVisible = try visitors.preference(VisitorStore.visible, of: person) == "yes"
        let zones = FormField(
            name: "zone", label: "Your time zone",
            hint: "Times in signed text stay in UTC. So do the times that you see when you point at a time.",
            control: .menu(Zone.names.map { ($0, $0) }),
            value: chosen)
        let checked: HTML = isVisible ? " checked" : .none
        return Page(
            title: "Settings", crumbs: [("People", "/people"), ("p\(person)", "/people/p\(person)")], here: "settings",
            body: """
                <h1>Settings of p\(person)</h1>
                <p class="quiet">These settings change only how pages look to you. They are not in the ledger.</p>
                <form method="post" action="/settings" class="say"><input type="hidden" name="do" value="choose">
                \(zones.html)
                <fieldset class="field"><legend>Visibility</legend><label class="one"><input type="checkbox" name="visible" value="yes"\(checked)>\
                <span>Show other signed-in people on their home page when I am here</span></label></fieldset>
                <p class="buttons"><button class="do" type="submit">Save</button></p></form>
                <h2>Feed of what waits for you</h2>
                \(try feed(person, request, made: made))
                """)
    }

    private static func feed(_ person: Int, _ request: SiteRequest, made: String?) throws -> HTML {
        let context = request.context
        let since = try request.entrance.visitors.feedMade(of: person)
        let site = context.authority.web?.origins.first ?? ""
        let link: HTML =
            made.map {
                """
                <div class="well" role="status"><p>This is the link. It is shown only now. Anybody who has it can read how many things wait for you, and their titles:</p>
                <code class="shell">\(site)/feed/\($0)</code></div>
                """
            } ?? .none
        let state: HTML =
            since.map {
                "<p>You made a link \(said($0, now: context.now)). If you make a new one, the old one stops working.</p>"
            }
            ?? "<p>An Atom feed for your feed reader. It shows how many things wait for you, and their titles. It contains only public information.</p>"
        let revoke: HTML =
            since == nil
            ? .none
            : "<form method=\"post\" action=\"/settings\"><input type=\"hidden\" name=\"do\" value=\"revoke\"><button class=\"do stop\" type=\"submit\">Revoke the link</button></form>"
        return """
            \(link)\(state)<div class="buttons"><form method="post" action="/settings"><input type="hidden" name="do" value="feed">\
            <button class="do second" type="submit">\(since == nil ? "Make a link" : "Make another link")</button></form>\(revoke)</div>
            """
    }
}
