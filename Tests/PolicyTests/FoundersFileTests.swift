import Foundation
import Ledger
import Testing

@testable import PolicyFiles

/// Goal: who founds a ledger is read strictly; what is wrong is said with its line.
@Suite struct FoundersFileTests {

    private func load(_ text: String, key: String = FoundersFileTests.good) throws -> [FoundersFile.Founder] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("founders-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data((key + " a comment\n").utf8).write(to: folder.appendingPathComponent("p1.pub"))
        let file = folder.appendingPathComponent("founders.yaml")
        try Data(text.utf8).write(to: file)
        return try FoundersFile.load(file.path)
    }

    /// A point that is on the curve: the base point of Ed25519.
    private static let good: String = {
        var point = [UInt8](repeating: 0x66, count: 32)
        point[0] = 0x58
        var blob: [UInt8] = [0, 0, 0, 11] + Array("ssh-ed25519".utf8)
        blob += [0, 0, 0, 32] + point
        return "ssh-ed25519 " + String(decoding: Base64.encoded(blob), as: UTF8.self)
    }()

    @Test("the example in docs/founders.example.yaml is read as it stands")
    func example() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("founders-\(UUID().uuidString)")
        let keys = folder.appendingPathComponent("keys")
        try FileManager.default.createDirectory(at: keys, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["p1.pub", "p2.pub", "p3.pub"] {
            try Data((Self.good + "\n").utf8).write(to: keys.appendingPathComponent(name))
        }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = folder.appendingPathComponent("founders.yaml")
        try FileManager.default.copyItem(
            at: root.appendingPathComponent("docs/founders.example.yaml"), to: file)
        let founders = try FoundersFile.load(file.path)
        #expect(founders.map(\.seats) == [["board"], ["board"], ["board"]])
    }

    @Test("P-54: a key is a file beside the list or the line itself, in YAML or JSON")
    func good() throws {
        let key = try PublicKey(openSSH: Self.good)
        let yaml = try load(
            "founders:\n  - key: p1.pub\n    seats: [treasury, board]\n  - key: \(Self.good)\n    seats: []\n")
        #expect(yaml == [.init(key: key, seats: ["board", "treasury"]), .init(key: key, seats: [])])
        #expect(
            try load("{\"founders\": [{\"key\": \"p1.pub\", \"seats\": [\"board\"]}]}") == [
                .init(key: key, seats: ["board"])
            ])
    }

    @Test(
        "P-54: what is wrong is said with its line",
        arguments: [
            ("founders:\n  - key: p9.pub\n    seats: [board]\n", ":2:", "there is no public key file"),
            ("founders:\n  - key: p1.pub\n    seat: [board]\n", ":3:", "not `seat`"),
            ("founders:\n  - seats: [board]\n", ":2:", "no `key`"), ("people: []\n", ":1:", "one list, `founders:`"),
            ("founders:\n  - key: p1.pub\n    seats: board\n", ":3:", "a list"),
            ("founders:\n  - key: ssh-rsa AAAA\n    seats: []\n", ":2:", "this key cannot be used here"),
        ])
    func bad(text: String, place: String, what: String) throws {
        let error = try #require(throws: PolicyFolderError.self) { try load(text) }
        #expect(error.description.contains(place) && error.description.contains(what), "\(error)")
    }
}
