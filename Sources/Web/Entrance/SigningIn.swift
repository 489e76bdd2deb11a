import Ledger
import Rules
import Store

/// Why nobody was let in: what is wrong, and by which rule.
struct NotAdmitted: Error, Sendable {
    let what: String
    let rule: String
    /// Whose key proved that they asked.
    var person: Int?
    /// In whose name somebody asked, who proved nothing: a stranger says any name (K-13).
    var claimed: Int?
    var status = 403
}

/// SP-3.4.3, SP-3.4a: finds out who shows a key, in no other way than by its signature, and begins the session; who came in and
/// who did not is a line of the journal. It is a question of this server alone: a session signs nothing.
struct SigningIn: Sendable {
    let entrance: Entrance
    let context: ViewContext
    let caller: Caller

    /// What a session was begun with.
    struct NewSession: Sendable {
        let token: [UInt8]
        let session: Session
    }

    // MARK: By passkey

    /// The members that a browser hands over, over the challenge that this browser was given.
    func passkey(_ members: PasskeyMembers, challenge: [UInt8]?) throws -> NewSession {
        let assertion: Assertion
        do throws(Malformed) {
            assertion = try Assertion(
                authenticatorData: members.authenticatorData, clientData: members.clientData,
                signature: members.signature)
        } catch { throw NotAdmitted(what: error.what, rule: error.rule, status: 400) }
        guard let challenge else {
            throw NotAdmitted(
                what: "this challenge was already used, is older than five minutes or belongs to another browser",
                rule: "P-20", status: 400)
        }
        let key = try key(of: assertion, credential: members.credential, challenge: challenge)
        try admit(key.fingerprint, of: key.person)
        try entrance.kept { () throws(StoreError) in
            try entrance.visitors.keep(credential: members.credential, of: key.fingerprint)
        }
        let clone = try entrance.kept { () throws(StoreError) in
            try entrance.visitors.count(assertion.counter, of: key.fingerprint, at: context.now)
        }
        if let clone {
            try entrance.note(
                .alarm, key.person,
                [
                    "key": .string(key.fingerprint.hex), "last": .integer(clone.last), "met": .integer(clone.met),
                    "what": .string("counter"),
                ], at: context.now)
            throw NotAdmitted(
                what:
                    "the counter of this passkey did not grow (\(clone.last), then \(clone.met)), so it may have been copied: sign in with another key and revoke this one",
                rule: "P-20", person: key.person)
        }
        return try begin(key.fingerprint, of: key.person, method: .passkey)
    }

    /// The enrolled key that made it. The id tells which one to try first; it is the sender's word, so all others follow.
    private func key(of assertion: Assertion, credential: [UInt8], challenge: [UInt8]) throws -> EnrolledKey {
        let known = try entrance.kept { () throws(StoreError) in try entrance.visitors.key(credential: credential) }
        let all = context.passkeys.map(\.fingerprint)
        let keys = all.filter { $0 == known } + all.filter { $0 != known }
        var first: Malformed?
        for fingerprint in keys {
            guard let key = context.authority.key(fingerprint)?.key else { continue }
            do throws(Malformed) {
                try assertion.check(
                    key: key.key, challenge: challenge, origins: context.authority.web?.origins ?? [])
                return key
            } catch { first = first ?? error }
        }
        guard let first, first != Assertion.notGood || keys.contains(where: { $0 == known }) else {
            throw NotAdmitted(
                what: "this passkey is not enrolled: an act must enrol it, with two key witnesses",
                rule: "P-21")
        }
        throw NotAdmitted(
            what: first.what, rule: first.rule, claimed: known.flatMap { context.authority.key($0)?.key.person })
    }

    // MARK: By an SSH key

    /// An SSHSIG over the server's challenge, in the namespace of sign-ins.
    func key(
        armour: [UInt8], person: Int, challenge: String, at webOrigin: String, method: Session.Method
    ) throws -> NewSession {
        guard let token = Token.bytes(challenge), entrance.challenges.take(token, at: context.now) != nil else {
            throw NotAdmitted(
                what: "this challenge was already used, is older than five minutes or is not from this server",
                rule: "P-20", claimed: person, status: 400)
        }
        guard place.takes(webOrigin) else { throw place.refusal(of: webOrigin, claimed: person) }
        let text = SignInText.bytes(
            origin: context.authority.founding?.origin ?? "", at: webOrigin, challenge: challenge)
        let signature: Signature
        do throws(Malformed) { signature = try SignInText.verified(armour, over: text) } catch {
            throw NotAdmitted(what: error.what, rule: error.rule, claimed: person, status: 400)
        }
        try admit(signature.key.fingerprint, of: person)
        return try begin(signature.key.fingerprint, of: person, method: method)
    }

