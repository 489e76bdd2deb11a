import Foundation
import Ledger
import TestWorld
import Testing

/// Goal: the reader takes and refuses what `docs/formats/` says, by the vectors of an independent script beside it.
@Suite(.enabled(if: FormatVectors.present, "docs/formats/vectors is absent"))
struct FormatVectorTests {
    @Test("P-1: good lines of the formats are read, and known by their hash and words")
    func goodStatements() throws {
        let vectors = try FormatVectors.read(Statements.self, "statements.json")
        #expect(!vectors.good.isEmpty)
        for vector in vectors.good {
            let line = Array(vector.line.utf8)
            #expect(try Statement(line: line[...]).line() == line, "\(vector.name)")
            #expect(Digest.of(line).hex == vector.sha256)
            #expect(Words.words12(.of(line)).joined(separator: " ") == vector.words)
        }
    }

    @Test("P-1: bad lines of the formats are refused")
    func badStatements() throws {
        let vectors = try FormatVectors.read(Statements.self, "statements.json")
        #expect(!vectors.bad.isEmpty)
        for vector in vectors.bad {
            let line = try #require(Base64.decoded(Array(vector.line_base64.utf8)))
            #expect(throws: Malformed.self, "\(vector.name)") { try Statement(line: line[...]) }
        }
    }

    @Test("P-2: entries of the formats are good, with the signed bytes and blob that they say")
    func entries() throws {
        let vectors = try FormatVectors.read(Entries.self, "entries.json").entries
        let signatures = try FormatVectors.read([Signed].self, "signatures.json")
        for vector in vectors {
            let bytes = try FormatVectors.bytes("entries/" + vector.file)
            let entry = try Entry(bytes: bytes)
            let signature = try entry.verified().signature
            #expect(
                signature.form.rawValue == vector.form && signature.key.fingerprint.hex == vector.key_sha256)
            #expect(
                entry.hash.hex == vector.statement_sha256 && Digest.leaf(of: bytes).hex == vector.leaf_sha256)
            guard let signed = signatures.first(where: { $0.entry == vector.file }) else { continue }
            #expect(Hex.text(signedData(line: entry.line)) == signed.signed)
            #expect(signature.key.openSSH == signed.key && signature.webOrigin == signed.webOrigin)
            let inner = try #require(Hex.bytes(signed.signature))
            #expect(
                Array(entry.line) + armour(publicKey: signature.key, signatureBlob: inner)
                    == bytes.dropLast(30))
        }
    }

    @Test("P-6: openings of the formats fit their commitments")
    func detached() throws {
        for vector in try FormatVectors.read([Part].self, "detached.json") {
            let made = commitment(
                key: try #require(Hex.bytes(vector.key)), origin: vector.origin,
                signer: try #require(Signer(vector.signer)),
                request: try #require(Request(hex: vector.request)),
                kind: vector.kind, name: vector.name,
                content: try #require(Base64.decoded(Array(vector.content.utf8))))
            #expect(made.hex == vector.commitment)
        }
    }

    // MARK: The files

    private struct Statements: Decodable {
        struct Good: Decodable { let name, line, sha256, words: String }
        struct Bad: Decodable { let name, line_base64: String }
        let good: [Good]
        let bad: [Bad]
    }

    private struct Entries: Decodable {
        let entries: [SharedVectors.Good]
    }

    private struct Signed: Decodable {
        let entry, key, signed, signature: String
        let webOrigin: String?
    }

    private struct Part: Decodable {
        let name, key, content, origin, signer, request, kind, commitment: String
    }
}

/// The project's own vectors, beside the files that say the formats.
enum FormatVectors {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs/formats/vectors")

    static var present: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static func bytes(_ path: String) throws -> [UInt8] {
        try Array(Data(contentsOf: folder.appendingPathComponent(path)))
    }

    static func read<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes(path)))
    }
}
