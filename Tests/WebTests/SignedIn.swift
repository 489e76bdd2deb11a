import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import Store
import TestWorld

@testable import Web

/// A person of the test CA with a session, as a program or a browser would have it.
struct SignedIn {
    let site: TestSite
    let person: Int
    private let token: [UInt8]

    init(_ site: TestSite, _ person: Int) throws {
        (self.site, self.person) = (site, person)
        token = [UInt8](repeating: UInt8(truncatingIfNeeded: 100 + person), count: Token.byteCount)
        var ca = site.ca
        _ = try site.visitors.begin(
            token: token, person: person, key: ca.key(person).publicKey.fingerprint, method: .key, device: "test",
            place: ca.entries.count, at: ca.now)
    }

    func get(_ path: String) async throws -> Reply { try await send(.get, path, [], nil) }

    func post(_ path: String, _ form: [(String, String)]) async throws -> Reply {
        let body = form.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
        return try await send(.post, path, Array(body.utf8), "application/x-www-form-urlencoded")
    }

    func send(_ method: HTTPRequest.Method, _ path: String, _ body: [UInt8], _ type: String?) async throws -> Reply {
        var headers = HTTPFields()
        headers[.authorization] = "Bearer " + Token.text(token)
        if let type { headers[.contentType] = type }
        let fields = headers
        return try await site.ask { client in
            try await client.execute(uri: path, method: method, headers: fields, body: ByteBuffer(bytes: body)) {
                Reply($0)
            }
        }
    }

    /// Answers a form; that of a decision leads to an address which has the answers (303).
    func decide(_ path: String, _ form: [(String, String)]) async throws -> Reply {
        try await DecidePageTests.followed(post(path, form), to: path) { try await get($0) }
    }

    /// Signs what a page offers to sign, by hand.
    func sign(_ made: Reply) async throws -> Reply {
        let hidden = FormTests.hidden(made.text)
        guard let line = hidden.first(where: { $0.0 == "line" })?.1 else { return made }
        let armour = String(site.signed(line + "\n", by: person).dropFirst(line.utf8.count + 1))
        return try await post("/submit", hidden + [("armour", armour)])
    }
}

extension TestCA {
    /// The busy CA with so many media more, imported by one act.
    static func crowded(_ count: Int) throws -> TestCA {
        var ca = try busy()
        let rows = (1...count).map { number in
            JSON.medium(
                "Box \(number)", serial: "N\(number)", sort: number % 3 == 0 ? "tape" : "disk",
                in: "S-\(1 + number % 2)")
        }
        let bytes = JSON.line(["kind": .string("register/medium.enter"), "rows": .array(rows)]).written()
        let enclosure = ca.enclose(bytes)
        var draft = Draft.of(
            ca.kind("register/medium.import"), .line(["rows": .string(enclosure.sha256.hex)]), slot: "keeper")
        draft.enclosures = [enclosure]
        let act = try ca.say(draft, by: 5)
        ca.wait(30)
        try ca.say(.sign(ca.registerAct(act), slot: "reviewer"), by: 6)
        ca.wait(30)
        return ca
    }

    /// With 5,000 of them; made once.
    static let crowd = Result { try crowded(5000) }
}
