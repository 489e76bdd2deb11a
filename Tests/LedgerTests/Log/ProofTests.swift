import Ledger
import Testing

/// Goal: proofs are those of RFC 9162 and verify; what is changed in any way does not, and nothing traps.
/// Method: the standard's recursions at every size up to 64, chosen ones up to 300, and every single change
/// of a proof.
@Suite struct ProofTests {
    static let leaves = NaiveTree.leaves(300)
    static let hashes = KeptHashes(leaves)
    static let sizes = Array(0...64) + [127, 128, 129, 255, 256, 257, 299, 300]

    static func head(_ size: Int) -> Head { Head(root: NaiveTree.root(leaves[..<size]), size: size) }

    @Test("RFC 9162, 2.1.3: inclusion proofs are the standard's and verify", arguments: sizes)
    func inclusion(size: Int) throws {
        let head = Self.head(size)
        for index in size > 70 ? Array(stride(from: 0, to: size, by: 17)) + [size - 1] : Array(0..<size) {
            let path = try #require(Self.hashes.inclusionProof(leaf: index, size: size))
            #expect(path == NaiveTree.path(index, Self.leaves[..<size]))
            #expect(Proof.includes(Self.leaves[index], at: index, in: head, path: path))
            #expect(!Proof.includes(Self.leaves[(index + 1) % 300], at: index, in: head, path: path))
        }
        #expect(Self.hashes.inclusionProof(leaf: size, size: size) == nil)
        #expect(Self.hashes.inclusionProof(leaf: -1, size: size) == nil)
    }

    @Test("RFC 9162, 2.1.4: consistency proofs are the standard's and verify", arguments: sizes)
    func consistency(size: Int) throws {
        let new = Self.head(size)
        for old in size > 70 ? Array(stride(from: 0, to: size, by: 17)) + [size] : Array(0...size) {
            let path = try #require(Self.hashes.consistencyProof(from: old, to: size))
            if old > 0 { #expect(path == NaiveTree.subproof(old, Self.leaves[..<size], true)) }
            #expect(Proof.isConsistent(Self.head(old), with: new, path: path))
            if old > 0, old < size {
                let forged = Head(root: .of([1]), size: old)
                #expect(!Proof.isConsistent(forged, with: new, path: path))
            }
        }
        #expect(Self.hashes.consistencyProof(from: size + 1, to: size) == nil)
        #expect(Self.hashes.consistencyProof(from: -1, to: size) == nil)
    }

    @Test("RFC 9162, 2.1.3.2: an inclusion proof changed in one place does not verify")
    func changedInclusion() throws {
        for (index, size) in [(0, 1), (0, 2), (1, 3), (2, 3), (5, 8), (6, 7), (4, 21), (20, 21), (12, 13)] {
            let head = Self.head(size)
            let path = try #require(Self.hashes.inclusionProof(leaf: index, size: size))
            let leaf = Self.leaves[index]
            for changed in Self.changes(of: path) {
                #expect(!Proof.includes(leaf, at: index, in: head, path: changed))
            }
            for other in [-1, Int.min, index + 1, index ^ 2, index - 1, size, Int.max] where other != index {
                #expect(!Proof.includes(leaf, at: other, in: head, path: path))
            }
            // A size of another shape: the same path is too long or too short for it.
            for other in [0, -1, Int.min, size * 2 + 1, Int.max] {
                #expect(!Proof.includes(leaf, at: index, in: Head(root: head.root, size: other), path: path))
            }
            #expect(!Proof.includes(leaf, at: index, in: Head(root: .ofNothing, size: size), path: path))
        }
    }

    @Test("RFC 9162, 2.1.4.2: a consistency proof changed in one place does not verify")
    func changedConsistency() throws {
        for (old, size) in [(1, 2), (1, 3), (2, 3), (3, 4), (4, 8), (6, 8), (7, 21), (16, 21), (20, 21)] {
            let (first, second) = (Self.head(old), Self.head(size))
            let path = try #require(Self.hashes.consistencyProof(from: old, to: size))
            for changed in Self.changes(of: path) + [[]] {
                #expect(!Proof.isConsistent(first, with: second, path: changed))
            }
            for other in [0, -1, Int.min, size, size + 1, Int.max] {
                let claimed = Head(root: first.root, size: other)
                #expect(!Proof.isConsistent(claimed, with: second, path: path))
            }
            for other in [0, -1, Int.min, old, old - 1, size * 4, Int.max] {
                let claimed = Head(root: second.root, size: other)
                #expect(!Proof.isConsistent(first, with: claimed, path: path))
            }
            #expect(!Proof.isConsistent(second, with: first, path: path), "a log never shrinks")
        }
        #expect(!Proof.isConsistent(Head(root: .of([1]), size: 0), with: Self.head(3), path: []))
        #expect(!Proof.isConsistent(.empty, with: Head(root: .of([1]), size: 0), path: []))
        #expect(!Proof.isConsistent(.empty, with: Self.head(3), path: [.ofNothing]))
    }

    @Test("RFC 9162: a path that goes on above the root does not verify, also where the hashes fit")
    func aboveTheRoot() throws {
        // Every hash is right, but these are the roots of a larger tree under the sizes of a smaller one.
        for (index, size) in [(0, 1), (1, 2), (4, 7)] {
            let path = try #require(Self.hashes.inclusionProof(leaf: index, size: size)) + [.ofNothing]
            let head = Head(root: .node(.ofNothing, Self.head(size).root), size: size)
            #expect(!Proof.includes(Self.leaves[index], at: index, in: head, path: path))
        }
        for (old, size) in [(1, 2), (3, 4), (4, 7)] {
            let path = try #require(Self.hashes.consistencyProof(from: old, to: size)) + [.ofNothing]
            let first = Head(root: .node(.ofNothing, Self.head(old).root), size: old)
            let second = Head(root: .node(.ofNothing, Self.head(size).root), size: size)
            #expect(!Proof.isConsistent(first, with: second, path: path))
        }
    }

    @Test("P-8: any numbers with any path of any length end in an answer")
    func neverTraps() {
        var random = Dice(seed: 1)
        for _ in 0..<20_000 {
            let sizes = (0..<2).map { _ in Int(truncatingIfNeeded: random.next()) >> Int(random.next() % 64) }
            let path = (0..<Int(random.next() % 70)).map { _ in Self.leaves[Int(random.next() % 300)] }
            let head = Head(root: Self.leaves[0], size: sizes[1])
            #expect(!Proof.includes(Self.leaves[1], at: sizes[0], in: head, path: path))
            let old = Head(root: Self.leaves[1], size: sizes[0])
            #expect(!Proof.isConsistent(old, with: head, path: path))
        }
    }

    /// The path with each hash changed, left out, doubled, moved, and with one more at either end.
    static func changes(of path: [Digest]) -> [[Digest]] {
        var changes = [path + [.ofNothing], [.ofNothing] + path]
        for place in path.indices {
            var changed = path
            changed[place] = .of(path[place].bytes)
            changes.append(changed)
            changed = path
            changed.remove(at: place)
            changes.append(changed)
            changed = path
            changed.insert(path[place], at: place)
            changes.append(changed)
            if place > 0 {
                changed = path
                changed.swapAt(place, place - 1)
                changes.append(changed)
            }
        }
        return changes
    }
}
