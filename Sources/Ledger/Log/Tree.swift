/// The frontier of an RFC 6962 tree: enough to append and to know the root, and no more (P-2, P-8).
///
/// A value: a copy can be appended to and thrown away, as the writer does with a batch that is not committed.
package struct Tree: Hashable, Sendable {
    /// How many leaves there are.
    package private(set) var size: Int
    /// The hashes of the complete subtrees from left to right, one for each bit that is set in `size`, the
    /// largest first.
    package private(set) var peaks: [Digest]

    /// The largest log that a statement can name, 2^53 - 1 leaves (P-1). It also keeps every sum of tiles
    /// within an Int.
    package static let sizeMax = 9_007_199_254_740_991

    /// The tree without leaves.
    package init() {
        size = 0
        peaks = []
    }

    /// Takes up a frontier that was kept; nil when the number of peaks cannot be that size's.
    ///
    /// Whether the hashes are right shows only in the root, so whoever stored them compares that with the
    /// head.
    package init?(size: Int, peaks: [Digest]) {
        guard 0...Tree.sizeMax ~= size, peaks.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.peaks = peaks
    }

    /// Takes the frontier of a size out of kept hashes; nil when one is missing or no log has that size.
    package init?(size: Int, from hashes: some Hashes) {
        guard 0...Tree.sizeMax ~= size else { return nil }
        var peaks: [Digest] = []
        for (level, index) in Tree.subtrees(of: size) {
            guard let hash = hashes.hash(level: level, index: index) else { return nil }
            peaks.append(hash)
        }
        self.init(size: size, peaks: peaks)
    }

    /// The tree over these leaf hashes.
    package init(_ leafHashes: some Sequence<Digest>) {
        self.init()
        for hash in leafHashes { append(hash) }
    }

    /// Appends the leaf hash of an entry.
    package mutating func append(_ leafHash: Digest) {
        append(leafHash) { _ in }
    }

    /// Appends a leaf hash and adds to `finals` the subtrees that it completes: the leaf first, then upwards.
    ///
    /// Who keeps these has all that proofs and tiles need; there are fewer than two for each leaf on average.
    package mutating func append(_ leafHash: Digest, finals: inout [SubtreeHash]) {
        append(leafHash) { finals.append($0) }
    }

    private mutating func append(_ leafHash: Digest, completed: (SubtreeHash) -> Void) {
        // A log of 2^53 entries cannot be made; a frontier from a damaged store that claims one must not wrap
        // round.
        precondition(size < Tree.sizeMax, "a log is full at 2^53 - 1 entries")
        var hash = leafHash
        completed(SubtreeHash(level: 0, index: size, hash: hash))
        // Each bit that is set at the low end of the size is a peak to the left that the new leaf completes.
        var level = 0
        while size >> level & 1 == 1, let left = peaks.popLast() {
            hash = .node(left, hash)
            level += 1
            completed(SubtreeHash(level: level, index: size >> level, hash: hash))
        }
        peaks.append(hash)
        size += 1
    }

    /// The Merkle root, SHA-256 of nothing for the empty tree (RFC 9162, 2.1.1). At most 53 hashes.
    package var root: Digest {
        guard var root = peaks.last else { return .ofNothing }
        for left in peaks.dropLast().reversed() { root = .node(left, root) }
        return root
    }

    /// Root and size.
    package var head: Head { Head(root: root, size: size) }

    /// The complete subtrees that make up a tree of this size, from left to right, the largest first.
    static func subtrees(of size: Int) -> [(level: Int, index: Int)] {
        var subtrees: [(level: Int, index: Int)] = []
        for level in stride(from: Int.bitWidth - 2, through: 0, by: -1) where size >> level & 1 == 1 {
            subtrees.append((level, (size >> level) - 1))
        }
        return subtrees
    }
}
