import Foundation
import Ledger
import TestWorld
import Testing

/// The programs beside the server: the demonstration's signer, a watch, a shell's completions.
@Suite("A signer in a process of its own, a watch that stays, completions from the copy", .serialized)
struct CompanionTests {
    private func exists(_ path: String, within seconds: Int, _ wanted: Bool = true) async throws -> Bool {
        for _ in 0..<seconds * 10 {
            if FileManager.default.fileExists(atPath: path) == wanted { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return false
    }

    @Test(
        "The demonstration's signer ends with its server, however that ends; a second one is refused, and so is a strange folder"
    )
    func signer() async throws {
        let stage = try await Stage()
        let socket = stage.data + "/keys.sock"
        let programs = Child.built
        // As make run does it.
        let shell = try Programs.start(
            "/bin/sh",
            [
                "-c",
                "'\(programs)/foureyes-demo' keys --data '\(stage.data)' --with-parent & "
                    + "exec '\(programs)/foureyes-server' serve --data '\(stage.data)' --listen localhost:\(stage.port) "
                    + "--demonstration-keys '\(socket)'",
            ])
        #expect(try await exists(socket, within: 20))
        let mode = try FileManager.default.attributesOfItem(atPath: socket)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let second = try await Programs.run("foureyes-demo", ["keys", "--data", stage.data])
        #expect(second.code == 3 && second.errors.contains("already running"), "\(second.errors)")
        let strange = try await Programs.run("foureyes-demo", ["keys", "--data", stage.folder])
        #expect(strange.code == 3 && strange.errors.contains("no founded ledger"), "\(strange.errors)")
        shell.kill()
        #expect(try await exists(socket, within: 10, false), "the signer outlives its server")
    }

    /// A FIDO key's public line around the point of a plain key: nobody signs with it here.
    private func fido(_ folder: String, _ number: Int) async throws -> String {
        let file = folder + "/k\(number)"
        _ = try await Child("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]).end()
        let line = try String(contentsOfFile: file + ".pub", encoding: .utf8)
        let blob = try #require(Base64.decoded(Array(line.split(separator: " ")[1].utf8)))
        func string(_ bytes: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(bytes.count)] + bytes }
        let type = "sk-ssh-ed25519@openssh.com"
        let whole = string(Array(type.utf8)) + string(Array(blob.suffix(32))) + string(Array("ssh:foureyes".utf8))
        return "\(type) " + String(decoding: Base64.encoded(whole), as: UTF8.self)
    }

    @Test("P-54: only a ledger that was founded as a demonstration is served with such a signer")
    func production() async throws {
        let folder = NSTemporaryDirectory() + "foureyes-production-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var founders = "founders:\n"
        for number in 1...3 { founders += "  - key: \(try await fido(folder, number))\n    seats: [council]\n" }
        try founders.write(toFile: folder + "/founders.yaml", atomically: true, encoding: .utf8)
        let made = try await Programs.run(
            "foureyes-server",
            [
                "init", "--data", folder + "/data", "--policy", "policy/small", "--origin", "ca.example.org",
                "--founders", folder + "/founders.yaml", "--production", "--rp", "ca.example.org",
                "--web-origin", "https://ca.example.org",
            ])
        #expect(made.code == 0, "\(made.errors)")
        let server = try await Programs.run(
            "foureyes-server",
            ["serve", "--data", folder + "/data", "--demonstration-keys", folder + "/keys.sock"])
        #expect(server.code == 2 && server.errors.contains("works with demonstrations only"), "\(server.errors)")
        let keys = try await Programs.run("foureyes-demo", ["keys", "--data", folder + "/data"])
        #expect(keys.code == 3, "\(keys.errors)")
    }

    private func lines(of file: String) -> [Substring] {
        ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(separator: "\n")
    }

    @Test("tasks --watch tells each task once, on the stream's hint, and gives it to a program; others go on beside it")
    func watch() async throws {
        let stage = try await Stage()
        try await stage.serve()
        let told = stage.folder + "/told"
        let watch = try Programs.start(
            // No look but the first and those that the live stream hints at.
            "foureyes", ["tasks", "--watch", "--every", "3600", "--json", "--run", "/usr/bin/tee -a \(told)"],
            [
                "FOUREYES_URL": stage.url, "FOUREYES_HOME": stage.folder + "/home-p12", "HOME": stage.folder,
                "FOUREYES_PERSON": "p12",
            ])
        defer { watch.kill() }
        try await Task.sleep(for: .seconds(4))
        let before = lines(of: told).count
        // p12's own copy is not locked by the watch.
        let proposed = try await stage.foureyes(
            ["propose", "register/store.enter", "label=safe-9", "--yes", "--json", "--slot", "administrator"], as: "p14"
        )
        #expect(proposed.code == 0, "\(proposed.errors)")
        let place = try #require(proposed.json?["place"]?.number)
        let other = try await stage.foureyes(["acts"], as: "p12")
        #expect(other.code == 0, "\(other.errors)")
        var found: [Substring] = []
        for _ in 0..<100 {
            found = lines(of: told)
            if found.count > before { break }
            try await Task.sleep(for: .milliseconds(200))
        }
        try await Task.sleep(for: .seconds(2))
        found = lines(of: told)
        #expect(found.count == before + 1 && found.last?.contains("A-\(place)") == true, "\(found)")
    }

    @Test(
        "Signing in shows a key and nothing else; another person's key is refused; the session ends where it is ended")
    func signIn() async throws {
        let stage = try await Stage()
        try await stage.serve()
        let wrong = try await stage.foureyes(["sign-in", "--key", stage.key("p14")], as: "p15")
        #expect(wrong.code == 3 && wrong.errors.contains("has no such key"), "\(wrong.errors)")
        let signedIn = try await stage.foureyes(["sign-in", "--json"], as: "p15")
        #expect(signedIn.code == 0 && signedIn.json?["person"]?.text == "p15", "\(signedIn.errors)")
        let kept = stage.folder + "/home-p15/localhost_\(stage.port)/session"
        let mode = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let people = try await stage.foureyes(["people", "--json"], as: "p15")
        #expect(people.code == 0 && people.json?.list?.count == 19, "\(people.errors)")
        #expect(people.json?.list?.allSatisfy { $0["name"]?.text?.isEmpty == false } == true, "\(people.output)")
        let outside = try await stage.foureyes(["people", "--json"], as: "p14")
        #expect(outside.json?.list?.allSatisfy { $0["name"] == nil } == true)
        // Nothing of it stands in the ledger.
        let status = try await stage.foureyes(["status", "--json"], as: "p15")
        let before = try await stage.foureyes(["status", "--json"])
        #expect(status.json?["size"] == before.json?["size"])
        let sessions = try await stage.foureyes(["sessions", "--json"], as: "p15")
        #expect(sessions.json?.list?.map { $0["this"]?.flag } == [true], "\(sessions.output)\(sessions.errors)")
        #expect(try await stage.foureyes(["sessions", "end", "99"], as: "p15").code == 4)
        #expect(try await stage.foureyes(["sessions", "end"], as: "p15").code == 2)
        #expect(try await stage.foureyes(["sign-out"], as: "p15").code == 0)
        #expect(!FileManager.default.fileExists(atPath: kept))
        #expect(try await stage.foureyes(["sign-out"], as: "p15").code == 4)
    }

    @Test(
        "SP-4.2.2a: the auditor reads the journal's lines and proves one; the Board is refused, and each look is a line"
    )
    func journal() async throws {
        let stage = try await Stage()
        try await stage.serve()
        #expect(try await stage.foureyes(["journal"], as: "p11").code == 4, "not signed in")
        for person in ["p1", "p11"] { #expect(try await stage.foureyes(["sign-in"], as: person).code == 0) }
        let refused = try await stage.foureyes(["journal"], as: "p1")
        #expect(refused.code == 3 && refused.errors.contains("SP-4.2.2a"), "\(refused.errors)")
        let all = try await stage.foureyes(["journal", "--json"], as: "p11")
        let newest = try #require(all.json?.list?.first?["number"]?.number, "\(all.errors)")
        let looks = try await stage.foureyes(["journal", "--class", "reading", "--person", "p11", "--json"], as: "p11")
        #expect(looks.json?.list?.isEmpty == false, "\(looks.errors)")
        let open = try await stage.foureyes(["journal", "\(newest)"], as: "p11")
        #expect(open.code == 0 && open.output.contains("no segment contains it yet"), "\(open.output)\(open.errors)")
        let sealed = try #require(all.json?.list?.first { $0["segment"] != nil }?["number"]?.number)
        let proved = try await stage.foureyes(["journal", "\(sealed)"], as: "p11")
        #expect(proved.code == 0 && proved.output.contains("signed by m1"), "\(proved.output)\(proved.errors)")
        #expect(try await stage.foureyes(["journal", "--class", "gossip"], as: "p11").code == 2)
    }

    @Test("Completions: scripts for three shells, and ids of the own copy without a network")
    func completions() async throws {
        for shell in ["bash", "zsh", "fish"] {
            let script = try await Programs.run("foureyes", ["--generate-completion-script", shell])
            #expect(script.code == 0 && script.output.contains("keys") && script.output.contains("disown"))
        }
        let stage = try await Stage()
        try await stage.serve()
        #expect(try await stage.foureyes(["status"], as: "p15").code == 0)
        stage.kill9()
        let open = try await stage.foureyes(["acts", "--open", "--copy", "--json"], as: "p15")
        let id = try #require(open.json?.list?.first?["id"]?.text)
        let words = try await stage.foureyes(
            ["---completion", "sign", "--", "positional@0", "2", "1", "foureyes", "sign", "A"], as: "p15")
        #expect(
            words.code == 0 && words.output.split(separator: "\n").contains(Substring(id)),
            "\(words.output)\(words.errors)")
    }
}
