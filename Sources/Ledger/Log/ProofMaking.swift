extension Hashes {
    /// The root of the first `size` leaves; nil when a hash is missing or no log has that size.
    package func root(at size: Int) -> Digest? {
        size == 0 ? .ofNothing : Tree(size: size, from: self)?.root
    }

    /// The inclusion proof PATH(index, D[size]) of RFC 9162, 2.1.3.1, from the leaf upwards.
    ///
    /// Nil when the leaf is not below that size or a hash is missing.
    package func inclusionProof(leaf index: Int, size: Int) -> [Digest]? {
        guard 0...Tree.sizeMax ~= size, 0..<size ~= index else { return nil }
        var path: [Digest] = []
        var (low, high) = (0, size)
        while high - low > 1 {
            let middle = low + largestPower(below: high - low)
            if index < middle {
                guard let right = root(from: middle, to: high) else { return nil }
                path.append(right)
                high = middle
            } else {
                guard let left = root(from: low, to: middle) else { return nil }
                path.append(left)
                low = middle
            }
        }
        return path.reversed()
    }

    /// The consistency proof PROOF(from, D[to]) of RFC 9162, 2.1.4.1; empty from 0 and from `to` itself.
    ///
    /// Nil when `from` is beyond `to` or a hash is missing.
    package func consistencyProof(from old: Int, to size: Int) -> [Digest]? {
        guard 0...Tree.sizeMax ~= size, 0...size ~= old else { return nil }
        guard old > 0, old < size else { return [] }
        var path: [Digest] = []
        var (low, high) = (0, size)
        // SUBPROOF: go down to the subtree that the old tree ends with, and note what stands beside the way.
        while high != old {
            let middle = low + largestPower(below: high - low)
            if old <= middle {
                guard let right = root(from: middle, to: high) else { return nil }
                path.append(right)
                high = middle
            } else {
                guard let left = root(from: low, to: middle) else { return nil }
                path.append(left)
                low = middle
            }
        }
        // The old root itself is known to the verifier and left out; a subtree inside the old tree is not.
        if low > 0 {
            guard let last = root(from: low, to: high) else { return nil }
            path.append(last)
        }
        return path.reversed()
    }

    /// The Merkle hash of leaves low ..< high, where `low` is a multiple of every power of two used inside.
    private func root(from low: Int, to high: Int) -> Digest? {
        var peaks: [Digest] = []
        var at = low
        while at < high {
            let level = Int.bitWidth - 1 - (high - at).leadingZeroBitCount
            guard let hash = hash(level: level, index: at >> level) else { return nil }
            peaks.append(hash)
            at += 1 << level
        }
        guard var root = peaks.popLast() else { return nil }
        while let left = peaks.popLast() { root = .node(left, root) }
        return root
    }
}

/// The largest power of two below n; n is at least 2.
private func largestPower(below n: Int) -> Int {
    1 << (Int.bitWidth - 1 - (n - 1).leadingZeroBitCount)
}
