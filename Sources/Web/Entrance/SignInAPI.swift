import Ledger
import Rules
import Store

/// How a program begins a session: it signs the server's challenge in a namespace that no statement has. What it gets is a
/// token for reading what its person may read; nothing is signed by it. No cookie is set.
enum SignInAPI {
    static func challenge(_ request: SiteRequest) throws -> SiteResponse {
        try request.entrance.requireRoom(.signIn, "challenge", of: request.caller, at: request.now)
        let challenge = SigningIn(entrance: request.entrance, context: request.context, caller: request.caller)
            .newChallenge()
        var answer = SiteResponse.json(.line(["challenge": .string(challenge)]))
        answer.caching = .never
        return answer
    }

    static func signIn(_ request: SiteRequest) throws -> SiteResponse {
        try request.entrance.requireRoom(.signIn, "sign-in", of: request.caller, at: request.now)
        guard let json = try? JSON(enclosed: request.body),
            json.members?.map(\.key) == ["armour", "at", "challenge", "person"],
            let armour = json["armour"]?.text, let webOrigin = json["at"]?.text,
            let challenge = json["challenge"]?.text,
            let id = json["person"]?.text.flatMap({ ItemID($0) }), id.prefix == Person.prefix
        else {
            return failed(
                NotAdmitted(
                    what: "the request must be {\"armour\", \"at\", \"challenge\", \"person\"}", rule: "P-1",
                    status: 400))
        }
        do {
            let begun = try SigningIn(entrance: request.entrance, context: request.context, caller: request.caller).key(
                armour: Array(armour.utf8), person: id.number, challenge: challenge, at: webOrigin, method: .key)
            var answer = SiteResponse.json(
                .line([
                    "ends": .string(begun.session.ends.text), "person": .person(begun.session.person),
                    "token": .string(Token.text(begun.token)),
                ]))
            answer.caching = .never
            return answer
        } catch let refused as NotAdmitted {
            try request.entrance.refused(refused, of: request.caller, at: request.now)
            return failed(refused)
        }
    }

    /// Nobody's has no members.
    static func session(_ request: SiteRequest) throws -> SiteResponse {
        let session = request.visitor.session
        return .json(
            .line([
                "begun": session.map { .string($0.begun.text) }, "ends": session.map { .string($0.ends.text) },
                "person": session.map { .person($0.person) }, "sort": session.map { .string($0.method.rawValue) },
            ]))
    }

    static func signOut(_ request: SiteRequest) throws -> SiteResponse {
        if let session = request.visitor.session {
            try request.entrance.end(session, why: "signed out", at: request.now)
        }
        return .json(.object([]))
    }

    private static func failed(_ refused: NotAdmitted) -> SiteResponse {
        .json(
            .line(["missing": .string(refused.what), "rule": .string(refused.rule)]), status: refused.status)
    }
}