    /// One click in a demonstration: its own signer answers the challenge, and is checked like everybody.
    func demonstration(_ person: Int) async throws -> NewSession {
        guard let keys = entrance.demonstrationKeys, context.authority.isDemonstration else {
            throw NotAdmitted(what: "this is not a demonstration", rule: "P-54", claimed: person)
        }
        let challenge = newChallenge()
        let webOrigin = place.own(caller.ownOrigin)
        let text = SignInText.bytes(
            origin: context.authority.founding?.origin ?? "", at: webOrigin, challenge: challenge)
        guard let armour = await keys.sign(text, as: person, namespace: SignInText.namespace) else {
            throw NotAdmitted(
                what: "the demonstration’s signer did not answer for p\(person): is `foureyes-demo keys` running?",
                rule: "P-54", claimed: person, status: 503)
        }
        return try key(
            armour: armour, person: person, challenge: challenge, at: webOrigin, method: .demonstration)
    }

    /// Where this ledger lets people sign in.
    var place: SignInPlace { SignInPlace(context.authority) }

    /// A challenge for somebody without a cookie: whoever knows it may answer it, once.
    func newChallenge() -> String {
        let bytes = entrance.randomBytes(Assertion.challengeByteCount)
        entrance.challenges.give(bytes, to: bytes, at: context.now)
        return Token.text(bytes)
    }

    // MARK: Letting in

    private func admit(_ fingerprint: Digest, of person: Int) throws {
        guard let key = context.authority.key(fingerprint)?.key, key.person == person else {
            throw NotAdmitted(what: "p\(person) has no such key here", rule: "P-21", claimed: person)
        }
        if key.revoked != nil { throw NotAdmitted(what: "this key was revoked", rule: "P-22", person: person) }
        if key.stopped != nil { throw NotAdmitted(what: "this key is stopped", rule: "P-55", person: person) }
        guard context.authority.isGoodForSession(key: fingerprint) else {
            throw NotAdmitted(what: "p\(person) or this key is stopped", rule: "P-55", person: person)
        }
    }

    private func begin(_ key: Digest, of person: Int, method: Session.Method) throws -> NewSession {
        let token = entrance.randomBytes(Token.byteCount)
        let session = try entrance.kept { () throws(StoreError) in
            try entrance.visitors.begin(
                token: token, person: person, key: key, method: method, device: caller.agent, place: context.log.size,
                at: context.now)
        }
        do {
            try entrance.note(
                .signIn, person,
                [
                    // On whose authority, and what for: a session reads and signs nothing (SP-3.4a).
                    "because": .string(
                        "P-55, key enrolled at entry \(context.authority.key(key)?.key.born ?? 0) and working"),
                    "for": .string("reading"), "key": .string(key.hex), "session": .integer(session.number),
                    "sort": .string(method.rawValue),
                ],
                at: context.now)
        } catch {
            // What is not in the journal did not happen (A56): nobody gets the token.
            _ = try? entrance.visitors.end(session.number, of: person)
            throw error
        }
        return NewSession(token: token, session: session)
    }
}

extension Entrance {
    /// Ends a session and writes it down.
    func end(_ session: Session, why: String, at now: Time) throws {
        try kept { () throws(StoreError) in try visitors.end(session.number, of: session.person) }
        try note(.signOut, session.person, ["session": .integer(session.number), "why": .string(why)], at: now)
    }

    /// Writes down who was not let in, and why.
    func refused(_ refused: NotAdmitted, of caller: Caller, at now: Time) throws {
        let claimed = refused.claimed.map { "p\($0)" }
        var facts: [String: JSON] = [
            "rule": .string(refused.rule), "what": .string("sign-in"),
            // An origin that somebody made up may be in it, as long as they like.
            "why": .string(String(refused.what.prefix(160))),
        ]
        if let claimed { facts["claimed"] = .string(claimed) }
        let line = Entrance.line(.refusal, refused.person, facts, at: now)
        try kept { () throws(StoreError) in
            try journal.write(refusal: line, claimed: claimed, from: caller.address)
        }
    }
}

extension ViewContext {
    /// The passkeys of this ledger, revoked ones too: bound to its RP id.
    var passkeys: [EnrolledKey] {
        guard let rp = authority.web?.rp else { return [] }
        return authority.keys.filter { $0.key.application == rp }
    }
}

/// What a page's script posts after a passkey has signed: all in base64url without padding.
struct PasskeyMembers: Sendable {
    let credential: [UInt8]
    let authenticatorData: [UInt8]
    let clientData: [UInt8]
    let signature: [UInt8]

    /// nil where a member is missing or not in its form.
    init?(_ form: Form) {
        func member(_ name: String, upTo longest: Int) -> [UInt8]? {
            let text = Array(form[name].utf8)
            guard !text.isEmpty, text.count <= longest * 4 / 3 + 3 else { return nil }
            return Base64.decodedURL(text)
        }
        guard let credential = member("credential", upTo: 1023),
            let authenticatorData = member("authenticator-data", upTo: 4096),
            let clientData = member("client-data", upTo: 4096), let signature = member("signature", upTo: 80)
        else { return nil }
        (self.credential, self.authenticatorData) = (credential, authenticatorData)
        (self.clientData, self.signature) = (clientData, signature)
    }

    /// Whether a form carries any of them.
    static func stand(in form: Form) -> Bool { !form["authenticator-data"].isEmpty }
}
