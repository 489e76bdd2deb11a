import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: whoever signed in sees what waits for him, in his time zone; his link of the feed tells little and ends when he
/// says so. Method: sessions as the visitor store keeps them, on the busy test CA.
@Suite struct OwnPagesTests {
    /// A session of a person, by its token.
    private func begin(_ site: TestSite, _ person: Int, mark: UInt8 = 1) throws -> [UInt8] {
        var ca = site.ca
        let token = [UInt8](repeating: mark, count: Token.byteCount)
        _ = try site.visitors.begin(
            token: token, person: person, key: ca.key(person).publicKey.fingerprint, method: .key, device: "test",
            place: ca.entries.count, at: ca.now)
        return token
    }

    private func send(
        _ site: TestSite, _ method: HTTPRequest.Method, _ path: String, _ token: [UInt8], form: [(String, String)] = []
    ) async throws -> Reply {
        var headers = HTTPFields()
        headers[.authorization] = "Bearer " + Token.text(token)
        if method == .post { headers[.contentType] = "application/x-www-form-urlencoded" }
        let fields = headers
        let body = form.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
        return try await site.ask { client in
            try await client.execute(
                uri: path, method: method, headers: fields, body: ByteBuffer(bytes: Array(body.utf8))
            ) { Reply($0) }
        }
    }

    @Test("home counts what waits for whoever signed in, with one primary button; for nobody it offers to sign in")
    func home() async throws {
        let site = try await TestSite(try TestCA.busy())
        let token = try begin(site, 6)
        let text = try await send(site, .get, "/", token).text
        let tasks = site.store.published.state.tasks(for: 6, at: site.ca.now)
        #expect(text.contains("<h1>\(waitingHeading(tasks.count, "you"))</h1>") && !tasks.isEmpty)
        #expect(text.components(after: "class=\"do\" ").count == 1)
        #expect(text.contains("you would be 1 of 1, as reviewer"))
        #expect(text.contains("None of your acts and records waits for others."))
        let idle = try await send(site, .get, "/", begin(site, 4, mark: 2)).text
        #expect(idle.contains("<h1>One thing waits for you</h1>"), "p4 may vote")
        let nobody = try await site.get("/").text
        #expect(nobody.contains("wait for somebody") && nobody.contains("to see what waits for you"))
    }

    @Test("since you were last here: acts that ended since the visit before this one")
    func since() async throws {
        let site = try await TestSite(try TestCA.busy())
        let size = site.ca.entries.count
        let first = try begin(site, 6)
        #expect(try await send(site, .get, "/", first).text.contains("What was decided last"))
        let second = try begin(site, 6, mark: 2)
        let text = try await send(site, .get, "/", second).text
        #expect(text.contains("Since you were last here") && text.contains("Nothing has been decided since then."))
        #expect(try site.visitors.preference(LastVisit.name, of: 6)?.hasSuffix(" \(size) \(size)") == true)
    }

