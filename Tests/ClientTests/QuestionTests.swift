import Client
import Ledger
import Rules
import TestWorld
import Testing

/// Goal: what people ask before they sign is read as it was written, and by whoever signs (decision 0026).
@Suite("ask and answer: the words are their signer's, or they are not shown")
struct QuestionTests {
    /// An act of p1, and p5's question about it.
    private func asked(
        _ words: String = "Why \u{202E}now?"
    ) async throws -> (play: Play, act: String, question: EnteredStatement) {
        let play = try Play.small()
        let act = try play.log.with { inside in
            try inside.ca.propose("register/store.enter", .line(["label": .string("safe-1")]), by: 1, slot: "keeper")
        }
        play.wait()
        var five = try await play.workspace(5)
        let said = try await five.say { (s) throws(Failure) in try s.asking("A-\(act)", words) }
        // Who asks is told the id by which others answer.
        #expect(five.outcome(of: said).lines.first == "Q-1  a question about A-\(act): not answered")
        play.wait()
        return (play, "A-\(act)", said)
    }

    @Test("A question stands on the act's page until somebody else answers it; hostile letters are made visible")
    func thread() async throws {
        let (play, act, _) = try await asked()
        var one = try await play.workspace(1)
        let page = try await one.page(act)
        #expect(page.lines.contains { $0.contains("│ Why <U+202E>now?") }, "\(page.lines)")
        #expect(page.lines.contains { $0.contains("p5 asked") && $0.contains("NOT ANSWERED") })
        #expect(page.json["questions"]?.list?.first?["open"]?.flag == true)
        // Who asks does not settle it himself.
        var five = try await play.workspace(5)
        _ = try await five.say { (s) throws(Failure) in try s.answering("Q-1", "I know now.") }
        play.wait()
        #expect(try await five.page("Q-1").json["open"]?.flag == true)
        try await one.sync()
        let answer = try await one.say { (s) throws(Failure) in try s.answering("Q-1", "The old one rusts.") }
        #expect(one.outcome(of: answer).lines.first?.hasPrefix("Q-1") == true)
        let answered = try await one.page("Q-1")
        #expect(answered.json["open"]?.flag == false && answered.json["answers"]?.list?.count == 2)
        #expect(answered.lines.contains { $0.contains("│ The old one rusts.") })
        #expect(!answered.lines.contains { $0.contains("to answer") })
    }

    @Test("K-22: words that are longer than they may be are said to be, and hide nothing else")
    func tooLong() async throws {
        let (play, act, question) = try await asked()
        let path = ExportPath.detached(statement: question.submission.hash, name: "text")
        var two = try await play.workspace(2)
        for length in [2 << 20, 9 << 20] {
            play.log.with { $0.lies[path] = [UInt8](repeating: 0x61, count: length) }
            for id in ["Q-1", act, "\(question.place)"] {
                let page = try await two.page(id)
                #expect(page.lines.contains { $0.contains("too long to show here") }, "\(page.lines)")
            }
        }
        // And whoever signs the act signs it.
        _ = try await two.say { (s) throws(Failure) in try s.signature(on: [act]) }
    }

    @Test("Who signs is told how much was asked about it and is not answered")
    func signing() async throws {
        let (play, act, _) = try await asked()
        let console = Notepad()
        var two = try await play.workspace(2, console: console)
        _ = try await two.say { (s) throws(Failure) in try s.signature(on: [act]) }
        #expect(console.text.contains("1 NOT ANSWERED"), "\(console.text)")
    }

    @Test(
        "Other words under a question are an alarm on its page and on the act's; words that are withheld are said to be"
    )
    func altered() async throws {
        let (play, act, question) = try await asked()
        let path = ExportPath.detached(statement: question.submission.hash, name: "text")
        let served = try #require(play.log.with { $0.contents[path] })
        var one = try await play.workspace(1)
        for lie in [
            served + Array("!".utf8), Array("short".utf8), [], Array(repeating: 0, count: 32) + served.dropFirst(32),
        ] {
            play.log.with { $0.lies[path] = lie }
            for id in ["Q-1", act, "\(question.place)"] {
                let found = await failure { _ = try await one.page(id) }
                #expect(found?.alarm == .altered && found?.text.contains("p2, p3, p4 of") == true, "\(id)")
            }
        }
        play.log.with { $0.lies[path] = .some(nil) }
        #expect(try await one.page("Q-1").lines.contains { $0.contains("not shown (erased or not served)") })
        // What was withheld once is not shown from the copy either.
        #expect(
            try await one.page("Q-1", isOffline: true).lines.contains {
                $0.contains("not shown (erased or not served)")
            })
        play.log.with { $0.lies[path] = nil }
        _ = try await one.page("Q-1")
        #expect(try await one.page("Q-1", isOffline: true).lines.contains { $0.contains("Why") })
    }

    @Test("What is no question is refused before anything is signed")
    func refused() async throws {
        let (play, act, _) = try await asked()
        let one = try await play.workspace(1)
        let long = String(repeating: "a", count: DetachedNote.textBytesMax + 1)
        let cases: [(Int32, () throws -> Intent)] = [
            (2, { try one.asking("p2", "Who?") }), (2, { try one.asking("Q-1", "And?") }),
            (2, { try one.asking(act, " \n\t") }), (2, { try one.asking(act, long) }),
            (4, { try one.asking("A-9999", "What?") }), (2, { try one.answering(act, "Yes.") }),
            (4, { try one.answering("Q-9", "Yes.") }), (2, { try one.answering("Q-1", "") }),
        ]
        for (number, (code, body)) in cases.enumerated() {
            #expect(await failure { _ = try body() }?.exitCode == code, "case \(number)")
        }
    }
}
