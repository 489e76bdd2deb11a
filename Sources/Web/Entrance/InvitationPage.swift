import Ledger
import Rules
import Store

/// What somebody sees on a link: make a passkey, read its words aloud, sign as its holder, know the number one has.
enum InvitationPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse { try show(request, try invitation(request)) }

    /// A challenge for the passkey that is about to be made.
    static func challenge(_ request: SiteRequest) throws -> SiteResponse {
        try request.entrance.requireRoom(.invitations, "invitation", of: request.caller, at: request.now)
        let invitation = try invitation(request)
        guard invitation.key == nil, !invitation.isOver(at: request.now) else { throw used }
        let challenge = request.entrance.randomBytes(Assertion.challengeByteCount)
        request.entrance.challenges.give(challenge, to: Token.bytes(request["token"]) ?? [], at: request.now)
        var answer = SiteResponse.json(.line(["challenge": .string(Token.text(challenge))]))
        answer.caching = .never
        return answer
    }

    /// Takes the passkey that a browser made, once.
    static func make(_ request: SiteRequest) throws -> SiteResponse {
        try request.entrance.requireRoom(.invitations, "invitation", of: request.caller, at: request.now)
        let invitation = try invitation(request)
        guard invitation.key == nil, !invitation.isOver(at: request.now) else { throw used }
        let web = request.context.authority.web
        let registration: Registration
        do throws(Malformed) {
            guard let challenge = request.entrance.challenges.take(Token.bytes(request["token"]) ?? [], at: request.now)
            else {
                throw Malformed("P-20", "this challenge was already used or is older than five minutes; try again")
            }
            guard let object = Base64.decodedURL(Array(request.form["attestation"].utf8)),
                let data = Base64.decodedURL(Array(request.form["client-data"].utf8))
            else { throw Malformed("P-20", "the browser sent no passkey; this page needs its script to be enabled") }
            registration = try Registration(
                attestationObject: object, clientData: data, challenge: challenge, origins: web?.origins ?? [],
                rp: web?.rp ?? "")
            guard request.context.authority.key(registration.key.fingerprint) == nil else {
                throw Malformed("P-21", "this key is already enrolled")
            }
            // Said here and not only to its holder's signature: a key that no act can enrol wastes nobody's voice.
            guard !registration.isBackupEligible || !request.context.wantsDeviceBound(invitation) else {
                throw Malformed(
                    "P-20",
                    "this passkey can be copied to other devices, and the policy allows only keys that cannot leave their device: use a security key, or turn off syncing of passkeys"
                )
            }
        } catch { return try show(request, invitation, refused: error) }
        let isFirst = try request.entrance.kept { () throws(StoreError) in
            try request.entrance.visitors.use(
                invitation, key: registration.key, credential: registration.credential, at: request.now)
        }
        guard isFirst else { throw used }
        return .see(request.path)
    }

    private static func invitation(_ request: SiteRequest) throws -> Invitation {
        let found = try Token.bytes(request["token"]).flatMap { token in
            try request.entrance.kept { () throws(StoreError) in try request.entrance.visitors.invitation(token: token)
            }
        }
        // A key that was made stays to be looked at; a link on which none was made ends for good.
        guard let found, found.key != nil || !found.isOver(at: request.now) else {
            throw Problem.notFound(
                "This invitation has expired, was withdrawn or never existed.",
                "Ask the person who sent it for a new one.")
        }
        return found
    }

    private static let used = Problem(
        status: 410, what: "A passkey has already been made with this invitation.",
        remedy:
            "If it was not you, tell the person who invited you at once. Nothing is enrolled before two people have heard its words from you."
    )

    // MARK: The page

    private static func show(_ request: SiteRequest, _ invitation: Invitation, refused: Malformed? = nil) throws
        -> SiteResponse
    {
        let context = request.context
        let alert: HTML? = refused.map {
            "<div class=\"refusal\" role=\"alert\" id=\"refused\"><p><strong>The passkey was not accepted.</strong> \(shown($0.what.prefix(1).uppercased() + $0.what.dropFirst())). \(context.clause($0.rule))</p></div>"
        }
        let body = invitation.key.map { made($0, request) } ?? open(invitation, request)
        let title = invitation.person == 0 ? "You are invited" : "Another passkey for p\(invitation.person)"
        return .html(
            frame(
                Page(title: title, body: "<h1>\(title)</h1>\n\(alert)\(body)", isLive: invitation.key != nil), context),
            status: refused == nil ? 200 : 400, caching: .never)
    }

    private static func open(_ invitation: Invitation, _ request: SiteRequest) -> HTML {
        let context = request.context
        let web = context.authority.web
        let person = context.authority.person(invitation.person)
        // The device that holds one of their passkeys already says so, instead of making a second beside it.
        let held = (person?.keys ?? []).map { context.authority.keys[$0].fingerprint }
            .compactMap { try? request.entrance.visitors.credential(of: $0) }.map { Token.text($0) }.joined(
                separator: " ")
        let name = context.authority.founding?.origin ?? ""
        return """
            <p class="lead">\(personLink(invitation.inviter)) asks you to make a passkey for <span class="mono">\(name)</span>. Your device creates it and keeps it. Only its public half is sent here.</p>
            <form id="passkey" class="passkey" method="post" action="\(request.path)" data-use="make" data-rp="\(web?.rp ?? "")" data-name="\(name)" \
            data-challenge="\(request.path)/challenge" data-words="\(Script.wordsPath)" data-credentials="\(held)" data-label="\(invitation.person == 0 ? "somebody new" : "p\(invitation.person)")">
            <input type="hidden" name="credential"><input type="hidden" name="attestation"><input type="hidden" name="client-data">
            <div class="field"><label for="label">Name of the passkey on your device</label><input type="text" id="label" name="label" maxlength="60" autocomplete="off">\
            <small>For example your name. It stays on your device and is not sent.</small></div>
            <p class="buttons"><button class="do" id="passkey-button" type="submit" disabled>Make a passkey</button></p>
            \(PasskeyForm.status)</form>
            <p class="small quiet">The link works until \(inFull(invitation.ends)), for one passkey.</p>
            """
    }

    private static func made(_ key: PublicKey, _ request: SiteRequest) -> HTML {
        let context = request.context
        if let enrolled = context.authority.key(key.fingerprint)?.key {
            return """
                <div class="well" id="enrolled"><p><strong>Your key is enrolled: you are \(personLink(enrolled.person)).</strong> Remember this number: it stands for you everywhere.</p></div>
                <p class="buttons"><a class="do" href="/sign-in">Sign in with it</a></p>
                \(words(key))
                """
        }
        let step: HTML
        if let act = context.enrolment(of: key) {
            let hasSigned =
                context.world.actView(at: ItemID(act)?.number ?? -1, now: context.now)?.signatures.contains {
                    $0.slot == "holder"
                } ?? false
            step =
                hasSigned
                ? "<p id=\"waits\" class=\"waits\" role=\"status\">You have signed. <a href=\"/acts/\(act)\">\(act)</a> waits for its two key witnesses. This page continues by itself.</p>"
                : """
                <p><a href="/acts/\(act)">\(act)</a> will enrol your key. Sign it with that key, to prove that you have it:</p>
                <form method="get" action="/acts/\(act)/sign"><input type="hidden" name="slot" value="holder"><input type="hidden" name="back" value="\(request.path)">
                <p class="buttons"><button class="do" id="holder-button" type="submit">Sign as holder</button></p></form>
                """
        } else {
            step =
                "<p id=\"waits\" class=\"waits\" role=\"status\">Now somebody in office must propose to enrol it. This page continues by itself.</p>"
        }
        return """
            <p class="lead">Your passkey is ready. Read these twelve words aloud to two people in office who recognise your voice or face. They type what they hear.</p>
            \(words(key))\(step)
            """
    }

    /// The words; the script puts in their place those that this device computed from the key it made.
    private static func words(_ key: PublicKey) -> HTML {
        let words = Words.words12(key.fingerprint)
        return """
            <ol class="heard-words" id="words" data-made="\(words.joined(separator: " "))">\(words.map { "<li>\($0)</li>" as HTML })</ol>
            <p id="made-same" class="small quiet" hidden>✓ Computed on this device from the key that it made.</p>
            <div id="made-other" class="refusal" role="alert" hidden><p><strong>Stop: the server shows a different key than the one made on this device.</strong> Do not read these words to anybody. Call the person who invited you.</p></div>
            """
    }
}

extension ViewContext {
    /// Whether the policy takes for this invitation's key only a passkey that stays on its device (P-20).
    func wantsDeviceBound(_ invitation: Invitation) -> Bool {
        let kind = Kind.named(invitation.person == 0 ? EnrolPerson.kind : EnrolKey.kind)
        return kind.flatMap { requirement(of: $0) }?.deviceBound ?? false
    }
}
