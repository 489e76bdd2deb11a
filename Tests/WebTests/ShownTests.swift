import Ledger
import Testing

@testable import Web

/// Goal: A23. Nothing in a text of an entry can hide, turn the line or pass for other letters.
@Suite struct ShownTests {
    @Test(
        "A23: what hides is named, what is foreign is marked",
        arguments: [
            ("plain, “quoted” – café €5", "<bdi>plain, “quoted” – café €5</bdi>"),
            ("<b>&'\"", "<bdi>&lt;b&gt;&amp;&#39;&quot;</bdi>"),
            (
                "a\u{202E}b",
                "<bdi>a<span class=\"odd\" title=\"a character that cannot be seen\">U+202E</span>b</bdi>"
            ),
            (
                "\u{1B}[2J",
                "<bdi><span class=\"odd\" title=\"a character that cannot be seen\">U+001B</span>[2J</bdi>"
            ),
            (
                "x\u{200B}y",
                "<bdi>x<span class=\"odd\" title=\"a character that cannot be seen\">U+200B</span>y</bdi>"
            ),
            (
                "p\u{0430}y",
                "<bdi>p<span class=\"foreign\" title=\"not Latin: U+0430\">\u{0430}</span>y</bdi>"
            ),
            ("\u{FF21}", "<bdi><span class=\"foreign\" title=\"not Latin: U+FF21\">\u{FF21}</span></bdi>"),
            (
                "e\u{0301}",
                "<bdi>e<span class=\"odd\" title=\"a character that cannot be seen\">U+0301</span></bdi>"
            ),
            ("one\ntwo", "<bdi>one<br>two</bdi>"),
        ])
    func shownText(text: String, markup: String) {
        #expect(shown(text).markup.utf8.elementsEqual(markup.utf8))
    }

    @Test("A23: a huge text does not bury the page")
    func huge() {
        let markup = shown(String(repeating: "x", count: 100_000), longest: 500).markup
        #expect(markup.utf8.count < 700 && markup.contains("99500 more bytes"))
    }

    @Test("text in markup is escaped, markup is not")
    func escaping() {
        let name = "<i>\"&'"
        let bold: HTML = "<b>\(name)</b>"
        let page: HTML = "<p title=\"\(name)\">\(bold)\([bold, bold])\(7)\(nil as HTML?)</p>"
        #expect(
            page.markup
                == "<p title=\"&lt;i&gt;&quot;&amp;&#39;\"><b>&lt;i&gt;&quot;&amp;&#39;</b><b>&lt;i&gt;&quot;&amp;&#39;</b><b>&lt;i&gt;&quot;&amp;&#39;</b>7</p>"
        )
    }

    @Test(
        "A48: a value in a command is one word of the shell, and hides nothing",
        arguments: [
            ("M-1", "M-1"), ("", "''"), ("two words", "'two words'"), ("it's", "'it'\\''s'"),
            ("$(rm -rf /)", "'$(rm -rf /)'"),
            ("a\u{202E}b'", "$'a\\U0000202eb\\''"), ("a\nb\\", "$'a\\U0000000ab\\\\'"),
        ])
    func quoting(text: String, word: String) { #expect(Command.quoted(text) == word) }

    @Test(
        "times as people say them",
        arguments: [
            ("2026-11-22T09:40:00Z", "just now"), ("2026-11-22T09:20:00Z", "20 minutes ago"),
            ("2026-11-22T07:40:00Z", "today 07:40"),
            ("2026-11-20T07:40:00Z", "20 November, 07:40"), ("2025-01-02T07:40:00Z", "2 January 2025, 07:40"),
            ("2026-11-22T10:00:00Z", "in 20 minutes"),
        ])
    func times(time: String, words: String) throws {
        let now = try #require(Time("2026-11-22T09:40:30Z")), time = try #require(Time(time))
        #expect(spoken(time, now: now.adding(time > now ? -30 : 0)) == words)
    }

    @Test(
        "only loopback is served until TLS is there",
        arguments: [("localhost:8080", "127.0.0.1"), ("127.0.0.1:1", "127.0.0.1"), ("[::1]:65535", "::1")])
    func listening(text: String, host: String) throws { #expect(try ListenAddress(text).host == host) }

    @Test(
        "any other address is refused",
        arguments: [
            "0.0.0.0:8080", "[::]:8080", "ca.example:80", "127.0.0.1", "localhost:0", "localhost:65536",
            "localhost:+80", "::1:80", "127.0.0.2:80", "",
        ])
    func notListening(text: String) {
        #expect(throws: ListenAddress.Refused.self) { try ListenAddress(text) }
    }
}
