import Foundation
import Ledger
import Testing

/// Goal: the reader agrees with one that shares no code with it (vectors made in Python), on what is good and what is not.
@Suite(.enabled(if: SharedVectors.present, SharedVectors.absent))
struct EntryVectorTests {
    @Test(
        "P-2: good entries of others are read as they were meant",
        arguments: SharedVectors.expected?.entries ?? [])
    func good(vector: SharedVectors.Good) throws {
        let bytes = try SharedVectors.bytes("entries/" + vector.file)
        let entry = try Entry(bytes: bytes)
        let verified = try entry.verified()
        #expect(verified.signature.form.rawValue == vector.form)
        #expect(verified.hash.hex == vector.statement_sha256)
        #expect(verified.signature.key.fingerprint.hex == vector.key_sha256)
        #expect(entry.statement.line() == Array(entry.line))
        #expect(entry.recorded.text == "2026-11-22T09:40:05Z")
        #expect(entry.admitted() == verified)
        let leaf = CheckedLeaf(checking: bytes)
        #expect(leaf.leafHash.hex == vector.leaf_sha256)
        let recorded = try leaf.content.get()
        #expect(recorded.verified == verified && recorded.recorded == entry.recorded)
        #expect(CheckedLeaf(trusting: bytes).content == leaf.content)
        let submission = try Submission(bytes: Array(bytes.dropLast(30)))
        #expect(try submission.verified() == verified)
        #expect(submission.recorded(at: entry.recorded) == bytes)
        #expect(asTheLedgerWould(verified))
    }

    @Test("The vectors are all there")
    func counts() {
        #expect(SharedVectors.expected?.entries.count == 14)
        #expect(SharedVectors.names(in: "entries/bad", ending: ".entry").count >= 86)
    }

    @Test(
        "P-20: entries without user verification are good, and say so",
        arguments: SharedVectors.names(in: "entries/where-it-widens", ending: ".entry"))
    func unverifiedUser(name: String) throws {
        let entry = try Entry(bytes: try SharedVectors.bytes("entries/where-it-widens/" + name))
        let signature = try entry.verified().signature
        #expect(signature.userPresent && !signature.userVerified && signature.isFIDO && signature.isLocal)
    }

    @Test(
        "P-1, P-2, P-20: one fault is enough",
        arguments: SharedVectors.names(in: "entries/bad", ending: ".entry"))
    func bad(name: String) throws {
        let bytes = try SharedVectors.bytes("entries/bad/" + name)
        switch CheckedLeaf(checking: bytes).content {
        case .failure: break
        case .success(let recorded):
            // Only the ledger knows its own web origin; all other faults are seen in the bytes.
            #expect(name == "webauthn-origin.entry", "\(name) was accepted")
            #expect(!asTheLedgerWould(recorded.verified))
        }
    }

    /// What `decide` compares with the ledger's own: RP id and web origin.
    private func asTheLedgerWould(_ verified: VerifiedStatement) -> Bool {
        guard verified.signature.form == .webauthn else { return true }
        return verified.signature.key.application == SharedVectors.expected?.rp_id
            && verified.signature.webOrigin == SharedVectors.expected?.web_origin
    }
}
