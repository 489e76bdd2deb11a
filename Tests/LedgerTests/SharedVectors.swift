import Foundation
import Ledger
import Testing

/// The vectors of others beside the project, `../shared/vectors`; tests that need them are skipped where they are absent.
enum SharedVectors {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("../shared/vectors").standardizedFileURL

    static var present: Bool { FileManager.default.fileExists(atPath: root.path) }
    static let absent: Comment = "../shared/vectors is absent"

    static func bytes(_ path: String) throws -> [UInt8] {
        try Array(Data(contentsOf: root.appendingPathComponent(path)))
    }

    /// The names of the files of a folder that end so, in order; none when the folder is absent.
    static func names(in folder: String, ending: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: root.appendingPathComponent(folder).path)
        return (names ?? []).filter { $0.hasSuffix(ending) }.sorted()
    }

    static let expected: Expected? = try? JSONDecoder().decode(
        Expected.self, from: Data(try bytes("entries/expected.json")))

    struct Expected: Decodable, Sendable {
        let rp_id: String
        let web_origin: String
        let entries: [Good]
        let words: [Spoken]
        let commitment: Committed
    }

    struct Good: Decodable, Sendable, CustomTestStringConvertible {
        let file: String
        let form: String
        let statement_sha256: String
        let key_sha256: String
        let leaf_sha256: String
        var testDescription: String { file }
    }

    struct Spoken: Decodable, Sendable {
        let sha256: String
        let twelve: String
        let twentyfour: String
    }

    struct Committed: Decodable, Sendable {
        let key: String
        let origin: String
        let signer: String
        let request: String
        let kind: String
        let name: String
        let content: String
        let hmac_sha256: String
    }
}
