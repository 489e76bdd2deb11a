import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: no page fails, none links to nothing, none lets a text of an entry become markup, each has the strict
/// headers. Method: walk from the home page along every link, on a small and on a large policy.
@Suite struct PageTests {
    /// Headers that every answer has, byte for byte.
    static let golden: [(String, String)] = [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        ("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
        ("x-frame-options", "DENY"),
    ]

    @Test(
        "every link from the home page on leads to a page with strict headers and no script but our own",
        arguments: ["small", "cacert"])
    func walk(policy: String) async throws {
        let site = try await TestSite(policy == "small" ? try TestCA.busy() : try TestCA.cacert())
        var waiting = ["/"]
        var seen: Set<String> = ["/"]
        while let path = waiting.popLast() {
            let reply = try await site.get(path)
            #expect([200, 303].contains(reply.status), "\(path): \(reply.status)")
            for (name, value) in Self.golden { #expect(reply[name] == value, "\(path): \(name)") }
            guard reply["content-type"]?.hasPrefix("text/html") == true else { continue }
            // The one script, by its address; nothing that runs stands in a page itself.
            let own = "<script src=\"\(Script.path)\" defer></script>"
            #expect(reply.text.components(after: own).count == 1, "\(path) has its script once")
            let text = reply.text.replacing(own, with: "")
            for trap in ["HTML(markup", "<script", "javascript:", " style=\"", " onclick", "Optional("] {
                #expect(!text.contains(trap), "\(path) contains \(trap)")
            }
            Self.expectBalanced(text, path)
            // Filters and orders of a register multiply; two of them at once are enough to see.
            for link in Self.links(in: text) where link.count(where: { $0 == "&" }) < 2 && seen.insert(link).inserted {
                waiting.append(link)
            }
        }
        #expect(seen.count > 100)
        // The forms of every kind, and those of what is open, are among them.
        for kind in Kind.all { #expect(seen.contains(kind.path), "\(kind.name)") }
    }

    /// Addresses of this site in `href`, without what stands behind `#`.
    static func links(in text: String) -> [String] {
        text.components(after: "href=\"").compactMap { rest in
            let link = rest.prefix { $0 != "\"" }.prefix { $0 != "#" }.replacing("&amp;", with: "&")
                .replacing("&quot;", with: "\"")
            return link.hasPrefix("/") ? String(link) : nil
        }
    }

    /// Each element that is opened is closed in its order; a slip in a literal would swallow the rest of a page.
    static func expectBalanced(_ text: String, _ path: String) {
        let alone: Set<String> = [
            "meta", "link", "br", "wbr", "input", "!doctype", "circle", "path", "rect", "th", "tr", "td",
        ]
        var open: [String] = []
        for rest in text.components(after: "<") {
            let name = rest.prefix { $0 != " " && $0 != ">" && $0 != "\n" }.lowercased()
            if name.hasPrefix("/") {
                let closed = String(name.dropFirst())
                guard !alone.contains(closed) else { continue }
                guard open.popLast() == closed else {
                    Issue.record("\(path): </\(closed)> closes \(open.last ?? "nothing")")
                    return
                }
            } else if !alone.contains(name), !name.hasSuffix("/") {
                open.append(name)
            }
        }
        #expect(open.isEmpty, "\(path): \(open)")
    }

    @Test(
        "what is no page says so, and helps",
        arguments: [
            ("/nowhere", 404), ("/acts/A-01", 404), ("/acts/A-99999", 404), ("/acts/M-1", 404),
            ("/acts/A-+5", 404), ("/acts/A-١", 404),
            ("/people/p0", 404), ("/people/p999", 404), ("/motions/B-0", 404), ("/records/R-3", 404),
            ("/groups/..", 404), ("/groups/nobody", 404),
            ("/registers/nothing", 404), ("/registers/media/H-1", 404), ("/registers/media/M-77", 404),
            ("/policy/SP-0", 404),
            ("/kinds/register/nothing", 404), ("/ledger/9999999", 404), ("/ledger/-1", 404),
            ("/ledger/007", 404), ("/log/../keys", 404),
            ("/log/enclosures/00", 404), ("/log/tile/0/x999/999", 404), ("/search?q=%ff", 400),
            ("/search?q=%zz", 400),
        ])
    func helpful(path: String, status: Int) async throws {
        let site = try await TestSite(try TestCA.small())
        let reply = try await site.get(path)
        #expect(reply.status == status)
        for (name, value) in Self.golden { #expect(reply[name] == value) }
        if !path.hasPrefix("/log/") { #expect(reply.text.contains("Where to go from here")) }
    }

    @Test("another method is 405 with those allowed, HEAD is GET without a body")
    func methods() async throws {
        let site = try await TestSite(try TestCA.small())
        let posted = try await site.post("/acts", form: [])
        #expect(posted.status == 405 && posted["allow"] == "GET, HEAD")
        let got = try await site.get("/submit")
        #expect(got.status == 405 && got["allow"] == "POST")
        let head = try await site.ask { client in
            try await client.execute(uri: "/ledger", method: .head) { Reply($0) }
        }
        #expect(head.status == 200 && head.bytes.isEmpty)
    }

    @Test(
        "HEAD says the length of GET, of a page, a file and a refusal alike; of a stream it says none",
        arguments: ["/", "/acts", "/log/checkpoint", "/log/tile/0/000.p/5", "/api/status", "/nowhere", "/live"])
    func length(path: String) async throws {
        let site = try await TestSite(try TestCA.small())
        let head = try await site.ask { client in
            try await client.execute(uri: path, method: .head) { Reply($0) }
        }
        #expect(head.bytes.isEmpty)
        guard path != "/live" else {
            #expect(head.status == 200 && head["content-length"] == nil)
            return
        }
        let got = try await site.get(path)
        #expect(head.status == got.status && head["content-length"] == "\(got.bytes.count)" && !got.bytes.isEmpty)
    }

    @Test("the style sheet is kept for ever under its hash; pages are asked for again")
    func caching() async throws {
        let site = try await TestSite(try TestCA.small())
        #expect(try await site.get(StyleSheet.path)["cache-control"] == "public, max-age=31536000, immutable")
        #expect(try await site.get("/")["cache-control"] == "no-cache")
        #expect(try await site.get("/style/0000000000000000.css").status == 404)
        #expect(try await site.get("/log/checkpoint")["cache-control"] == "no-cache")
    }

    @Test("P-54: before all founders have accepted, the home page says who is missing")
    func founding() async throws {
        var ca = try TestCA(policy: "small")
        var draft = Draft(
            "authority/founding", ca.foundingBody(Array(repeating: ["council"], count: 4)), under: ["P-54"])
        draft.enclosures = ca.enclosures.map { Enclosure(length: $0.value.count, sha256: $0.key) }.sorted {
            $0.sha256 < $1.sha256
        }
        try ca.say(draft, by: 1)
        let site = try await TestSite(ca)
        let reply = try await site.get("/")
        #expect(reply.text.contains("Four founders have not accepted yet"))
        #expect(reply.text.contains(Words.words12(ca.key(2).publicKey.fingerprint).joined(separator: " ")))
    }
}

extension String {
    /// What follows each place at which a text stands.
    func components(after text: String) -> [Substring] {
        var found: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: text) {
            rest = rest[range.upperBound...]
            found.append(rest)
        }
        return found
    }
}
