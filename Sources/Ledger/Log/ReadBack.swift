/// Roots computed a second time and in another way, before anything is signed.
///
/// One flipped bit in memory has ended a public log for good: its signed root matched no entries. So the
/// writer reads the stored bytes again and compares what this makes of them with its frontier; the two share
/// no intermediate result.
package enum ReadBack {
    /// The root over all leaf hashes, level by level from the bottom, with no frontier.
    package static func root(of leafHashes: [Digest]) -> Digest {
        guard !leafHashes.isEmpty else { return .ofNothing }
        var level = leafHashes
        while level.count > 1 {
            var above: [Digest] = []
            above.reserveCapacity((level.count + 1) / 2)
            for left in stride(from: 0, to: level.count - 1, by: 2) {
                above.append(.node(level[left], level[left + 1]))
            }
            // The last one without a neighbour goes up as it is: that is RFC 6962's split at the power of
            // two.
            if level.count % 2 == 1, let last = level.last { above.append(last) }
            level = above
        }
        return level[0]
    }

    /// Whether the stored hashes up to a size, with the leaf hashes of the entries read back behind it, have
    /// this head.
    package static func confirms(
        _ head: Head, from hashes: some Hashes, at size: Int, then leafHashes: some Sequence<Digest>
    ) -> Bool {
        guard var tree = Tree(size: size, from: hashes) else { return false }
        for hash in leafHashes {
            guard tree.size < head.size else { return false }
            tree.append(hash)
        }
        return tree.head == head
    }
}
