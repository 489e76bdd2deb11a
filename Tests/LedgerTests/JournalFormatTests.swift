// Goal: lines and segments of the journal are what docs/formats/journal.md says, and nothing else is read.
// Method: vectors made by a program that shares no code with ours; a table of bodies and lines with one fault each.

import Foundation
import Ledger
import Testing

@Suite struct JournalFormatTests {
    private static func vectors() throws -> JSON {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = tests.deletingLastPathComponent().appendingPathComponent("docs/formats/vectors/journal.json")
        return try Self.json(try JSONSerialization.jsonObject(with: Data(contentsOf: file)))
    }

    /// Foundation's reading of the vector's file, as far as it is needed here.
    private static func json(_ value: Any) throws -> JSON {
        switch value {
        case let text as String: .string(text)
        case let list as [Any]: .array(try list.map { try json($0) })
        case let object as [String: Any]:
            .object(
                try object.map { JSON.Member($0.key, try json($0.value)) }
                    .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        default: .bool(true)
        }
    }

    private static let origin = "demonstration/formats.example/7k3qz5/journal"

    @Test("P-70: the vectors of another program: lines, leaves, segments, checkpoint")
    func vectors() throws {
        let vectors = try Self.vectors()
        var leaves: [Digest] = []
        for item in try #require(vectors["lines"]?.list) {
            let bytes = Array(try #require(item["line"]?.text).utf8)
            #expect(try JournalLine(bytes: bytes).bytes() == bytes)
            let salt = try #require(item["salt"]?.text.flatMap { Digest(hex: $0) }).bytes
            let leaf = SaltedLine(salt: salt, line: bytes).leaf
            #expect(leaf.hex == item["leaf"]?.text)
            leaves.append(leaf)
        }
        var tree = Tree()
        var previous: Digest?
        for (place, item) in try #require(vectors["segments"]?.list).enumerated() {
            let bytes = try #require(Data(base64Encoded: item["entry"]?.text ?? ""))
            let entry = try JournalEntry(checking: Array(bytes), origin: Self.origin)
            #expect(Digest.leaf(of: bytes).hex == item["leaf_sha256"]?.text)
            #expect(entry.segment.number == place + 1)
            #expect(entry.segment.previous == previous)
            #expect(entry.segment.digest == (place == 0 ? ReadBack.root(of: leaves) : .ofNothing))
            #expect(entry.statement.journal == tree.head)
            #expect(entry.key.openSSH == vectors["machine"]?["openssh"]?.text)
            #expect(try Segment(body: entry.segment.body) == entry.segment)
            previous = entry.hash
            tree.append(.leaf(of: bytes))
        }
        let note = try Note(bytes: Array(try #require(vectors["checkpoint"]?.text).utf8))
        #expect(try Checkpoint(text: note.text).head == tree.head)
        #expect(try Checkpoint(text: note.text).origin == Self.origin)
    }

    private static let line =
        "{\"at\":\"2026-11-22T09:40:00Z\",\"class\":\"sign-in\",\"facts\":{},\"person\":\"p17\"}\n"

    @Test(
        "P-70: a line in any other spelling is refused",
        arguments: [
            ("\n", ""), ("{}", "{} "), ("{}", "[]"), ("sign-in", "sign-IN"), ("sign-in", "motion"), ("p17", "p0"),
            ("p17", "p017"), ("p17", "m1"), ("\"person\":\"p17\"", "\"person\":17"), ("09:40:00Z", "09:40:00"),
            ("2026-11-22", "2026-11-31"), (",\"person\":\"p17\"", ",\"person\":\"p17\",\"x\":1"),
            ("{\"at\"", "{\"a\":1,\"at\""), ("\"facts\":{},", ""), ("{}", "{\"a\":null}"), ("{}", "{\"a\":\"\u{7}\"}"),
            ("{}", "{\"a\":\"\(String(repeating: "x", count: 4096))\"}"),
        ])
    func badLines(old: String, new: String) throws {
        #expect(try JournalLine(bytes: Array(Self.line.utf8)).person == 17)
        let changed = Self.line.replacingOccurrences(of: old, with: new)
        #expect(throws: Malformed.self) { try JournalLine(bytes: Array(changed.utf8)) }
    }

    private static let body =
        "{\"count\":2,\"digest\":\"\(Digest.of([1]).hex)\",\"first\":\"2026-11-22T09:40:00Z\",\"last\":\"2026-11-22T09:41:00Z\",\"number\":2,\"previous\":\"\(Digest.of([2]).hex)\"}"

    @Test(
        "P-70: a segment's body that its own writer would not write is refused",
        arguments: [
            ("\"count\":2", "\"count\":0"), ("\"count\":2", "\"count\":1048577"), ("\"count\":2", "\"count\":\"2\""),
            ("\"number\":2", "\"number\":1"), ("\"number\":2", "\"number\":0"), ("09:41:00Z", "09:39:00Z"),
            (",\"previous\":\"\(Digest.of([2]).hex)\"", ""), ("\"first\":\"2026-11-22T09:40:00Z\",", ""),
            ("\"last\":\"2026-11-22T09:41:00Z\",", ""), ("\"number\"", "\"nummer\""), (Digest.of([1]).hex, "00"),
            ("}", ",\"x\":1}"),
        ])
    func badBodies(old: String, new: String) throws {
        let good = try JSON(statement: Array(Self.body.utf8)[...])
        #expect(try Segment(body: good).body == good)
        let changed = try JSON(statement: Array(Self.body.replacingOccurrences(of: old, with: new).utf8)[...])
        #expect(throws: Malformed.self) { try Segment(body: changed) }
        let empty = try JSON(
            statement: Array("{\"count\":0,\"digest\":\"\(Digest.ofNothing.hex)\",\"number\":1}".utf8)[...])
        #expect(try Segment(body: empty).count == 0)
        #expect(throws: Malformed.self, "a root over nothing") {
            try Segment(
                body: JSON(
                    statement: Array("{\"count\":0,\"digest\":\"\(Digest.of([1]).hex)\",\"number\":1}".utf8)[...]))
        }
    }

    @Test("P-70: a machine's key is kept as it is written, and says nothing of itself")
    func machineKey() throws {
        let key = try MachineSigner(seed: [UInt8](repeating: 7, count: 32))
        let again = try MachineSigner(privateText: key.privateText)
        #expect(again.publicKey == key.publicKey)
        var dumped = ""
        dump(key, to: &dumped)
        let secret = key.privateText.split(separator: "+").last.map(String.init) ?? ""
        for text in [dumped, "\(key)", String(reflecting: key)] { #expect(!text.contains(secret)) }
        for bad in [
            "", "MACHINE+KEY+ed25519+", key.privateText + "A", String(key.privateText.dropLast(4)),
            " " + key.privateText,
        ] {
            #expect(throws: Malformed.self) { try MachineSigner(privateText: bad) }
        }
        #expect(throws: Malformed.self) { try MachineSigner(seed: [1]) }
    }
}
