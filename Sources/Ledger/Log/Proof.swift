/// Verification of proofs, step by step as RFC 9162 has it. Whatever does not fit is false; nothing traps.
///
/// Sizes and indices are compared and shifted only, so that no number from outside can overflow.
package enum Proof {
    /// Whether the path proves that the leaf is at the index in the tree of this head (RFC 9162,
    /// 2.1.3.2).
    package static func includes(
        _ leafHash: Digest, at index: Int, in head: Head, path: [Digest]
    ) -> Bool {
        // 1. The index is below the size.
        guard index >= 0, index < head.size else { return false }
        // 2. and 3.
        var (fn, sn) = (index, head.size - 1)
        var r = leafHash
        // 4. For each p of the path:
        for p in path {
            // a. At the root there is nothing left to combine with.
            guard sn != 0 else { return false }
            if fn & 1 == 1 || fn == sn {
                // b. i. and ii.
                r = .node(p, r)
                while fn & 1 == 0, fn != 0 {
                    fn >>= 1
                    sn >>= 1
                }
            } else {
                // c.
                r = .node(r, p)
            }
            // d.
            fn >>= 1
            sn >>= 1
        }
        // 5.
        return sn == 0 && r == head.root
    }

    /// Whether the path proves that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2).
    ///
    /// Two equal heads and the empty log, which is the beginning of every log, need the empty path: the RFC
    /// leaves these out. The empty log proves nothing about the new root; who starts from it has to have that
    /// from elsewhere.
    package static func isConsistent(_ old: Head, with new: Head, path: [Digest]) -> Bool {
        guard old.size >= 0, old.size <= new.size else { return false }
        if old.size == new.size {
            return path.isEmpty && old.root == new.root && (old.size > 0 || old.root == .ofNothing)
        }
        if old.size == 0 { return path.isEmpty && old.root == .ofNothing }
        // 1. An empty path proves nothing.
        guard !path.isEmpty else { return false }
        // 2. A power of two is a complete subtree: its root is the first node and is not sent.
        var nodes = path[...]
        let first: Digest
        if old.size & (old.size - 1) == 0 {
            first = old.root
        } else {
            guard let sent = nodes.popFirst() else { return false }
            first = sent
        }
        // 3. and 4.
        var (fn, sn) = (old.size - 1, new.size - 1)
        while fn & 1 == 1 {
            fn >>= 1
            sn >>= 1
        }
        // 5.
        var (fr, sr) = (first, first)
        // 6. For each further c:
        for c in nodes {
            // a.
            guard sn != 0 else { return false }
            if fn & 1 == 1 || fn == sn {
                // b. i. to iii.
                fr = .node(c, fr)
                sr = .node(c, sr)
                while fn & 1 == 0, fn != 0 {
                    fn >>= 1
                    sn >>= 1
                }
            } else {
                // c.
                sr = .node(sr, c)
            }
            // d.
            fn >>= 1
            sn >>= 1
        }
        // 7.
        return fr == old.root && sr == new.root && sn == 0
    }
}
