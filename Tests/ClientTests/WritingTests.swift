import Foundation
import Ledger
import TestWorld
import Testing

/// Goal: a program that cannot write its answer says so, never crashes, and never makes somebody sign a second time.
/// Method: the built program with standard output that is full, or a pipe that nobody reads any more.
@Suite("Where answers cannot be written")
struct WritingTests {
    private func run(_ script: String, _ play: Play, _ words: [String]) async throws -> Child.Outcome {
        try await Child(
            "/bin/bash", ["-c", script, Child.built + "/foureyes"] + words,
            environment: ["FOUREYES_HOME": play.scratch.path, "HOME": play.scratch.path]
        ).end()
    }

    private func exported() throws -> (play: Play, folder: String) {
        let play = try Play.small()
        let folder = play.scratch.path + "/export"
        try ExportMaking(play.log.ca).write(to: URL(fileURLWithPath: folder))
        return (play, folder)
    }

    /// The reader is gone before the program begins, so that nothing depends on who is quicker.
    private let gone = "exec 4> >(exec true); wait $!; "

    @Test("A full disk is exit code 8, with a word that what was asked is done")
    func full() async throws {
        let (play, folder) = try exported()
        for command in [["acts", "--json"], ["status"], ["show", "0", "--bytes"], ["--help"]] {
            let ended = try await run("\"$0\" \"$@\" > /dev/full", play, ["--from", folder] + command)
            #expect(ended.status == 8, "\(command): \(ended.status) \(ended.errors)")
            if command != ["--help"] { #expect(ended.errors.contains("done, but the answer could not be written")) }
        }
        #expect(try await run("\"$0\" \"$@\" 2> /dev/full", play, ["--from", folder, "acts"]).status == 0)
    }

    @Test("Who closes the pipe has read enough: no failure, no crash")
    func closed() async throws {
        let (play, folder) = try exported()
        for command in [["acts", "--json"], ["log"], ["--help"]] {
            let ended = try await run(gone + "\"$0\" \"$@\" >&4 2>&4; exit $?", play, ["--from", folder] + command)
            #expect(ended.status == 0, "\(command): \(ended.status)")
        }
    }

    @Test("What was signed is signed, whether or not somebody reads on")
    func signed() async throws {
        let (play, folder) = try exported()
        for (end, code) in [(gone + "\"$0\" \"$@\" >&4 2>&4; exit $?", 0 as Int32), ("\"$0\" \"$@\" > /dev/full", 8)] {
            let file = play.scratch.path + "/later-\(code)"
            let ended = try await run(
                end, play,
                [
                    "withdraw", String(repeating: "0", count: 32), "--from", folder, "--as", "p5", "--key",
                    try play.scratch.key(5), "--yes", "--send", "--offline", file,
                ])
            #expect(ended.status == code, "\(ended.status) \(ended.errors)")
            #expect(FileManager.default.fileExists(atPath: file))
        }
    }
}
