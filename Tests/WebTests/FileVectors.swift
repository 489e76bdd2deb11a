import Attachments
import Foundation
import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import TestWorld

@testable import Web

/// The files of docs/formats/vectors/attachments.json.
enum FileVectors {
    private struct All: Decodable {
        struct One: Decodable { let name: String, given: Data, cleaned: Data }
        let good: [One]
    }
    private static let all: [All.One] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("docs/formats/vectors/attachments.json")
        return (try? JSONDecoder().decode(All.self, from: Data(contentsOf: file)))?.good ?? []
    }()

    static func given(_ name: String) -> [UInt8] { all.first { $0.name == name }.map { Array($0.given) } ?? [] }
    static func cleaned(_ name: String) -> [UInt8] { all.first { $0.name == name }.map { Array($0.cleaned) } ?? [] }

    /// A clean PNG of so many bytes.
    static func png(of length: Int) -> [UInt8] {
        let small = cleaned("png-plain")
        let data = [UInt8](repeating: 7, count: length - small.count - 12)
        let typed = Array("IDAT".utf8) + data
        func number(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
        var table: [UInt32] = []
        for byte in 0..<256 as Range<UInt32> {
            table.append((0..<8).reduce(byte) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 })
        }
        var checksum = UInt32.max
        for byte in typed { checksum = checksum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: checksum) ^ byte)] }
        return Array(small.dropLast(12)) + number(UInt32(data.count)) + typed + number(~checksum) + small.suffix(12)
    }
}

extension TestSite {
    func get(_ path: String, as person: Int?) async throws -> Reply {
        let fields = try headers(of: person)
        return try await ask { client in
            try await client.execute(uri: path, method: .get, headers: fields) { Reply($0) }
        }
    }

    func post(_ path: String, form: [(String, String)], as person: Int?) async throws -> Reply {
        let body = form.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
        return try await post(path, Array(body.utf8), "application/x-www-form-urlencoded", as: person)
    }

    /// A form with files, as browsers write it.
    func post(
        _ path: String, fields: [(String, String)], files: [(name: String, bytes: [UInt8])], as person: Int?
    ) async throws -> Reply {
        var body: [UInt8] = []
        for (name, value) in fields {
            body += Array("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for (name, bytes) in files {
            body += Array(
                "--b\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"IMG_1.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
                    .utf8)
            body += bytes + [0x0D, 0x0A]
        }
        return try await post(path, body + Array("--b--\r\n".utf8), "multipart/form-data; boundary=b", as: person)
    }

    private func post(_ path: String, _ body: [UInt8], _ type: String, as person: Int?) async throws -> Reply {
        var fields = try headers(of: person)
        fields[.contentType] = type
        let all = fields
        return try await ask { client in
            try await client.execute(uri: path, method: .post, headers: all, body: ByteBuffer(bytes: body)) {
                Reply($0)
            }
        }
    }

    /// A session of a person, by its token.
    private func headers(of person: Int?) throws -> HTTPFields {
        guard let person else { return HTTPFields() }
        var ca = ca
        let token = [UInt8](repeating: UInt8(person), count: Token.byteCount)
        try visitors.endAll(of: person)
        _ = try visitors.begin(
            token: token, person: person, key: ca.key(person).publicKey.fingerprint, method: .key, device: "test",
            place: ca.entries.count, at: ca.now)
        return [.authorization: "Bearer " + Token.text(token)]
    }

    /// The submission of a statement like this one, by its signer, with contents under a key that the test knows.
    func bound(_ statement: Statement, _ contents: [String: [UInt8]]) throws -> (submission: String, key: String) {
        var statement = statement
        let key = [UInt8](repeating: 9, count: 32)
        statement.detached = contents.keys.sorted().map { name in
            DetachedPart(
                audience: "everyone",
                commitment: commitment(
                    key: key, origin: statement.origin, signer: statement.signer, request: statement.request,
                    kind: statement.kind, name: name, content: contents[name] ?? []), exception: nil, name: name)
        }
        return (
            signed(String(decoding: statement.line(), as: UTF8.self), by: statement.signer.number),
            String(decoding: Base64.encoded(key), as: UTF8.self)
        )
    }
}
