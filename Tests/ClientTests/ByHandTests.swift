import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Client

/// Goal: a script of `show --check-with` checks an entry with a stock program, and finds what was changed. Method: it is run.
@Suite("show: one entry for checking without us (P-2)")
struct ByHandTests {
    private static let keys: [SoftwareKey] = [
        SoftwareKey(.ed25519, seed: "by hand"), SoftwareKey(.ecdsa, seed: "by hand"),
        // An application is anything that can be printed: it must not be obeyed.
        SoftwareKey(.skEd25519, seed: "by hand", application: "ssh:';touch${IFS}/tmp/foureyes-obeyed;'"),
        SoftwareKey(.skECDSA, seed: "by hand"),
        SoftwareKey.passkey(seed: "by hand", rpID: "localhost", origin: "http://localhost:8080"),
    ]

    /// Runs a script as `sh` does; its exit code and what it prints.
    private func run(_ script: [String], _ play: Play) throws -> (status: Int32, output: String) {
        let file = try play.scratch.file("script", Array((script.joined(separator: "\n") + "\n").utf8))
        let made = try ChildRun.run("sh", [file], seconds: 30)
        return (made.status, String(decoding: made.output, as: UTF8.self))
    }

    /// p5 enters a store with that key; the session of somebody who looks, and the entry's place.
    private func signed(_ key: SoftwareKey) async throws -> (play: Play, workspace: Workspace, place: Int) {
        let play = try Play.small()
        let place = try play.log.with { inside in
            try inside.ca.enrolFurther(key, of: 5)
            inside.ca.wait(60)
            let draft = Draft.of(
                inside.ca.kind("register/store.enter"), .line(["label": .string("safe-1")]), slot: "keeper")
            let statement = inside.ca.statement(draft, by: 5)
            _ = try inside.ca.enter(key.signed(statement))
            return inside.ca.entries.count - 1
        }
        play.wait()
        _ = try play.store("safe-2")
        return (play, try await play.workspace(1), place)
    }

    @Test("Each form verifies under both programs, and not with another word in the line", arguments: keys.indices)
    func forms(_ index: Int) async throws {
        let (play, workspace, place) = try await signed(Self.keys[index])
        for program in CheckProgram.allCases {
            let script = try workspace.script(for: "A-\(place)", with: program)
            let good = try run(script, play)
            #expect(good.status == 0, "\(program): \(good.output)")
            #expect(script.contains { $0.contains("key of p5") })
            let changed = script.map { $0.replacing("safe-1", with: "safe-3") }
            #expect(changed != script)
            #expect(try run(changed, play).status != 0, "\(program)")
        }
        #expect(!FileManager.default.fileExists(atPath: "/tmp/foureyes-obeyed"))
    }

    @Test(
        "openssl follows every entry to the signed head, and finds another root, another way, another log's signature")
    func tree() async throws {
        let (play, workspace, _) = try await signed(Self.keys[0])
        for place in [0, 1, workspace.replica.head.size / 2, workspace.replica.head.size - 1] {
            let good = try run(try workspace.script(for: "\(place)", with: .openssl), play)
            #expect(good.status == 0, "\(place): \(good.output)")
        }
        let script = try workspace.script(for: "1", with: .openssl)
        let (root, other) = (workspace.replica.head.root.base64, Digest.of([1]).base64)
        let beside = try #require(script.last { $0.contains("beside ") })
        let origin = play.log.ca.origin
        for (what, changed) in [
            ("root", script.map { $0 == root ? other : $0 }),
            ("way", script.map { $0 == beside ? "true" : $0 }),
            ("origin", script.map { $0 == origin ? origin + "x" : $0 }),
        ] {
            let status = try run(changed, play).status
            #expect(changed != script && status != 0, "\(what)")
        }
    }

    @Test("P-4: a void entry with a good signature is no good one", arguments: CheckProgram.allCases)
    func void(_ program: CheckProgram) async throws {
        let play = try Play.small()
        let place = try play.store()
        try play.log.with { inside in
            let again = try Submission(bytes: Array(inside.ca.entries[place].dropLast(30)))
            _ = try inside.ca.force(again.recorded(at: inside.ca.now))
        }
        let workspace = try await play.workspace(1)
        let last = workspace.replica.head.size - 1
        #expect(try run(try workspace.script(for: "\(place)", with: program), play).status == 0)
        #expect(try run(try workspace.script(for: "\(last)", with: program), play).status == 1)
    }

    @Test("The bytes are the leaf's; what is no entry has none, and what is in no form is not put into a script")
    func bytes() async throws {
        let play = try Play.small()
        let place = try play.store()
        play.log.with { inside in _ = try? inside.ca.force(Array("no entry 'at\u{1B} all\n".utf8)) }
        let workspace = try await play.workspace(1)
        #expect(try workspace.bytes(of: "A-\(place)") == play.log.ca.entries[place])
        #expect(Workspace.isPlain(play.log.ca.entries[place]))
        for id in ["p1", "S-1"] { #expect(await failure { _ = try workspace.bytes(of: id) }?.exitCode == 2) }
        #expect(await failure { _ = try workspace.bytes(of: "999") }?.exitCode == 4)
        let last = "\(workspace.replica.head.size - 1)"
        #expect(!Workspace.isPlain(try workspace.bytes(of: last)))
        #expect(await failure { _ = try workspace.script(for: last, with: .openssl) }?.clause == "P-2")
    }
}
