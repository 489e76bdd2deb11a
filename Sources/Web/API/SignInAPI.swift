import Ledger
import Rules
import Store

/// How a program begins a session: it signs the server's challenge in a namespace that no statement has. What it gets is a
/// token for reading what its person may read; nothing is signed by it. No cookie is set.
enum SignInAPI {
    static let routes: [Route] = [
        Route.get("/api/sign-in") { try challenge($0) }.noted(
            .init(summary: "A challenge to sign, good once and for five minutes", schema: "Challenge")),
        Route.post("/api/sign-in") { try signIn($0) }.noted(
            .init(summary: "Begin a session by the challenge's signature", schema: "SignedIn", body: "SignIn")),
        Route.get("/api/session") { try session($0) }.noted(
            .init(summary: "Whose session the token is", schema: "SessionView")),
        Route.post("/api/sign-out") { try signOut($0) }.noted(
            .init(summary: "End the session of the token", schema: "SignedOut", body: "SignOut")),
    ]

    private static func challenge(_ ask: Ask) throws -> Answer {
        try ask.entrance.requireRoom(.signIn, "challenge", of: ask.caller, at: ask.now)
        let challenge = SigningIn(entrance: ask.entrance, reading: ask.reading, caller: ask.caller).newChallenge()
        var answer = Answer.json(.line(["challenge": .string(challenge)]))
        answer.caching = .never
        return answer
    }

    private static func signIn(_ ask: Ask) throws -> Answer {
        try ask.entrance.requireRoom(.signIn, "sign-in", of: ask.caller, at: ask.now)
        guard let json = try? JSON(enclosed: ask.body), json.members?.map(\.key) == ["armour", "challenge", "person"],
            let armour = json["armour"]?.text, let challenge = json["challenge"]?.text,
            let id = json["person"]?.text.flatMap({ ItemID($0) }), id.letter == Person.letter
        else {
            return failed(
                NotAdmitted(
                    what: "the request is not {\"armour\", \"challenge\", \"person\"}", rule: "P-1", status: 400))
        }
        do {
            let begun = try SigningIn(entrance: ask.entrance, reading: ask.reading, caller: ask.caller).key(
                armour: Array(armour.utf8), person: id.number, challenge: challenge, method: .key)
            var answer = Answer.json(
                .line([
                    "ends": .string(begun.session.ends.text), "person": .person(begun.session.person),
                    "token": .string(Token.text(begun.token)),
                ]))
            answer.caching = .never
            return answer
        } catch let refused as NotAdmitted {
            try ask.entrance.refused(refused, at: ask.now)
            return failed(refused)
        }
    }

    /// Nobody's has no members.
    private static func session(_ ask: Ask) throws -> Answer {
        let session = ask.visitor.session
        return .json(
            .line([
                "begun": session.map { .string($0.begun.text) }, "ends": session.map { .string($0.ends.text) },
                "person": session.map { .person($0.person) }, "sort": session.map { .string($0.sort.rawValue) },
            ]))
    }

    private static func signOut(_ ask: Ask) throws -> Answer {
        if let session = ask.visitor.session { try ask.entrance.end(session, why: "signed out", at: ask.now) }
        return .json(.object([]))
    }

    private static func failed(_ refused: NotAdmitted) -> Answer {
        .json(
            .line(["missing": .string(refused.what), "rule": .string(refused.rule)]), status: refused.status)
    }
}
