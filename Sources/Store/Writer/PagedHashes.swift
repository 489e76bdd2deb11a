import Ledger
import Rules

/// Every complete subtree's hash, in paged tables: readers keep a copy for nothing while the writer goes on.
package struct PagedHashes: Hashes, Sendable {
    private var levels: [Table<Digest>] = []
    /// The frontier.
    package private(set) var tree = Tree()

    package init() {}

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

    package func hash(level: Int, index: Int) -> Digest? {
        levels.indices.contains(level) ? levels[level].at(index) : nil
    }
}
