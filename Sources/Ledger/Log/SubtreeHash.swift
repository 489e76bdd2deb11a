/// The hash of a complete subtree, which no later entry changes.
///
/// A subtree of level k holds 2^k leaves; the one of index i holds the leaves from i × 2^k on. Level 0 are
/// the leaves.
package struct SubtreeHash: Hashable, Sendable {
    /// The height above the leaves.
    package let level: Int
    /// The place among the subtrees of its level, from 0.
    package let index: Int
    /// The Merkle hash of its leaves.
    package let hash: Digest

    /// Makes a hash with its place.
    package init(level: Int, index: Int, hash: Digest) {
        self.level = level
        self.index = index
        self.hash = hash
    }
}

/// The only window of proofs, roots and tiles on whatever keeps the hashes: a store, memory, tiles fetched
/// from a server.
///
/// It need not be trusted: a proof made from false hashes does not verify. Complete subtrees alone are asked
/// for.
package protocol Hashes {
    /// The hash of a complete subtree, or nil when it is not there; a level or index out of range is not
    /// there.
    func hash(level: Int, index: Int) -> Digest?
}
