import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import TestWorld

@testable import Web

/// A browser of a test: it keeps cookies, and says of each form that our own page sent it.
final class Guest {
    let site: TestSite
    private(set) var cookies: [String: String] = [:]

    init(_ site: TestSite) { self.site = site }

    func get(_ path: String, unattended: Bool = false) async throws -> Reply {
        try await send(.get, path, [], unattended ? [("x-unattended", "yes")] : [])
    }

    /// Answers a form; that of a decision leads to an address which has the answers (303).
    func decide(_ path: String, _ form: [(String, String)]) async throws -> Reply {
        try await DecidePageTests.followed(post(path, form), to: path) { try await get($0) }
    }

    func post(
        _ path: String, _ form: [(String, String)] = [], from: String = "same-origin"
    ) async throws -> Reply {
        let body = form.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
        return try await send(
            .post, path, Array(body.utf8),
            [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", from)])
    }

    /// Signs in with a passkey; `change` spoils what the browser hands over.
    func signIn(
        _ key: SoftwareKey, credential: String = "AAAA", flags: UInt8 = 0x05, counter: UInt32 = 1,
        origin: String? = nil
    ) async throws -> Reply {
        let challenge = try await challenge()
        return try await answer(challenge, key, credential: credential, flags: flags, counter: counter, origin: origin)
    }

    func challenge() async throws -> [UInt8] {
        let given = try await post("/sign-in/challenge").json()["challenge"]?.text ?? ""
        return Base64.decodedURL(Array(given.utf8)) ?? []
    }

    func answer(
        _ challenge: [UInt8], _ key: SoftwareKey, credential: String = "AAAA", flags: UInt8 = 0x05,
        counter: UInt32 = 1, origin: String? = nil
    ) async throws -> Reply {
        try await post(
            "/sign-in",
            Guest.members(
                key.assertion(challenge: challenge, flags: flags, counter: counter, origin: origin),
                credential: credential))
    }

    /// The fields that the page's script fills in.
    static func members(
        _ made: (authenticatorData: [UInt8], clientData: [UInt8], signature: [UInt8]), credential: String = "AAAA"
    ) -> [(String, String)] {
        func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.encoded(bytes, .url), as: UTF8.self) }
        return [
            ("credential", credential), ("authenticator-data", text(made.authenticatorData)),
            ("client-data", text(made.clientData)), ("signature", text(made.signature)),
        ]
    }

    /// The hidden fields of a page to sign, without those that the page's script fills in.
    static func statement(_ page: Reply) -> [(String, String)] {
        FormTests.hidden(page.text).filter { field in
            field.0 == "line" || field.0 == "back" || field.0.hasPrefix("content.") || field.0.hasPrefix("key.")
        }
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8] = [], _ headers: [(String, String)] = []
    ) async throws -> Reply {
        var fields = HTTPFields()
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        fields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let all = fields
        let reply = try await site.ask { client in
            try await client.execute(uri: path, method: method, headers: all, body: ByteBuffer(bytes: body)) {
                Reply($0)
            }
        }
        for (name, value) in reply.headers where name == "set-cookie" {
            let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
        return reply
    }
}

extension TestCA {
    /// The small world with p5, whose only key is a passkey of this ledger.
    static func withPasskey() throws -> (ca: TestCA, key: SoftwareKey) {
        var ca = try TestCA.small()
        let key = SoftwareKey.passkey(seed: "p5", rpID: "localhost", origin: "http://localhost:8080")
        ca.setKey(5, key)
        _ = try ca.enrol()
        return (ca, key)
    }
}
