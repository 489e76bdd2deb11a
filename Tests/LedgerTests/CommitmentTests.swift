import Ledger
import Testing

/// Goal: a commitment binds content to one part of one statement.
@Suite struct CommitmentTests {
    @Test(
        "P-6: the commitment agrees with another program's",
        .enabled(if: SharedVectors.present, SharedVectors.absent))
    func vector() throws {
        let vector = try #require(SharedVectors.expected?.commitment)
        let made = commitment(
            key: try #require(Hex.bytes(vector.key)), origin: vector.origin,
            signer: try #require(Signer(vector.signer)), request: try #require(Request(hex: vector.request)),
            kind: vector.kind, name: vector.name, content: Array(vector.content.utf8))
        #expect(made.hex == vector.hmac_sha256)
    }

    @Test("P-6: an opening fits one part of one statement, with one key and content")
    func opens() {
        let key = [UInt8](repeating: 7, count: 32)
        let content = Array("Reallocated sectors since August.".utf8)
        var statement = Samples.statement()
        let commitment = commitment(
            key: key, origin: statement.origin, signer: statement.signer, request: statement.request,
            kind: statement.kind, name: "reason", content: content)
        statement.detached = [
            DetachedPart(audience: "everyone", commitment: commitment, name: "evidence"),
            DetachedPart(audience: "everyone", commitment: commitment, name: "reason"),
        ]
        #expect(statement.opens(part: "reason", key: key, content: content))
        #expect(!statement.opens(part: "evidence", key: key, content: content))
        #expect(!statement.opens(part: "other", key: key, content: content))
        #expect(!statement.opens(part: "reason", key: key, content: content + [0]))
        #expect(!statement.opens(part: "reason", key: Array(key.dropLast()), content: content))
        // HMAC fills short keys up with zeros, so that 31 bytes and a zero are one key: only 32 are taken.
        #expect(!statement.opens(part: "reason", key: key + [0], content: content))
        var other = statement
        other.signer = .person(18)
        #expect(!other.opens(part: "reason", key: key, content: content))
        other = statement
        other.request = Request(high: 1, low: 2)
        #expect(!other.opens(part: "reason", key: key, content: content))
    }
}
