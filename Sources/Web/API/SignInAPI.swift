import Ledger
import Rules
import Store

/// Sessions for programs: a challenge, a signature over it in its own namespace, a token. No cookie is set and none counts.
enum SignInAPI {
    static let routes: [Route] = [
        Route.get("/api/sign-in") { try challenge($0) }.noted(
            .init(summary: "A challenge for a sign-in, good once and for five minutes", schema: "Challenge")),
        Route.post("/api/sign-in") { try signIn($0) }.noted(
            .init(
                summary: "Sign in with an SSH signature over the challenge, in the namespace sign-in@foureyes",
                schema: "SignedIn", body: "SignIn")),
        Route.post("/api/sign-out") { try signOut($0) }.noted(
            .init(summary: "End the session of the token", schema: "SignedOut", body: "SignOut")),
    ]

    private static func challenge(_ ask: Ask) throws -> Answer {
        try ask.entrance.requireRoom(.signIn, "challenge", of: ask.caller, at: ask.now)
        let signing = SigningIn(entrance: ask.entrance, reading: ask.reading, caller: ask.caller)
        return never(.line(["challenge": .string(signing.newChallenge())]))
    }

    private static func signIn(_ ask: Ask) throws -> Answer {
        try ask.entrance.requireRoom(.signIn, "sign-in", of: ask.caller, at: ask.now)
        guard let json = try? JSON(enclosed: ask.body), json.members?.map(\.key) == ["armour", "challenge", "person"],
            let armour = json["armour"]?.text, let challenge = json["challenge"]?.text,
            let person = json["person"]?.text.flatMap(ItemID.init), person.letter == Person.letter
        else { throw Problem.bad("A sign-in is an object with “armour”, “challenge” and “person”.", .none) }
        do {
            let begun = try SigningIn(entrance: ask.entrance, reading: ask.reading, caller: ask.caller)
                .key(armour: Array(armour.utf8), person: person.number, challenge: challenge, sort: .key)
            return never(
                .line([
                    "ends": .string(begun.session.ends.text), "person": .person(begun.session.person),
                    "token": .string(Token.text(begun.token)),
                ]))
        } catch let refused as NotAdmitted {
            return never(
                .line(["missing": .string(refused.what), "rule": .string(refused.rule)]), status: refused.status)
        }
    }

    private static func signOut(_ ask: Ask) throws -> Answer {
        if let session = ask.visitor.session {
            try ask.entrance.kept { () throws(StoreError) in
                try ask.entrance.front.end(session.number, of: session.person)
            }
        }
        return never(.object([]))
    }

    private static func never(_ json: JSON, status: Int = 200) -> Answer {
        var answer = Answer.json(json, status: status)
        answer.caching = .never
        return answer
    }
}
