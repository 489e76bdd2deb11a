import Foundation
import Ledger
import TestWorld
import Testing

@testable import Web

/// Goal: whoever reads a rule's number on a page can read the rule, from this server alone and as the repository has it.
@Suite struct ProtocolPageTests {
    private static let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs")

    /// What stands between two texts, each time.
    private static func all(between open: String, _ close: String, in page: String) -> [String] {
        page.components(separatedBy: open).dropFirst().compactMap { $0.components(separatedBy: close).first }
    }

    @Test("The protocol inside the program is docs/protocol, all of it, byte for byte")
    func embedded() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Self.docs.appendingPathComponent("protocol").path)
        #expect(ProtocolText.sections.map(\.file) == files.sorted())
        for section in ProtocolText.sections {
            let file = Self.docs.appendingPathComponent("protocol/\(section.file)")
            #expect(section.text == (try String(contentsOf: file, encoding: .utf8)), "\(section.file): build anew")
        }
        let attacks = Self.docs.appendingPathComponent("attacks.md")
        #expect(ProtocolText.attacks.text == (try String(contentsOf: attacks, encoding: .utf8)), "attacks.md")
    }

    @Test("Every rule and attack has its place on a page once, and every link of both pages leads to one")
    func anchors() async throws {
        let site = try await TestSite(try TestCA.peopled())
        let pages = [
            "/protocol": try await site.get("/protocol").text,
            "/protocol/attacks": try await site.get("/protocol/attacks").text,
        ]
        let rules = ProtocolText.sections.flatMap(\.rules), attacks = ProtocolText.attacks.rules
        #expect(rules.count > 70 && attacks.count > 40)
        for (path, known) in [("/protocol", rules), ("/protocol/attacks", attacks)] {
            let ids = Self.all(between: " id=\"", "\"", in: pages[path] ?? "")
            for rule in known {
                #expect(ids.count { $0 == rule.id.lowercased() } == 1, "\(rule.id)")
                #expect(ProtocolText.address(of: rule.id) == "\(path)#\(rule.id.lowercased())")
            }
        }
        for (path, page) in pages {
            for link in Self.all(between: "href=\"", "\"", in: page) where link.contains("#") && link != "#main" {
                let parts = link.components(separatedBy: "#")
                let target = pages[parts[0].isEmpty ? path : parts[0]]
                #expect(target?.contains(" id=\"\(parts[1])\"") == true, "\(path): \(link)")
            }
        }
    }

    @Test("What a document says in marks is on the page as markup, and no mark is left over")
    func rendered() async throws {
        let site = try await TestSite(try TestCA.peopled())
        for path in ["/protocol", "/protocol/attacks"] {
            let page = try await site.get(path).text
            let body = page.components(separatedBy: "<div class=\"protocol\">").last ?? ""
            for left in ["**", "](", "`", "<p>#", "<p>|", "&lt;a id"] {
                #expect(!body.contains(left), "\(path): \(left)")
            }
            #expect(body.contains("<table>") == (path == "/protocol") && body.contains("<em>"), "\(path)")
        }
    }

    @Test("A rule's number on a page is a link to the rule; a number that is no rule is text")
    func cited() async throws {
        let site = try await TestSite(try TestCA.peopled())
        let page = try await site.get("/journal").text
        #expect(page.contains("<a class=\"rule\" href=\"/protocol#p-70\">P-70</a>"))
        #expect(ProtocolText.address(of: "P-256") == nil && ProtocolText.address(of: "<b>") == nil)
    }

    @Test(
        "A document cannot add markup, nor lead away from this site",
        arguments: [
            ("a <script>x</script> & *b*", "<p>a &lt;script&gt;x&lt;/script&gt; &amp; <em>b</em></p>"),
            (
                "[away](https://example.org/) and [in](B-time.md#p-10)",
                "<p>away and <a href=\"/protocol#p-10\">in</a></p>"
            ),
            ("[x](javascript:alert(1))", "<p>x)</p>"),
            ("`<i>` **b `*` c**", "<p><code>&lt;i&gt;</code> <strong>b <code>*</code> c</strong></p>"),
            (
                "A23, P-41 and P-256; one * two [three",
                "<p><a href=\"/protocol/attacks#a23\">A23</a>, <a href=\"/protocol#p-41\">P-41</a> and P-256; one * two [three</p>"
            ),
            ("* one\n  more\n* two", "<ul><li>one more</li><li>two</li></ul>"),
            ("<a id=\"p-1\"></a>\n### P-1 Of <b>", "<h4 id=\"p-1\">P-1 Of &lt;b&gt;</h4>"),
            ("    a <b>\n    c", "<code class=\"shell\">a &lt;b&gt;\nc</code>"),
            (
                "| a | b |\n|---|---|\n| `c` | d |",
                "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead><tbody><tr><td><code>c</code></td><td>d</td></tr></tbody></table>"
            ),
        ])
    func escaped(text: String, markup: String) {
        let markdown = Markdown(
            top: 2, link: { ProtocolText.address(ofLink: $0) }, cite: { ProtocolText.address(of: $0) })
        #expect(markdown.html(text).markup == markup)
    }
}
