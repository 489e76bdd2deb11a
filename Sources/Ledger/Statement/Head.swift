/// A root of a log and the number of leaves below it: what a signer had seen (P-8).
package struct Head: Hashable, Sendable {
    /// The Merkle root.
    package let root: Digest
    /// How many entries it covers.
    package let size: Int

    /// The head of a log without entries.
    package static let empty = Head(root: .ofNothing, size: 0)

    /// Makes a head; whether the log ever had it is `decide`'s question.
    package init(root: Digest, size: Int) {
        self.root = root
        self.size = size
    }
}
