import Ledger
import Rules
import Store

/// Links on which somebody makes a passkey, and what became of them (P-21). A link gives nothing: an act enrols the key,
/// and two people hear its words from who made it.
enum InvitationsPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse { try page(request) }

    /// Makes a link: for somebody new by who is in office, for a further passkey by oneself.
    static func make(_ request: SiteRequest) throws -> SiteResponse {
        let (person, _) = try SessionsPage.signedIn(request, back: "/invitations")
        let forSelf = request.form["for"].utf8.elementsEqual("p\(person)".utf8)
        guard forSelf || request.context.authority.inOffice(person, at: request.now) != nil else {
            throw Problem(
                status: 403, what: "Only people in office can invite somebody new.",
                remedy: "For another passkey of your own, use the other button. \(request.context.clause("P-21"))")
        }
        if let seconds = request.entrance.limit.take("invitations p\(person)", .invitations, at: request.now) {
            throw Problem.tooMany(seconds)
        }
        let token = request.entrance.randomBytes(Token.byteCount)
        _ = try request.entrance.kept { () throws(StoreError) in
            try request.entrance.visitors.invite(token: token, by: person, for: forSelf ? person : 0, at: request.now)
        }
        return try page(request, link: "\(request.caller.ownOrigin)/invitation/\(Token.text(token))")
    }

    static func withdraw(_ request: SiteRequest) throws -> SiteResponse {
        let (person, _) = try SessionsPage.signedIn(request, back: "/invitations")
        guard let number = ItemID.place(request.form["invitation"]) else {
            throw Problem.bad("There is no such invitation.", "See <a href=\"/invitations\">yours</a>.")
        }
        try request.entrance.kept { () throws(StoreError) in try request.entrance.visitors.withdraw(number, by: person)
        }
        return .see("/invitations")
    }

    private static func page(_ request: SiteRequest, link: String? = nil) throws -> SiteResponse {
        let (person, _) = try SessionsPage.signedIn(request)
        let isInOffice = request.context.authority.inOffice(person, at: request.now) != nil
        let all = try request.entrance.kept { () throws(StoreError) in
            isInOffice
                ? try request.entrance.visitors.invitations() : try request.entrance.visitors.invitations(by: person)
        }
        let shownOnce: HTML? = link.map {
            """
            <div class="well" role="status"><p><strong>Send this link to one person.</strong> It is shown only now. It works for three days and one passkey:</p>
            <code class="shell" id="link">\($0)</code></div>
            """
        }
        let newcomer: HTML =
            isInOffice
            ? "<form method=\"post\" action=\"/invitations\"><input type=\"hidden\" name=\"for\" value=\"somebody\"><p class=\"buttons\"><button class=\"do\" id=\"invite\" type=\"submit\">Make a link for somebody new</button></p></form>"
            : .none
        let rows = all.map { row($0, of: person, request.context) }
        let list: HTML =
            rows.isEmpty ? "<p class=\"none\">None.</p>" : "<ul class=\"rows\">\(rows)</ul>"
        let body: HTML = """
            <h1>Invitations</h1>
            <p class="lead">Send somebody a link. With it they make a passkey on their own device and read its twelve words aloud to two key witnesses. Then an act enrols the key. \(request.context.clause("P-21"))</p>
            \(shownOnce)
            <div class="pair">\(newcomer)
            <form method="post" action="/invitations"><input type="hidden" name="for" value="p\(person)"><p class="buttons"><button class="do second" id="invite-self" type="submit">Another passkey for yourself, on another device</button></p></form></div>
            <h2>Open and used</h2>\(list)
            """
        return .html(
            frame(Page(menu: .people, title: "Invitations", body: body, isLive: link == nil), request.context),
            caching: .never)
    }

    private static func row(_ invitation: Invitation, of person: Int, _ context: ViewContext) -> HTML {
        let whose: HTML =
            invitation.person == 0 ? "somebody new" : "another passkey of \(personLink(invitation.person))"
        let by: HTML = "by \(personLink(invitation.inviter)), \(said(invitation.made, now: context.now))"
        guard let key = invitation.key else {
            let withdraw: HTML =
                invitation.inviter == person && !invitation.isOver(at: context.now)
                ? "<form method=\"post\" action=\"/invitations/withdraw\"><input type=\"hidden\" name=\"invitation\" value=\"\(invitation.number)\"><button class=\"do second\" id=\"withdraw-\(invitation.number)\" type=\"submit\">Withdraw it</button></form>"
                : .none
            let state =
                invitation.isOver(at: context.now)
                ? mark(.idle, "expired or withdrawn") : mark(.open, "waits for a key")
            return
                "<li><span class=\"what\">For \(whose)</span><small>\(state) \(by)</small><span class=\"side\">\(withdraw)</span></li>"
        }
        let words: HTML = "<span class=\"words first\">\(wordGroups(Words.words12(key.fingerprint)))</span>"
        return """
            <li class="wide"><span class="what">A key was made with this invitation, for \(whose)</span>\
            <small>\(by). These are its words according to this server. What counts is what the holder reads aloud to you from their own device: \(words)</small>\
            <span class="side">\(next(invitation, key, context))</span></li>
            """
    }

    /// What the next step is with a key that was made.
    private static func next(_ invitation: Invitation, _ key: PublicKey, _ context: ViewContext) -> HTML {
        if let enrolled = context.authority.key(key.fingerprint)?.key {
            return "\(mark(.holds, "enrolled")) for \(personLink(enrolled.person))"
        }
        if let act = context.enrolment(of: key) {
            return "\(mark(.open, "proposed")) <a href=\"/acts/\(act)\">\(act)</a>"
        }
        let kind = invitation.person == 0 ? "authority/person.enrol" : "authority/key.enrol"
        let whose = invitation.person == 0 ? "" : "&f.person=p\(invitation.person)"
        return
            "<a class=\"do second\" id=\"propose-\(invitation.number)\" href=\"/propose/\(kind)?f.key=\(encoded(key.openSSH))\(whose)\">Propose to enrol it</a>"
    }
}

extension ViewContext {
    /// The open act that would enrol this key; nil where there is none.
    func enrolment(of key: PublicKey) -> String? {
        authority.openActs(at: now).last { $0.act.holderKey(in: authority) == key }?.name
    }
}
