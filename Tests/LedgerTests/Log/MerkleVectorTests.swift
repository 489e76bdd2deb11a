import Foundation
import Ledger
import Testing

/// Goal: our verification agrees with another implementation's. Method: all proofs of
/// transparency-dev/merkle's test data, good and corrupted.
@Suite(.enabled(if: SharedVectors.present, SharedVectors.absent)) struct MerkleVectorTests {
    private struct Inclusion: Decodable {
        let leafIdx: UInt64
        let treeSize: UInt64
        let root: String
        let leafHash: String
        let proof: [String]?
        let wantErr: Bool
    }

    private struct Consistency: Decodable {
        let size1: UInt64
        let size2: UInt64
        let root1: String
        let root2: String
        let proof: [String]?
        let wantErr: Bool
    }

    /// Some vectors have texts in place of hashes. They stand for themselves by their own hash, so that the
    /// verifier and not the lack of a digest answers. An empty one is no digest: then nothing can be asked.
    private static func digest(_ base64: String) -> Digest? {
        guard let data = Data(base64Encoded: base64), !data.isEmpty else { return nil }
        let bytes = [UInt8](data)
        return Digest(bytes: bytes) ?? Digest.of(bytes)
    }

    private static func path(_ proof: [String]?) -> [Digest]? {
        let path = (proof ?? []).map(digest)
        return path.contains(nil) ? nil : path.compactMap { $0 }
    }

    @Test("RFC 9162, 2.1.3.2: inclusion proofs of transparency-dev/merkle")
    func inclusion() throws {
        let files = SharedVectors.files(below: "merkle/inclusion")
        var (good, bad, noDigest) = (0, 0, 0)
        for file in files {
            let data = Data(try SharedVectors.bytes("merkle/inclusion/" + file))
            let vector = try JSONDecoder().decode(Inclusion.self, from: data)
            guard let index = Int(exactly: vector.leafIdx), let size = Int(exactly: vector.treeSize),
                let root = Self.digest(vector.root), let leaf = Self.digest(vector.leafHash),
                let path = Self.path(vector.proof)
            else {
                #expect(vector.wantErr, "\(file)")
                noDigest += 1
                continue
            }
            let verifies = Proof.includes(leaf, at: index, in: Head(root: root, size: size), path: path)
            #expect(verifies == !vector.wantErr, "\(file)")
            if vector.wantErr { bad += 1 } else { good += 1 }
        }
        #expect(good >= 6 && bad >= 60 && good + bad + noDigest == files.count)
    }

    @Test("RFC 9162, 2.1.4.2: consistency proofs of transparency-dev/merkle")
    func consistency() throws {
        let files = SharedVectors.files(below: "merkle/consistency")
        // That library refuses the empty log as a beginning; C2SP's witnesses start from it, and so do we.
        let startsFromNothing: Set = [
            "additional/size1-is-zero-and-size2-is-not-zero.json"
        ]
        var (good, bad, noDigest) = (0, 0, 0)
        for file in files {
            let data = Data(try SharedVectors.bytes("merkle/consistency/" + file))
            let vector = try JSONDecoder().decode(Consistency.self, from: data)
            guard let size1 = Int(exactly: vector.size1), let size2 = Int(exactly: vector.size2),
                let root1 = Self.digest(vector.root1), let root2 = Self.digest(vector.root2),
                let path = Self.path(vector.proof)
            else {
                #expect(vector.wantErr, "\(file)")
                noDigest += 1
                continue
            }
            let verifies = Proof.isConsistent(
                Head(root: root1, size: size1), with: Head(root: root2, size: size2), path: path)
            #expect(verifies == (!vector.wantErr || startsFromNothing.contains(file)), "\(file)")
            if vector.wantErr { bad += 1 } else { good += 1 }
        }
        #expect(good >= 6 && bad >= 60 && good + bad + noDigest == files.count)
    }
}
