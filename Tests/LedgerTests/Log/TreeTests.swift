import Ledger
import Testing

/// Goal: frontier, kept hashes and read-back make the root of RFC 9162 at every size. Method: compare with
/// the recursion of the standard.
@Suite struct TreeTests {
    @Test("RFC 9162, 2.1.1: roots of the smallest trees, from the knowledge file and tessera's log")
    func smallest() {
        #expect(Tree().root.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(Tree().head == .empty)
        #expect(
            Digest.leaf(of: []).hex == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        var tree = Tree()
        tree.append(.leaf(of: "one".utf8))
        #expect(tree.root == .leaf(of: Array("one".utf8)), "the root of one leaf is its leaf hash")
        tree.append(.leaf(of: Array("two".utf8)[...]))
        #expect(tree.root.base64 == "T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=")
        tree.append(.leaf(of: "three".utf8))
        #expect(tree.root.base64 == "Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=")
    }

    @Test("RFC 9162, 2.1: leaves and nodes are hashed apart")
    func prefixes() {
        let (left, right) = (Digest.of([1]), Digest.of([2]))
        #expect(Digest.node(left, right) == NaiveTree.node(left, right))
        #expect(Digest.node(left, right) != Digest.node(right, left))
        #expect(Digest.leaf(of: left.bytes + right.bytes) != Digest.node(left, right))
        #expect(Digest.leaf(of: [7, 8]) == NaiveTree.leaf([7, 8]))
        // A collection without one block of memory takes another way to the hash.
        #expect(Digest.leaf(of: [8, 7].reversed()) == NaiveTree.leaf([7, 8]))
    }

    @Test("P-8: the root at every size up to 300 is the standard's, however it is made")
    func everySize() {
        let leaves = NaiveTree.leaves(300)
        let all = KeptHashes(leaves)
        var tree = Tree()
        for size in 0...300 {
            let expected = NaiveTree.root(leaves[..<size])
            #expect(tree.root == expected)
            #expect(tree.size == size)
            #expect(all.root(at: size) == expected)
            #expect(ReadBack.root(of: Array(leaves[..<size])) == expected)
            #expect(Tree(size: size, from: all) == tree)
            #expect(Tree(size: size, peaks: tree.peaks) == tree)
            #expect(Tree(leaves[..<size]) == tree)
            if size < 300 { tree.append(leaves[size]) }
        }
        #expect(all.root(at: 301) == nil)
        #expect(all.root(at: -1) == nil)
        #expect(all.root(at: Int.max) == nil)
    }

    @Test("P-8: an append names each subtree that it completes, once and with its hash")
    func finals() {
        let leaves = NaiveTree.leaves(300)
        var tree = Tree()
        var met: Set<[Int]> = []
        for (place, leaf) in leaves.enumerated() {
            var finals: [SubtreeHash] = []
            tree.append(leaf, finals: &finals)
            #expect(finals.first == SubtreeHash(level: 0, index: place, hash: leaf))
            for final in finals {
                let low = final.index << final.level
                let high = low + (1 << final.level)
                #expect(high == place + 1, "it ends with the new leaf")
                #expect(final.hash == NaiveTree.root(leaves[low..<high]))
                #expect(met.insert([final.level, final.index]).inserted)
            }
        }
        let expected = (0..<9).reduce(0) { $0 + (300 >> $1) }
        #expect(met.count == expected, "none was left out")
    }

    @Test("P-8: a stored frontier that cannot be one is refused")
    func impossibleFrontiers() {
        #expect(Tree(size: 3, peaks: [.ofNothing]) == nil)
        #expect(Tree(size: 0, peaks: [.ofNothing]) == nil)
        #expect(Tree(size: -1, peaks: Array(repeating: .ofNothing, count: 64)) == nil)
        #expect(Tree(size: Int.max, peaks: Array(repeating: .ofNothing, count: 63)) == nil)
        #expect(Tree(size: 5, from: KeptHashes(NaiveTree.leaves(4))) == nil)
        #expect(KeptHashes(NaiveTree.leaves(4)).hash(level: 63, index: 0) == nil)
        #expect(KeptHashes(NaiveTree.leaves(4)).hash(level: -1, index: -1) == nil)
    }

    @Test("Design 9.2: a read-back confirms what was appended and nothing else")
    func readBack() {
        let leaves = NaiveTree.leaves(21)
        let kept = KeptHashes(leaves[..<13])
        let head = Tree(leaves).head
        #expect(ReadBack.confirms(head, from: kept, at: 13, then: leaves[13...]))
        #expect(!ReadBack.confirms(head, from: kept, at: 13, then: leaves[13..<20]))
        #expect(!ReadBack.confirms(head, from: kept, at: 13, then: leaves[13...] + [leaves[0]]))
        #expect(!ReadBack.confirms(head, from: kept, at: 12, then: leaves[13...]))
        #expect(!ReadBack.confirms(head, from: kept, at: 14, then: leaves[14...]), "hashes not stored")
        var flipped = Array(leaves[13...])
        flipped[3] = .of([9])
        #expect(!ReadBack.confirms(head, from: kept, at: 13, then: flipped))
    }
}
