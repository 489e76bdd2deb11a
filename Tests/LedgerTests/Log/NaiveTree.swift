import Ledger

/// RFC 9162, 2.1.1, 2.1.3.1 and 2.1.4.1 written down as the recursions they are: slow, and with no code of
/// ours but the hash of bytes.
enum NaiveTree {
    static func leaf(_ entry: [UInt8]) -> Digest { .of([0] + entry) }

    static func node(_ left: Digest, _ right: Digest) -> Digest { .of([1] + left.bytes + right.bytes) }

    /// MTH(D[n])
    static func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard let first = leaves.first else { return .of([] as [UInt8]) }
        guard leaves.count > 1 else { return first }
        let k = leaves.startIndex + power(below: leaves.count)
        return node(root(leaves[..<k]), root(leaves[k...]))
    }

    /// PATH(m, D[n])
    static func path(_ m: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        let k = power(below: leaves.count)
        let split = leaves.startIndex + k
        return m < k
            ? path(m, leaves[..<split]) + [root(leaves[split...])]
            : path(m - k, leaves[split...]) + [root(leaves[..<split])]
    }

    /// SUBPROOF(m, D[n], b)
    static func subproof(_ m: Int, _ leaves: ArraySlice<Digest>, _ b: Bool) -> [Digest] {
        if m == leaves.count { return b ? [] : [root(leaves)] }
        let k = power(below: leaves.count)
        let split = leaves.startIndex + k
        return m <= k
            ? subproof(m, leaves[..<split], b) + [root(leaves[split...])]
            : subproof(m - k, leaves[split...], false) + [root(leaves[..<split])]
    }

    private static func power(below n: Int) -> Int {
        var k = 1
        while k * 2 < n { k *= 2 }
        return k
    }

    /// Leaf hashes that differ from one another.
    static func leaves(_ count: Int) -> [Digest] {
        (0..<count).map { leaf([UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8), 7]) }
    }
}
