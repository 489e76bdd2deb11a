import Client
import Ledger
import Rules
import TestWorld
import Testing

@Suite("What people are shown")
struct ShowingTests {
    @Test(
        "Text from outside cannot obey, hide, turn or pass itself off",
        arguments: [
            ("plain text, 5 × 3 – “so”", "plain text, 5 × 3 – “so”"),
            ("Müller, Žižek, Łódź", "Müller, Žižek, Łódź"),
            ("a\u{1B}[31mb", "a<U+001B>[31mb"), ("a\nb\tc", "a<U+000A>b<U+0009>c"),
            ("\u{202E}live", "<U+202E>live"),
            ("ze\u{200B}ro", "ze<U+200B>ro"), ("e\u{301}", "e<U+0301>"), ("p\u{430}ypal", "p<U+0430>ypal"),
            ("Москва", "Москва"),
            ("\u{FEFF}x\u{A0}y", "<U+FEFF>x<U+00A0>y"), ("１２", "<U+FF11><U+FF12>"), ("\u{E000}", "<U+E000>"),
        ])
    func visible(text: String, shown: String) { #expect(Visible.text(text).utf8.elementsEqual(shown.utf8)) }

    @Test("Bytes that are no text are shown one by one")
    func bytes() { #expect(Visible.lines([0x61, 0xFF, 0x0A, 0x62]) == ["a<FF>", "b"]) }

    @Test("Nothing goes beyond 100 columns")
    func width() async throws {
        let play = try Play.small()
        _ = try play.store(String(repeating: "l", count: 64))
        var workspace = try await play.workspace(1)
        let outputs = [
            try workspace.kinds(), try workspace.kinds(named: "register/medium.enter"), workspace.acts(),
            workspace.motions(), workspace.records(),
            workspace.everybody(), workspace.groups(), workspace.registers(),
            try workspace.list("stores").output, workspace.clauses(),
            workspace.findings(), try workspace.keys(), try workspace.keys(of: "p2"), workspace.replacements(),
            workspace.stops(all: true),
            try workspace.web(), try workspace.tasks(), try workspace.mine(), workspace.log(), try workspace.status(),
            try await workspace.page("A-\(play.log.ca.entries.count - 2)"), try await workspace.page("p1"),
            try await workspace.page("S-1"),
            try await workspace.page("0"), try await workspace.page("7"),
        ]
        for output in outputs {
            for line in output.lines { #expect(line.count <= 100, "\(line)") }
            #expect(!output.lines.isEmpty)
            // The data is readable JSON, and a list where a list is asked for.
            let wrapped = JSON.line(["all": output.json])
            #expect(try JSON(enclosed: wrapped.written()) == wrapped)
        }
    }

    @Test(
        "Times as people say them",
        arguments: [
            (30, "in under a minute"), (0, "now"), (-59, "just now"), (61, "in 1 minute"),
            (-7200, "2 hours ago"), (3 * 86_400, "in 3 days"),
        ])
    func times(seconds: Int, text: String) throws {
        let now = try #require(Time("2026-11-24T02:49:00Z"))
        #expect(TimeText.distance(now.adding(seconds), now: now) == text)
        #expect(TimeText.full(now, now: now) == "24 November 2026, 02:49 UTC (now)")
    }

    @Test("clauses --json is an array of objects with id, chapter, state and parts")
    func clauses() async throws {
        let play = try Play.small()
        let workspace = try await play.workspace(1)
        let list = try #require(workspace.clauses().json.list)
        #expect(!list.isEmpty)
        for clause in list {
            #expect(
                clause["id"]?.text != nil && clause["chapter"]?.text != nil && clause["state"]?.text != nil)
            #expect(clause["parts"]?.list != nil)
        }
    }

    @Test(
        "Fields as somebody types them are checked with the remedy in the message",
        arguments: [
            (["label"], "does not have the form field=value"), (["label=a", "label=b"], "is given twice"),
            (["size=3"], "its fields are: label=name"),
            ([], "also needs label=name"), (["label=a  b"], "label"),
        ])
    func fields(words: [String], message: String) async throws {
        let kind = try #require(Kind.named("register/store.enter"))
        let now = try #require(Time("2026-11-24T02:49:00Z"))
        let failure = await failure { _ = try FieldInput(words, for: kind, now: now) }
        #expect(failure?.exitCode == 2 && failure?.text.contains(message) == true)
    }

    @Test(
        "A server's address is one of three forms",
        arguments: [
            "ftp://x", "http://", "http://a/b", "http://a b", "http://u@h", "localhost:8080", "http://h/?q",
        ])
    func addresses(text: String) async {
        #expect(await failure { _ = try ServerAddress(text) }?.exitCode == 2)
    }

    @Test("Each address has its own copy")
    func folders() throws {
        #expect(try ServerAddress("http://localhost:8080/").folder == "localhost_8080")
        #expect(try ServerAddress("https://ca.example").folder == "ca.example_443")
        #expect(try ServerAddress("http://[::1]:80").folder == "__1_80")
        #expect(try ServerAddress("file:///tmp/x").folder == nil)
    }
}
