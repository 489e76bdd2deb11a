import Ledger
import Rules
import Store

/// The sessions of whoever is signed in, and their end.
enum SessionsPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let own = try own(request)
        let rows = try own.all().map { session -> HTML in
            let isThis = session.number == own.current.number
            let how =
                switch session.method {
                case .passkey: "by passkey"
                case .key: "by SSH key"
                case .demonstration: "by the demonstration’s key"
                }
            return """
                <li><span class="what" title="\(session.device)">\(Device.words(session.device))</span>\
                <small>\(isThis ? "this browser, " : "")\(how), signed in \(said(session.begun, now: request.now)), last used \(said(session.seen, now: request.now))</small>\
                <span class="side"><form method="post" action="/sessions/end"><input type="hidden" name="session" value="\(session.number)">\
                <button class="do second" id="end-\(session.number)" type="submit">\(isThis ? "Sign out" : "End it")</button></form></span></li>
                """
        }
        let body: HTML = """
            <h1>Your sessions</h1>
            <p class="lead">A session ends after \(Session.idleSeconds / 60) minutes without a request, and after \(Session.longestSeconds / 3600) hours at the latest. It ends at once if you or its key are stopped. A session cannot sign anything.</p>
            <ul class="rows">\(rows)</ul>
            <form method="post" action="/sign-out/everywhere"><p class="buttons"><button class="do" id="sign-out-everywhere" type="submit">Sign out everywhere</button></p></form>
            """
        return .html(
            frame(Page(title: "Your sessions", body: body, isLive: false), request.context), caching: .never)
    }

    static func signOut(_ request: SiteRequest) throws -> SiteResponse {
        if let session = request.visitor.session {
            try request.entrance.end(session, why: "signed out", at: request.now)
        }
        return out("/")
    }

    static func everywhere(_ request: SiteRequest) throws -> SiteResponse {
        _ = try own(request, back: "/sessions").endAll()
        return out("/")
    }

    static func end(_ request: SiteRequest) throws -> SiteResponse {
        let own = try own(request, back: "/sessions")
        guard let number = ItemID.place(request.form["session"]) else {
            throw Problem.bad("There is no such session.", "See <a href=\"/sessions\">your sessions</a>.")
        }
        _ = try own.end(number)
        return number == own.current.number ? out("/") : .see("/sessions")
    }

    private static func out(_ path: String) -> SiteResponse {
        var answer = SiteResponse.see(path)
        answer.caching = .never
        answer.headers.append(SessionCookie.end)
        return answer
    }

    private static func own(_ request: SiteRequest, back path: String? = nil) throws -> OwnSessions {
        guard let own = OwnSessions(request) else { throw Problem.signIn(path ?? request.path) }
        return own
    }

    /// Who is signed in; for others the way to it.
    static func signedIn(_ request: SiteRequest, back path: String? = nil) throws -> (Int, Session) {
        guard case .person(let person, let session) = request.visitor else {
            throw Problem.signIn(path ?? request.path)
        }
        return (person, session)
    }
}

extension Problem {
    /// This page is somebody's own: sign in first, and come back. A form that was posted comes back to the page it stood on.
    static func signIn(_ path: String) -> Problem {
        Problem(
            status: 303, what: "You must sign in to see this page.",
            remedy: "<a href=\"/sign-in?to=\(encoded(path))\">Sign in</a>, and you return to it.",
            headers: [("location", "/sign-in?to=\(encoded(path))")])
    }
}
