import HTTPTypes
import Hummingbird
import NIOCore
import TestWorld
import Testing

@testable import Web

/// Design 9.2: a server answers under its own names alone (DNS rebinding).
@Suite struct HostTests {
    private func ask(_ host: String, _ path: String = "/", _ headers: [(String, String)] = [], post: Bool = false)
        async throws -> (status: Int, headers: HTTPFields)
    {
        let site = try await TestSite(try TestCA.small()).site
        var fields = HTTPFields()
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        let head = HTTPRequest(
            method: post ? .post : .get, scheme: "http", authority: host, path: path, headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        let own = OwnHosts(["http://localhost:8080", "https://ca.example.org", "https://ca.example.net:8443"])
        let response = await site.respond(
            to: request,
            caller: Caller(
                request,
                from: ClientAddress(peer: NetworkAddress("192.0.2.1"), headers: fields, proxies: .none),
                isSecure: false, own: own))
        return (response.status.code, response.headers)
    }

    @Test(
        "another name is 421, for pages, programs, forms and the log alike",
        arguments: [
            "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "128.0.0.1", "127.0.0.256", "127.0.1",
            "localhost:", "localhost:80x", "localhost.", "[::2]", "ca.example.org:8443", "ca.example.net", "",
            "user@localhost", "x.ca.example.org",
        ])
    func strange(host: String) async throws {
        for path in ["/", "/api/status", "/log/checkpoint", "/nothing"] {
            #expect(try await ask(host, path).status == 421, "\(path)")
        }
        #expect(
            try await ask(host, "/sign-in/challenge", [("sec-fetch-site", "same-origin")], post: true).status == 421)
    }

    @Test(
        "the ledger's own hosts and this machine's names are answered",
        arguments: [
            "localhost", "localhost:8080", "LOCALHOST:1", "127.0.0.1:8080", "127.9.9.9", "[::1]", "[::1]:8080",
            "ca.example.org", "ca.example.net:8443",
        ])
    func own(host: String) async throws { #expect(try await ask(host).status == 200) }

    @Test("behind a proxy that ends TLS, a form of the ledger's own origin is taken, and cookies are for TLS alone")
    func proxied() async throws {
        func form(_ origin: String, _ host: String) async throws -> Int {
            try await ask(
                host, "/sign-in/challenge",
                [("origin", origin), ("content-type", "application/x-www-form-urlencoded")], post: true
            )
            .status
        }
        #expect(try await form("https://ca.example.org", "ca.example.org") != 403)
        #expect(try await form("http://ca.example.org", "ca.example.org") == 403)
        #expect(try await form("https://ca.example.net:8443", "ca.example.org") == 403)
        #expect(try await form("https://ca.example.org", "localhost:8080") == 403)
        let secure = try #require(HTTPField.Name("strict-transport-security"))
        #expect(try await ask("ca.example.org").headers[secure] != nil)
        #expect(try await ask("localhost:8080").headers[secure] == nil)
    }
}
