import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import Store
import TestWorld

@testable import Web

/// A session for each role, as if its person had signed in while his key was good; a stop or revocation since then
/// must end it, whatever the session says.
struct Visitors {
    let site: TestSite
    private var tokens: [Role: [UInt8]] = [:]

    init(_ site: TestSite) throws {
        self.site = site
        var ca = site.ca
        for (place, role) in Role.allCases.enumerated() {
            guard let person = role.person else { continue }
            try site.visitors.endAll(of: person)
            let token = [UInt8](repeating: UInt8(place + 1), count: Token.byteCount)
            _ = try site.visitors.begin(
                token: token, person: person, key: ca.key(person).publicKey.fingerprint, method: .key, device: "test",
                place: site.ca.entries.count, at: ca.now)
            tokens[role] = token
        }
    }

    /// Asks as a role; what is posted is an empty form or object.
    func ask(_ route: Route, _ path: String, as role: Role) async throws -> Reply {
        // A stream has no end to wait for: its head says who may have it.
        if route.pattern == "/live" { return try await send(.head, path, as: role) }
        guard route.method == .post else { return try await get(path, as: role) }
        let json = route.program != nil
        let type = json ? "application/json" : "application/x-www-form-urlencoded"
        return try await send(.post, path, body: Array((json ? "{}" : "").utf8), type: type, as: role)
    }

    func get(_ path: String, as role: Role) async throws -> Reply { try await send(.get, path, as: role) }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8] = [], type: String? = nil, as role: Role
    ) async throws -> Reply {
        var headers = HTTPFields()
        if let token = tokens[role] { headers[.authorization] = "Bearer " + Token.text(token) }
        if let type { headers[.contentType] = type }
        let fields = headers
        return try await site.ask { client in
            try await client.execute(uri: path, method: method, headers: fields, body: ByteBuffer(bytes: body)) {
                Reply($0)
            }
        }
    }
}
