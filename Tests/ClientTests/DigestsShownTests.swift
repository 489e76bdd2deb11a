import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@Suite("Digests are ids: each is named or nothing is signed (K-12)")
struct DigestsShownTests {
    @Test("K-12: a digest that the replay does not know is not signed, in a body, as enclosure or as unheard")
    func unknown() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        let strange = Digest.of([7])
        let key = try #require(one.authority.keyViews(of: 2).first?.key.fingerprint)
        for (draft, isKnown) in [
            (Draft("authority/key.revoke", .line(["key": .string(strange.hex)]), under: ["P-22"]), false),
            (
                Draft(
                    "authority/content.erase",
                    .line(["part": .string("reason"), "statement": .string(strange.hex)]), under: ["P-71"]), false
            ),
            (Draft("authority/key.revoke", .line(["key": .string(key.hex)]), under: ["P-22"]), true),
        ] {
            let failure = await failure { _ = try await one.say { _ throws(Failure) in Intent(draft) } }
            #expect((failure?.text.contains("K-12") == true) != isKnown, "\(draft.kind): \(failure?.text ?? "")")
        }
    }

    @Test("K-12: what is shown says whose key, which entry, or that it is one's own and under way")
    func named() async throws {
        let play = try Play.small()
        let console = Notepad()
        var one = try await play.workspace(1, console: console)
        let key = try #require(one.authority.keyViews(of: 2).first?.key.fingerprint)
        _ = await failure {
            _ = try await one.say { _ throws(Failure) in
                Intent(Draft("authority/key.revoke", .line(["key": .string(key.hex)]), under: ["P-22"]))
            }
        }
        #expect(console.text.contains("key of p2"))
        play.log.with { $0.unreachable = 100 }
        _ = await failure {
            _ = try await one.say { (s) throws(Failure) in try s.proposal("register/store.enter", ["label=a"]) }
        }
        play.log.with { $0.unreachable = 0 }
        _ = try await one.say { (s) throws(Failure) in try s.proposal("register/store.enter", ["label=b"]) }
        #expect(console.text.contains("your own register/store.enter, not in the log yet"))
    }

    /// 2^53 - 1 entries: the greatest size that a checkpoint can have. A list of its bundles would fill any memory.
    @Test("a checkpoint over more entries than anybody could serve is an alarm, and costs no memory")
    func endless() async throws {
        for first in [true, false] {
            let play = try Play.small()
            var one = try play.bare()
            if !first { try await one.sync() }
            let head = Head(root: .of([1]), size: Tree.sizeMax)
            let note = try play.log.with { inside in
                try Checkpoint(origin: inside.ca.origin, head: head).signed(by: inside.ca.ledgerSigner).bytes
            }
            play.log.with { $0.lies[.checkpoint] = note }
            let failure = await failure { try await one.sync() }
            #expect(failure?.alarm == .withheld && failure?.text.contains("evidence/") == true)
        }
        #expect(
            Array(TilePath.bundles(from: 255, to: 513))
                == TilePath.added(from: 255, to: 513).filter {
                    $0.content == .entries
                })
        #expect(Array(TilePath.bundles(from: 5, to: 5)).isEmpty && Array(TilePath.bundles(from: 6, to: 5)).isEmpty)
    }

    @Test("a server's words reach the terminal with line feeds and direction marks made visible")
    func escaped() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        let hostile = "no\nALARM\u{202E}evil\u{1B}[2J"
        for status in [400, 422, 503] {
            play.log.with { $0.door = { _, _ in StandIn.answer(status, ["missing": .string(hostile)]) } }
            let failure = await failure {
                _ = try await one.say { (s) throws(Failure) in try s.proposal("register/store.enter", ["label=a"]) }
            }
            let lines = try #require(failure?.lines)
            #expect(!lines.contains { $0.unicodeScalars.contains { "\n\u{202E}\u{1B}".unicodeScalars.contains($0) } })
        }
        let failures: [Failure] = [
            .unavailable(hostile, beside: [hostile]), .notFound(hostile), .notWritten(hostile),
            .refused(Refusal("P-1", hostile), beside: [hostile]), .alarm(Alarm(.fork, hostile, kept: [hostile])),
        ]
        for failure in failures {
            #expect(failure.lines.allSatisfy { !$0.contains("\n") && !$0.unicodeScalars.contains("\u{202E}") })
        }
    }

    @Test("of an export no file is read further than it may be long, and no pipe is waited for")
    func sparse() async throws {
        let play = try Play.small()
        let folder = URL(fileURLWithPath: play.scratch.path + "/export")
        try ExportMaking(play.log.ca).write(to: folder)
        let file = folder.appendingPathComponent("journal/checkpoint")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? FileManager.default.removeItem(at: file)
        FileManager.default.createFile(atPath: file.path, contents: nil)
        try FileHandle(forWritingTo: file).truncate(atOffset: 1 << 40)
        let transport = FolderTransport(folder: folder)
        let read = try await transport.fetch(.journal(.checkpoint))
        #expect(read?.count == Note.bytesMax + 1)
        try FileManager.default.removeItem(at: file)
        #expect(mkfifo(file.path, 0o600) == 0)
        #expect(try await transport.fetch(.journal(.checkpoint)) == nil)
    }
}
