/// Who a statement says it is from: `p17`, a person; `m3`, a machine; `p0`, a person not yet numbered (P-1,
/// P-4).
package struct Signer: Hashable, Sendable {
    /// People and machines are counted apart.
    package enum Sort: Hashable, Sendable {
        /// `p`
        case person
        /// `m`
        case machine
    }

    /// Person or machine.
    package let sort: Sort
    /// From 1; 0 for the person who is not yet numbered. At most 2^53 - 1.
    package let number: Int

    /// The person who is not yet numbered, `p0`.
    package static let unnumbered = Signer(sort: .person, number: 0)

    /// The person of that number.
    package static func person(_ number: Int) -> Signer { Signer(sort: .person, number: number) }

    /// The machine of that number.
    package static func machine(_ number: Int) -> Signer { Signer(sort: .machine, number: number) }

    private init(sort: Sort, number: Int) {
        self.sort = sort
        self.number = number
    }

    /// Reads `p0`, `pN` or `mN`, N from 1 without leading zeros; nil for anything else.
    package init?(_ text: String) {
        let bytes = text.utf8
        let digits = bytes.dropFirst()
        guard let letter = bytes.first, let first = digits.first, digits.count <= 16 else { return nil }
        var number = 0
        for digit in digits {
            guard Grammar.isDigit(digit) else { return nil }
            number = number * 10 + Int(digit &- 0x30)
        }
        guard number <= JSON.largestInteger else { return nil }
        switch (letter, first) {
        case (0x70, 0x30) where digits.count == 1: self.init(sort: .person, number: 0)
        case (_, 0x30): return nil
        case (0x70, _): self.init(sort: .person, number: number)
        case (0x6d, _): self.init(sort: .machine, number: number)
        default: return nil
        }
    }

    /// The id as statements write it.
    package var text: String { (sort == .person ? "p" : "m") + String(number) }
}

extension Signer: CustomStringConvertible {
    /// The id as statements write it.
    package var description: String { text }
}
