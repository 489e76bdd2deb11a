import Ledger
import Rules
import Store

/// The way in: a passkey, an SSH key, in a demonstration one click. No password is asked for or kept anywhere.
enum SignInPage {
    static func answer(_ request: SiteRequest) -> SiteResponse { show(request, to: request.query["to"]) }

    /// A challenge for this browser, bound to a cookie that only it has.
    static func challenge(_ request: SiteRequest) throws -> SiteResponse {
        try request.entrance.requireRoom(.signIn, "challenge", of: request.caller, at: request.now)
        let token = request.entrance.randomBytes(Token.byteCount)
        let challenge = request.entrance.randomBytes(Assertion.challengeByteCount)
        request.entrance.challenges.give(challenge, to: token, at: request.now)
        var answer = SiteResponse.json(.line(["challenge": .string(Token.text(challenge))]))
        answer.caching = .never
        answer.headers = [SessionCookie.set(before: token, seconds: Challenges.lifeSeconds)]
        return answer
    }

    /// The answer to a challenge: of a passkey, or of an SSH key.
    static func signIn(_ request: SiteRequest) async throws -> SiteResponse {
        let armour = trimmed(request.form["armour"])
        return try await admitting(request) { signing in
            guard armour.isEmpty else {
                guard let id = ItemID(request.form["person"]), id.prefix == Person.prefix else {
                    throw NotAdmitted(what: "give your id, like p3", rule: "P-21", status: 400)
                }
                return try signing.key(
                    armour: Array(armour.utf8) + [0x0A], person: id.number, challenge: request.form["challenge"],
                    at: request.form["at"], method: .key
                )
            }
            guard let members = PasskeyMembers(request.form) else {
                throw NotAdmitted(
                    what: "the browser sent no signature of a passkey; this page needs its script to be enabled",
                    rule: "P-20",
                    status: 400)
            }
            let before = request.caller.cookies[SessionCookie.before]
            return try signing.passkey(
                members, challenge: before.flatMap { request.entrance.challenges.take($0, at: request.now) })
        }
    }

    static func demonstration(_ request: SiteRequest) async throws -> SiteResponse {
        try await admitting(request) { signing in
            guard let id = ItemID(request.form["person"]), id.prefix == Person.prefix else {
                throw NotAdmitted(what: "say as whom you want to sign in, like p3", rule: "P-21", status: 400)
            }
            return try await signing.demonstration(id.number)
        }
    }

    private static func admitting(
        _ request: SiteRequest, _ begin: (SigningIn) async throws -> SigningIn.NewSession
    ) async throws -> SiteResponse {
        try request.entrance.requireRoom(.signIn, "sign-in", of: request.caller, at: request.now)
        let to = request.form["to"]
        do {
            let begun = try await begin(
                SigningIn(entrance: request.entrance, context: request.context, caller: request.caller))
            // A browser holds one session: the former one ends with the new one's beginning.
            if let former = request.visitor.session {
                try request.entrance.end(former, why: "replaced by a new session", at: request.now)
            }
            var answer = SiteResponse.see(isOwn(to) ? to : "/")
            answer.caching = .never
            answer.headers += [SessionCookie.set(begun.token), SessionCookie.endBefore]
            return answer
        } catch let refused as NotAdmitted {
            try request.entrance.refused(refused, of: request.caller, at: request.now)
            return show(request, to: to, refused: refused)
        }
    }