    @Test("who is here now is seen only if he said so")
    func present() async throws {
        let site = try await TestSite(try TestCA.busy())
        let (mine, other) = (try begin(site, 6), try begin(site, 5, mark: 2))
        #expect(try await !send(site, .get, "/", mine).text.contains("here now"))
        let kept = try await send(
            site, .post, "/settings", other, form: [("do", "choose"), ("zone", "UTC"), ("visible", "yes")])
        #expect(kept.status == 303)
        #expect(
            try await send(site, .get, "/", mine).text.contains(
                "here now</span> <a href=\"/people/p5\">p5</a>"))
        #expect(try await !send(site, .get, "/", other).text.contains("here now"), "he knows that he is here")
    }

    @Test(
        "who signed in chooses among his own keys by their words, where he ends or disowns one; nobody types 64 digits")
    func ownKeys() async throws {
        let site = try await TestSite(try TestCA.busy())
        var ca = site.ca
        let fingerprint = ca.key(6).publicKey.fingerprint
        let token = try begin(site, 6)
        for kind in [RevokeKey.kind, DisownKey.kind] {
            let page = try await send(site, .get, "/propose/\(kind)", token).text
            #expect(page.contains("<option value=\"\(fingerprint.hex)\">SSH key “\(Words.words12(fingerprint)[0])"))
            #expect(!page.contains(ca.key(5).publicKey.fingerprint.hex) && !page.contains("64 hex digits"))
            #expect(try await site.get("/propose/\(kind)").text.contains("placeholder=\"64 hex digits\""))
        }
    }

    @Test(
        "a session says its browser in words, and what nobody knows as it came",
        arguments: [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36",
                "Chrome on Linux"
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Safari/604.1",
                "Safari on an iPhone"
            ),
            ("Mozilla/5.0 (Windows NT 10.0; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox on Windows"),
            ("", "A program"), ("<b>curl</b>", "<bdi>&lt;b&gt;curl&lt;/b&gt;</bdi>"),
        ])
    func device(agent: String, words: String) { #expect(Device.words(agent).markup == words) }

    @Test(
        "a person's page offers what fits: a stop or its end, a further key to himself alone, a new one for who has none"
    )
    func offers() async throws {
        var ca = try TestCA.busy()
        try ca.propose(SetStop.kind, .line(["target": .string("p6")]), by: 6, slot: "person")
        try ca.propose(
            RevokeKey.kind, .line(["key": .string(ca.key(2).publicKey.fingerprint.hex)]), by: 2, slot: "owner")
        let site = try await TestSite(ca)
        let stopped = try await site.get("/people/p6").text
        #expect(stopped.contains("stop.end?f.stop=X-1\"") && !stopped.contains("stop.set?"))
        let other = try await site.get("/people/p1").text
        #expect(other.contains("stop.set?f.target=p1\"") && !other.contains("key.enrol?"))
        #expect(try await send(site, .get, "/people/p1", begin(site, 1)).text.contains("key.enrol?f.person=p1\""))
        let keyless = try await site.get("/people/p2").text
        #expect(keyless.contains("replacement.announce?f.person=p2\"") && keyless.contains("p2 has no key in force"))
    }

    @Test("a time zone moves what is said, and neither title nor signed text")
    func zone() async throws {
        let site = try await TestSite(try TestCA.busy())
        let token = try begin(site, 6)
        // Days ahead: what is minutes away is said in minutes, in every zone.
        let act = try #require(
            site.store.published.state.world.actViews(at: site.ca.now, limit: .max).first { $0.isOpen })
        let time = act.expires
        func said(_ page: String) -> String {
            // The signed text says it in full, in UTC.
            page.components(after: "title=\"\(time.text)\">").map { String($0.prefix { $0 != "<" }) }
                .first { !$0.hasSuffix("UTC") } ?? ""
        }
        let before = try await send(site, .get, "/acts/\(act.name)", token).text
        #expect(said(before).hasSuffix(" " + time.text.dropFirst(11).prefix(5)), "\(said(before))")
        _ = try await send(site, .post, "/settings", token, form: [("do", "choose"), ("zone", "Asia/Kolkata")])
        let after = try await send(site, .get, "/acts/\(act.name)", token).text
        #expect(said(after).hasSuffix(" " + time.adding(19_800).text.dropFirst(11).prefix(5)), "\(said(after))")
        #expect(after.contains(" UTC</time>"))
        let wrong = try await send(site, .post, "/settings", token, form: [("do", "choose"), ("zone", "Mars/Base")])
        #expect(wrong.status == 400)
        #expect(try await site.get("/settings")["location"] == "/sign-in")
    }

    @Test("the feed says how many things wait and which acts; a new link ends the old one, and revoking ends all")
    func feed() async throws {
        let site = try await TestSite(try TestCA.busy())
        let token = try begin(site, 6)
        func link(_ page: String) throws -> String {
            String(try #require(page.components(after: "/feed/").first).prefix { $0 != "<" })
        }
        let first = try link(try await send(site, .post, "/settings", token, form: [("do", "feed")]).text)
        let feed = try await site.get("/feed/\(first)")
        let tasks = site.store.published.state.tasks(for: 6, at: site.ca.now)
        #expect(feed.status == 200 && feed["content-type"] == "application/atom+xml; charset=utf-8")
        #expect(feed["cache-control"] == "no-store")
        #expect(feed.text.contains("<title>\(waitingHeading(tasks.count, "p6"))</title>"))
        #expect(feed.text.components(after: "<entry>").count == tasks.count)
        #expect(feed.text.contains("Enter a secure store: vault-3"))
        let second = try link(try await send(site, .post, "/settings", token, form: [("do", "feed")]).text)
        #expect(try await site.get("/feed/\(first)").status == 404)
        #expect(try await site.get("/feed/\(second)").status == 200)
        #expect(try await send(site, .post, "/settings", token, form: [("do", "revoke")]).status == 303)
        #expect(try await site.get("/feed/\(second)").status == 404)
        #expect(try await site.get("/feed/short").status == 404)
        // The token lies in the file as its hash only.
        #expect(try await !send(site, .get, "/settings", token).text.contains(second))
    }
}
