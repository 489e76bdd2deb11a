import Ledger
import Rules

/// A session at the server, for reading what is not public. It signs nothing, and ends by itself after half an hour.
package struct SignedIn: Sendable, Equatable {
    package let person: Int
    /// What opens it; it is beside the copy, for its owner alone.
    let token: String
    static let name = "session"

    package init(person: Int, token: String) {
        self.person = person
        self.token = token
    }

    init?(_ bytes: [UInt8]) {
        guard let json = try? JSON(enclosed: bytes), json.members?.count == 2, let token = json["token"]?.text,
            Self.isToken(token), let id = json["person"]?.text.flatMap(ItemID.init), id.prefix == Person.prefix
        else { return nil }
        self.init(person: id.number, token: token)
    }

    var written: [UInt8] { JSON.line(["person": .person(person), "token": .string(token)]).written() }

    /// 32 bytes in base64url: what goes into a header holds nothing else.
    static func isToken(_ text: String) -> Bool {
        text.utf8.count == 43
            && text.utf8.allSatisfy {
                0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x2D || $0 == 0x5F
            }
    }
}

extension Workspace {
    /// The session of the person who acts, if they have signed in here.
    package var signedIn: SignedIn? {
        guard let kept = replica.storage.read(SignedIn.name).flatMap({ SignedIn($0) }) else { return nil }
        return person == nil || person == .person(kept.person) ? kept : nil
    }

    /// The same, where nothing goes without one.
    func requireSignedIn() throws(Failure) -> SignedIn {
        if transport is FolderTransport {
            throw .unavailable("you cannot sign in to \(transport.name); it has only what is public")
        }
        guard let signedIn else {
            throw .notFound("a session of yours at \(transport.name); start one with foureyes sign-in")
        }
        return signedIn
    }

    /// A token that opens nothing any more is forgotten, and that is said.
    func forgetSession() {
        replica.storage.remove(SignedIn.name)
        console.note(["Your session at \(transport.name) has ended. To start a new one: foureyes sign-in"])
    }

    /// Shows the server one's key: a signature over its challenge, in a namespace that no statement has, so that what is
    /// signed here can never stand in the ledger (P-20).
    package mutating func signIn() async throws(Failure) {
        let number = try requireNumber()
        guard let keyFile else { throw .usage("give your key with --key FILE or FOUREYES_KEY") }
        guard let origin = replica.founding?.origin else { throw .unavailable("the ledger is not founded yet") }
        let webOrigin = try requireSignInPlace()
        let asked = try await transport.ask("GET", "/api/sign-in", nil, token: nil)
        guard asked.status == 200, let challenge = (try? JSON(enclosed: asked.body))?["challenge"]?.text,
            SignedIn.isToken(challenge)
        else { throw .unavailable("\(transport.name) sent no challenge for signing in (HTTP \(asked.status))") }
        // The origin is the copy's own, the address the one that was dialled: no server can have either signed for another.
        let armour = try KeySigner(file: keyFile, environment: environment).armour(
            over: SignInText.bytes(origin: origin, at: webOrigin, challenge: challenge), namespace: SignInText.namespace
        )
        let body = JSON.line([
            "armour": .string(String(decoding: armour, as: UTF8.self)), "at": .string(webOrigin),
            "challenge": .string(challenge), "person": .person(number),
        ]).written()
        let reply = try await transport.ask("POST", "/api/sign-in", body, token: nil)
        let answer = try? JSON(enclosed: reply.body)
        guard reply.status == 200, let token = answer?["token"]?.text, SignedIn.isToken(token) else {
            let rule = answer?["rule"]?.text.flatMap { Grammar.isClause($0) ? $0 : nil } ?? "P-20"
            throw .refused(
                Refusal(rule, answer?["missing"]?.text ?? "The server refused to sign you in (HTTP \(reply.status))."))
        }
        try replica.storage.write(SignedIn.name, SignedIn(person: number, token: token).written)
    }

    /// K-10: the address that stands in what is signed. None where the founding is not trusted, or anybody on the way could
    /// be the one who answers.
    private func requireSignInPlace() throws(Failure) -> String {
        guard let webOrigin = transport.webOrigin else { throw .unavailable("you cannot sign in to \(transport.name)") }
        if replica.founding?.sort == .production, replica.trust?.given != true {
            throw .refused(
                Refusal(
                    "K-10", "This is a production ledger, and you have not compared its founding yet.",
                    who: "you, with --founding and the 24 words that you have on paper"))
        }
        guard let address = try? ServerAddress(webOrigin), address.isLoopback || webOrigin.hasPrefix("https://") else {
            throw .refused(
                Refusal(
                    "K-10",
                    "\(webOrigin) is reached without encryption, so anybody on the way could take your session.",
                    who: "you, with the https:// address of this server in --url or FOUREYES_URL"))
        }
        return webOrigin
    }

    /// Ends the session here and at the server.
    package func signOut() async throws(Failure) {
        let kept = try requireSignedIn()
        replica.storage.remove(SignedIn.name)
        _ = try await transport.ask("POST", "/api/sign-out", Array("{}".utf8), token: kept.token)
    }
}

extension Workspace {
    /// What is said after a sign-in.
    package func signedInAs() -> Output {
        let id = signedIn.map { "p\($0.person)" }
        return Output(
            ["signed in to \(transport.name) as \(id ?? "nobody"), for reading; to end it: foureyes sign-out"],
            .line(["person": id.map { .string($0) }, "server": .string(transport.name)]))
    }
}