    /// An address on this site: one slash, then no second one and no backslash, which browsers take for another host.
    static func isOwn(_ path: String) -> Bool {
        let bytes = Array(path.utf8.prefix(2000))
        return bytes.first == 0x2F && (bytes.count < 2 || (bytes[1] != 0x2F && bytes[1] != 0x5C))
            && path.utf8.count <= 2000 && bytes.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x5C }
    }

    // MARK: The page

    private static func show(_ request: SiteRequest, to: String, refused: NotAdmitted? = nil) -> SiteResponse {
        let context = request.context
        let web = context.authority.web
        let alert: HTML =
            refused.map {
                "<div class=\"refusal\" role=\"alert\" id=\"refused\"><p><strong>You are not signed in.</strong> \(shown($0.what.prefix(1).uppercased() + $0.what.dropFirst())). \(context.clause($0.rule))</p></div>"
            } ?? .none
        let elsewhere: HTML =
            web.map { web in
                web.origins.contains { $0.utf8.elementsEqual(request.caller.ownOrigin.utf8) }
                    ? .none
                    : "<div class=\"refusal\" id=\"elsewhere\"><p>Passkeys of this ledger work at \(HTML(web.origins.map { "<a href=\"\($0)/sign-in\">\($0)</a>" }, between: " or ")) only, not at \(shown(request.caller.ownOrigin, longest: 200)). The founding fixed that. \(context.clause("P-20"))</p></div>"
            } ?? .none
        let already: HTML =
            context.visitor.person.map { person in
                "<p id=\"already\">You are signed in as <a href=\"/people/p\(person)\">p\(person)</a>. Signing in again ends that session.</p>"
            } ?? .none
        let hidden: HTML = "<input type=\"hidden\" name=\"to\" value=\"\(isOwn(to) ? to : "/")\">"
        let body: HTML = """
            <h1>Sign in</h1>
            <p class="lead">Sign in to see what waits for you and what you may read. Signing in does not sign anything: every signature asks for your key again.</p>
            \(alert)\(elsewhere)\(already)
            <form id="passkey" class="passkey" method="post" action="/sign-in" data-use="sign-in" data-rp="\(web?.rp ?? "")">\(PasskeyForm.members)\(hidden)
            <p class="buttons"><button class="do" id="passkey-button" type="submit" disabled>Sign in with a passkey</button></p>
            \(PasskeyForm.status)</form>
            \(demonstration(request, hidden))
            <h2>With an SSH key</h2>
            <p>From a terminal, <code>foureyes</code> signs in by itself when it needs to. In the browser:</p>
            <form method="post" action="/sign-in/key">\(hidden)<p class="buttons"><button class="do second" id="key-button" type="submit">Sign in with an SSH key</button></p></form>
            <h2>No key yet?</h2>
            <p>Somebody in office sends you a link. With it you make a passkey on your own device. You read its twelve words aloud to two people, and they enrol it. \(context.clause("P-21"))</p>
            """
        return .html(
            frame(Page(title: "Sign in", body: body, isLive: false), context), status: refused?.status ?? 200,
            caching: .never)
    }

    private static func demonstration(_ request: SiteRequest, _ hidden: HTML) -> HTML {
        let context = request.context
        guard request.entrance.demonstrationKeys != nil, context.authority.isDemonstration else { return .none }
        let rows = context.authority.people.filter { $0.stopped == nil }.prefix(100).map { person -> HTML in
            let seats = context.authority.groups(of: person.number).map { context.title(of: $0) }
            // The id says it where the name is not for the reader, and is not said twice.
            let name = context.name(of: person.number)
            let small = ([name.map { _ in "p\(person.number)" }].compactMap(\.self) + seats).joined(separator: ", ")
            return """
                <li><span class="what">\(name.map { shown($0, longest: 60) } ?? "p\(person.number)")</span><small>\(small.isEmpty ? "no office" : small)</small>\
                <span class="side"><form method="post" action="/sign-in/demonstration">\(hidden)<input type="hidden" name="person" value="p\(person.number)">\
                <button class="do second" id="as-p\(person.number)" type="submit" aria-label="Sign in as p\(person.number)">Sign in</button></form></span></li>
                """
        }
        return """
            <h2 id="demonstration">Try it as somebody from the demonstration</h2>
            <p>One click signs you in as any of these people. A program beside this server holds their keys and signs for them. In a real ledger nobody can do that.</p>
            <ul class="rows">\(rows)</ul>
            """
    }

    /// A challenge to sign by hand, with the box for its signature.
    static func byKey(_ request: SiteRequest) throws -> SiteResponse {
        try request.entrance.requireRoom(.signIn, "challenge", of: request.caller, at: request.now)
        let context = request.context
        let signing = SigningIn(entrance: request.entrance, context: context, caller: request.caller)
        let challenge = signing.newChallenge()
        let (origin, webOrigin) = (
            context.authority.founding?.origin ?? "", signing.place.own(request.caller.ownOrigin)
        )
        let text = SignInText.bytes(origin: origin, at: webOrigin, challenge: challenge)
        let to = request.form["to"]
        let body: HTML = """
            <h1>Sign in with an SSH key</h1>
            <p class="lead">Sign these two lines with a key that is enrolled for you. They are not a statement, and they work for five minutes. Sign them only if the address in your browser is the one in the first line.</p>
            <pre class="raw" id="text">\(String(decoding: text, as: UTF8.self))</pre>
            <code class="shell" id="command">printf '%s\\n' \(Command.quoted(SignInText.line(origin: origin, at: webOrigin))) \(Command.quoted(challenge)) | ssh-keygen -Y sign -n \(SignInText.namespace) -f ~/.ssh/id_ed25519</code>
            <form method="post" action="/sign-in" class="say"><input type="hidden" name="challenge" value="\(challenge)"><input type="hidden" name="at" value="\(webOrigin)"><input type="hidden" name="to" value="\(isOwn(to) ? to : "/")">
            \(Speakers.field(context, .empty, errors: [:], label: "Who are you?", name: "person").html)
            <div class="field"><label for="armour">What the command prints</label>
            <textarea class="armour" id="armour" name="armour" spellcheck="false" autocomplete="off" placeholder="-----BEGIN SSH SIGNATURE-----"></textarea></div>
            <p class="buttons"><button class="do" type="submit">Sign in</button> <a href="/sign-in">Back</a></p></form>
            """
        return .html(
            frame(
                Page(title: "Sign in", crumbs: [("Sign in", "/sign-in")], here: "SSH key", body: body, isLive: false),
                context),
            caching: .never)
    }
}

/// What every form has that a passkey fills in.
enum PasskeyForm {
    /// Left empty by whoever writes a page; the script puts in what the browser hands over.
    static let members: HTML = """
        <input type="hidden" name="credential"><input type="hidden" name="authenticator-data">\
        <input type="hidden" name="client-data"><input type="hidden" name="signature">
        """
    /// Where the script says what it waits for and what went wrong.
    static let status: HTML = """
        <p class="says" role="status"></p><noscript><p class="small">Passkeys need this site’s script, but your browser does not run scripts.</p></noscript>
        """
}
