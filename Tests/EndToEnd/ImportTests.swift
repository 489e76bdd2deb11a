import Foundation
import Ledger
import TestWorld
import Testing

/// Goal: 5,000 media come out of a file by one act, and whenever the server is killed meanwhile all of them are there or none.
@Suite("A file of 5,000 media, a server that is killed", .serialized)
struct ImportTests {
    private static let count = 5000

    private func media(_ stage: Stage) async throws -> Int {
        let registers = try await stage.foureyes(["registers", "--json"])
        return try #require(
            registers.json?.list?.first { $0["name"]?.text == "media" }?["items"]?.number, "\(registers.errors)")
    }

    @Test("D10, Architecture 2: killed again and again while the second person signs, all items are there or none")
    func killed() async throws {
        let stage = try await Stage()
        try await stage.serve()
        let before = try await media(stage)
        let file = stage.folder + "/disks.csv"
        let rows = (1...Self.count).map { "Box \($0);N-\($0);\($0 % 2 == 0 ? "disk" : "tape");S-\(1 + $0 % 2)\r\n" }
        try Data(("label;serial;sort;store\r\n" + rows.joined()).withMediumFacts.utf8).write(
            to: URL(fileURLWithPath: file))

        let bad = stage.folder + "/bad.csv"
        try Data("label;sort;store\r\nx;disc;S-1\r\n".withMediumFacts.utf8).write(to: URL(fileURLWithPath: bad))
        for arguments in [["import", "media", bad, "--dry-run"], ["import", "media", bad, "--yes"]] {
            let run = try await stage.foureyes(arguments, as: "p14")
            #expect(run.code == 2 && (run.output + run.errors).contains("line 2, column “sort”"), "\(run.errors)")
        }
        let look = try await stage.foureyes(["import", "media", file, "--dry-run"])
        #expect(look.code == 0 && look.output.contains("\(Self.count) rows for media"), "\(look.output)\(look.errors)")

        let proposed = try await stage.foureyes(["import", "media", file, "--yes", "--json"], as: "p14")
        #expect(proposed.code == 0, "\(proposed.errors)")
        let act = try #require(proposed.json?["about"]?.list?.first?["id"]?.text)
        #expect(proposed.errors.contains("\(Self.count) rows for media") && proposed.errors.contains("Box 1"))
        #expect(try await stage.foureyes(["show", act], as: "p15").output.contains("and \(Self.count - 10) more"))

        // Signed once; the same bytes are sent again after each crash.
        let signed = stage.folder + "/signed.json"
        #expect(try await stage.foureyes(["sign", act, "--yes", "--offline", signed], as: "p15").code == 0)
        var (kills, inEffect) = (0, false)
        var random = SystemRandomNumberGenerator()
        for round in 0..<12 where !inEffect {
            let sending = try Child(
                "/usr/bin/curl",
                [
                    "-s", "--noproxy", "*", "-o", "/dev/null", "-w", "%{http_code}", "-H",
                    "content-type: application/json",
                    "--data-binary", "@" + signed, stage.url + "/api/submit",
                ])
            // Later in each round: before it arrives, while it is decided, written, sealed; on a busy machine all takes longer.
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...(60 << min(round, 7)), using: &random)))
            stage.kill9()
            kills += 1
            let answer = try await sending.end().output
            try await stage.serve()
            let count = try await media(stage)
            #expect(count == before || count == before + Self.count, "round \(round): \(count) of \(Self.count)")
            inEffect = count > before
            // What was acknowledged stands.
            if answer == "200" { #expect(inEffect, "round \(round)") }
        }
        if !inEffect { #expect(try await stage.foureyes(["submit", signed]).code == 0) }
        #expect(kills > 0)
        #expect(try await media(stage) == before + Self.count)
        try await everywhere(stage, act, before)
    }

    /// Pages, other copies and the verifier have the same.
    private func everywhere(_ stage: Stage, _ act: String, _ before: Int) async throws {
        let last = try await stage.foureyes(
            ["show", "M-\(before + Self.count)", "--json"], home: stage.folder + "/fresh")
        #expect(last.code == 0 && last.output.contains("Box \(Self.count)"), "\(last.output)\(last.errors)")
        let rows = try await stage.foureyes(["show", act, "--rows"])
        #expect(rows.output.split(separator: "\r\n").count == Self.count + 1)
        let status = try await stage.foureyes(["status", "--json"])
        stage.kill9()
        let out = stage.folder + "/export"
        #expect(try await Programs.run("foureyes-server", ["export", "--data", stage.data, "--to", out]).code == 0)
        let verified = try await Programs.run("foureyes-verify", [out])
        #expect(
            verified.code == 0 && verified.output.contains(status.json?["state-hash"]?.text ?? "?"),
            "\(verified.output)\(verified.errors)")
    }
}
