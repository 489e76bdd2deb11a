/// Every complete subtree's hash in memory, 64 bytes for each leaf: readers keep a copy for nothing while a writer goes on.
package struct KeptHashes: Hashes, Sendable {
    /// The hashes of each level from left to right.
    private var levels: [Table<Digest>] = []
    /// The frontier, for the root of the newest size.
    package private(set) var tree = Tree()

    /// No hashes yet.
    package init() {}

    /// All hashes over these leaves.
    package init(_ leafHashes: some Sequence<Digest>) {
        for hash in leafHashes { append(hash) }
    }

    /// Appends a leaf hash and the subtrees that it completes.
    package mutating func append(_ leafHash: Digest) {
        var finals: [SubtreeHash] = []
        tree.append(leafHash, finals: &finals)
        for final in finals {
            if final.level == levels.count { levels.append(Table()) }
            levels[final.level].append(final.hash)
        }
    }

    /// How many leaves there are.
    package var size: Int { tree.size }

    /// The hash of a complete subtree, or nil when it is not complete.
    package func hash(level: Int, index: Int) -> Digest? {
        levels.indices.contains(level) ? levels[level].at(index) : nil
    }
}
