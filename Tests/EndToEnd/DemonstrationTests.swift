import Foundation
import Ledger
import Testing

/// The demonstration as a newcomer meets it: each step by the command that `foureyes tasks` prints.
@Suite("A person at a command line, a server, a demonstration", .serialized)
struct DemonstrationTests {
    /// The act of that kind that is open.
    private func openAct(_ kind: String, _ stage: Stage) async throws -> String {
        let acts = try await stage.foureyes(["acts", "--open", "--json"])
        return try #require(
            acts.json?.list?.first { $0["kind"]?.text == kind }?["id"]?.text, "\(acts.errors)")
    }

    private func task(_ sort: String, of person: String, _ stage: Stage) async throws -> String {
        let tasks = try await stage.foureyes(["tasks", "--json"], as: person)
        return try #require(
            tasks.json?.list?.first { $0["task"]?.text == sort }?["id"]?.text,
            "\(tasks.output)\(tasks.errors)")
    }

    @Test(
        "A retirement, a motion, records, a key, a stop, a crash, an export: what was said holds, and anybody can check it"
    )
    func story() async throws {
        let stage = try await Stage()
        try await stage.serve()
        let first = try await stage.foureyes(["status", "--json"])
        #expect(first.code == 0 && first.errors.contains("24 words") && first.json?["voids"]?.number == 0)

        try await retirement(stage)
        try await motion(stage)
        try await records(stage)
        try await files(stage)
        try await key(stage)
        try await crash(stage)
        try await export(stage)
    }

    private func retirement(_ stage: Stage) async throws {
        let act = try await openAct("register/medium.retire", stage)
        // SP-1.2: nobody is the second pair of eyes on his own act; the copy says so, and so does the log's signed note.
        for send in [[], ["--send"]] {
            let alone = try await stage.foureyes(
                ["sign", act, "--slot", "administrator", "--yes"] + send, as: "p14")
            #expect(alone.code == 3 && alone.errors.contains("refused by"), "\(alone.errors)")
            #expect(alone.errors.contains("the refusal is right") == !send.isEmpty, "\(alone.errors)")
        }
        #expect(try await stage.foureyes(["sign", act], as: "p15").code == 2)
        let signed = try await stage.foureyes(["sign", act, "--yes", "--json"], as: "p15")
        #expect(signed.code == 0, "\(signed.errors)")
        #expect(signed.errors.contains("No longer needed as a spare."))
        #expect(signed.json?["about"]?.list?.first?["state"]?.text == "in effect")
        #expect(
            try await stage.foureyes(["sign", act, "--slot", "administrator", "--yes"], as: "p15").code == 5)
    }

    private func motion(_ stage: Stage) async throws {
        let motion = try await task("vote", of: "p3", stage)
        for (person, choice) in [("p3", "yes"), ("p4", "yes"), ("p5", "no")] {
            let vote = try await stage.foureyes(["vote", motion, choice, "--yes"], as: person)
            #expect(vote.code == 0, "\(vote.errors)")
        }
        #expect(try await stage.foureyes(["close", motion, "--yes"], as: "p4").code == 0)
        let closed = try await stage.foureyes(["close", motion, "--yes"], as: "p5")
        #expect(closed.code == 0 && closed.output.contains("carried"), "\(closed.output)\(closed.errors)")
        let lists = try await stage.foureyes(["groups", "list"])
        #expect(lists.output.contains("p17"))
    }

    private func records(_ stage: Stage) async throws {
        let record = try await task("observe", of: "p15", stage)
        #expect(try await stage.foureyes(["sign", record, "--yes"], as: "p15").code == 0)
        let file = stage.folder + "/erased.json"
        let offline = try await stage.foureyes(
            [
                "record", "record/medium.erase", "medium=M-6", "host=H-1", "method=purge", "tool=nwipe",
                "tool-version=0.34",
                "bad-sectors=0", "verified=full", "output=\(String(repeating: "ab", count: 32))",
                "parties=p15:observer",
                "happened=now", "--yes", "--offline", file,
            ], as: "p14")
        #expect(offline.code == 0, "\(offline.errors)")
        // Anybody sends it; it stands once.
        for _ in 0..<2 {
            let sent = try await stage.foureyes(["submit", file, "--json"])
            #expect(sent.code == 0, "\(sent.errors)")
        }
        let confirmed = try await stage.foureyes(
            ["sign", try await task("observe", of: "p15", stage), "--yes"], as: "p15")
        #expect(confirmed.output.contains("complete"), "\(confirmed.output)\(confirmed.errors)")
    }

    /// A photo in, and out again as a picture that says nothing else; one that the door takes only from people whom it knows.
    private func files(_ stage: Stage) async throws {
        let photo = Programs.repository.appendingPathComponent("Sources/Demo/Chapter2PhysicalSecurity/DiskPhoto.jpg")
        let given = try Data(contentsOf: photo)
        #expect(given.range(of: Data("Phone of p14".utf8)) != nil)
        let long = stage.folder + "/long.pdf"
        let filling = Data(repeating: 0x20, count: 6 << 20)
        try (Data("%PDF-1.7\n".utf8) + filling + Data("\nstartxref\n9\n%%EOF\n".utf8)).write(
            to: URL(fileURLWithPath: long))
        let command = [
            "propose", "register/store.enter", "label=safe-files", "--file", photo.path, "--file", long, "--yes",
            "--json",
        ]
        let stranger = try await stage.foureyes(command, as: "p12")
        #expect(stranger.code == 4 && stranger.errors.contains("foureyes sign-in"), "\(stranger.errors)")
        #expect(try await stage.foureyes(["sign-in"], as: "p12").code == 0)
        let proposed = try await stage.foureyes(command, as: "p12")
        #expect(proposed.code == 0, "\(proposed.output)\(proposed.errors)")
        let act = try await openAct("register/store.enter", stage)
        for (number, length) in [(1, 0..<given.count), (2, (6 << 20)..<(7 << 20))] {
            let kept = stage.folder + "/kept-\(number)"
            let fetched = try await stage.foureyes(["file", act, "\(number)", "--to", kept], as: "p15")
            #expect(fetched.code == 0 && fetched.output.contains("matches its commitment"), "\(fetched.errors)")
            let bytes = try Data(contentsOf: URL(fileURLWithPath: kept))
            #expect(length.contains(bytes.count) && bytes.range(of: Data("Phone of p14".utf8)) == nil)
        }
    }

    private func key(_ stage: Stage) async throws {
        let file = stage.folder + "/second"
        let made = try await stage.foureyes(
            ["key", "new", file, "--plain", "--no-passphrase", "--yes", "--json"], as: "p14")
        #expect(made.code == 0, "\(made.errors)")
        let act = try #require(made.json?["act"]?.text), words = try #require(made.json?["words"]?.text)
        let wrong = try await stage.foureyes(
            ["sign", act, "--yes", "--heard", words.split(separator: " ").reversed().joined(separator: " ")],
            as: "p1")
        #expect(wrong.code == 2 || wrong.code == 6)
        #expect(try await stage.foureyes(["sign", act, "--yes"], as: "p1").code == 2)
        for witness in ["p1", "p6"] {
            let heard = try await stage.foureyes(["sign", act, "--yes", "--heard", words], as: witness)
            #expect(heard.code == 0, "\(heard.errors)")
        }
        let person = try await stage.foureyes(["show", "p14", "--json"])
        #expect(person.json?["keys"]?.list?.count == 2)
        // The new key speaks, and stops the old one's owner at once.
        let stop = try await stage.foureyes(
            ["stop", "p14", "--because", "Both devices were in one bag.", "--yes", "--key", file], as: "p14")
        #expect(stop.code == 0 && stop.output.contains("in effect"), "\(stop.output)\(stop.errors)")
        let after = try await stage.foureyes(
            ["propose", "register/store.enter", "label=x", "--yes", "--send"], as: "p14")
        #expect(after.code == 3 && after.errors.contains("P-55"), "\(after.errors)")
    }

    private func crash(_ stage: Stage) async throws {
        let before = try await stage.foureyes(["status", "--json"])
        stage.kill9()
        #expect(try await stage.foureyes(["status"]).code == 7)
        #expect(try await stage.foureyes(["acts", "--copy"]).code == 0)
        let lost = try await stage.foureyes(
            ["propose", "register/store.enter", "label=safe-3", "--yes"], as: "p12")
        #expect(lost.code == 7)
        try await stage.serve()
        let after = try await stage.foureyes(["status", "--json"])
        #expect(after.code == 0 && after.json?["root"] == before.json?["root"], "\(after.errors)")
    }

    private func export(_ stage: Stage) async throws {
        let status = try await stage.foureyes(["status", "--json"])
        let own = stage.folder + "/own-export"
        let taken = try await stage.foureyes(["export", "--to", own])
        #expect(taken.code == 0, "\(taken.output)\(taken.errors)")
        let checked = try await Programs.run("foureyes-verify", [own])
        #expect(
            checked.code == 0 && checked.output.contains(status.json?["state-hash"]?.text ?? "?")
                && !checked.output.contains("do not belong"), "\(checked.output)\(checked.errors)")
        for program in ["foureyes", "foureyes-server", "foureyes-verify", "foureyes-demo"] {
            let version = try await Programs.run(program, ["--version"])
            #expect(version.code == 0 && version.output.contains(Release.version), "\(program)")
        }
        stage.kill9()
        try await recover(stage, from: own, status.json)
        let out = stage.folder + "/export"
        let export = try await Programs.run("foureyes-server", ["export", "--data", stage.data, "--to", out])
        #expect(export.code == 0, "\(export.output)\(export.errors)")
        let offline = try await stage.foureyes(["--from", out, "status", "--json"])
        #expect(offline.json?["state-hash"]?.text == status.json?["state-hash"]?.text, "\(offline.errors)")
        let verified = try await Programs.run("foureyes-verify", [out])
        #expect(
            verified.code == 0 && verified.output.contains(status.json?["state-hash"]?.text ?? "?"),
            "\(verified.output)\(verified.errors)")
    }

    /// Anybody's copy brings a lost ledger back: what `foureyes export` wrote is enough for `recover`.
    private func recover(_ stage: Stage, from own: String, _ status: JSON?) async throws {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: stage.data + "/ledger.sqlite" + suffix)
        }
        let recovered = try await Programs.run("foureyes-server", ["recover", "--data", stage.data, "--from", own])
        #expect(recovered.code == 0, "\(recovered.output)\(recovered.errors)")
        let size = status?["size"]?.number ?? status?["entries"]?.number
        #expect(recovered.output.contains("\(size ?? -1) entries"), "\(recovered.output)")
    }

    @Test(
        "P-71: another demonstration at the same address replaces the first with a notice; yesterday's store is an alarm"
    )
    func replaced() async throws {
        let first = try await Stage()
        try await first.serve()
        let home = first.folder + "/home"
        #expect(try await first.foureyes(["status"], home: home).code == 0)
        first.kill9()
        let yesterday = first.folder + "/yesterday"
        try FileManager.default.copyItem(atPath: first.data, toPath: yesterday)
        try await first.serve()
        #expect(try await first.foureyes(["stop", "p18", "--yes"], as: "p18", home: home).code == 0)
        first.kill9()
        // The whole folder is put back, anchor and all: the server cannot know, whoever saw more does.
        try FileManager.default.removeItem(atPath: first.data)
        try FileManager.default.moveItem(atPath: yesterday, toPath: first.data)
        try await first.serve()
        let rolledBack = try await first.foureyes(["status"], home: home)
        #expect(
            rolledBack.code == 6 && rolledBack.errors.contains("ALARM (rollback)"), "\(rolledBack.errors)")
        first.kill9()

        let second = try await Stage(port: first.port)
        try await second.serve()
        let replaced = try await second.foureyes(["status"], home: home)
        #expect(replaced.code == 0 && replaced.errors.contains("NOTICE"), "\(replaced.errors)")
    }
}
