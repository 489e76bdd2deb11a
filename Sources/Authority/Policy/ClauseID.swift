extension Clause {
    /// Whether a text is a clause id: a document's letters, a hyphen, a section with its numbers, perhaps a
    /// small letter: `SP-1.1`, `SM-4a`, `CPS-6.2.1c`. Each is also good in `under` of a statement (P-1).
    package static func isID(_ text: String) -> Bool {
        let halves = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard text.utf8.count <= 40, halves.count == 2, 1...8 ~= halves[0].count else { return false }
        guard halves[0].allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }) else { return false }
        var section = halves[1]
        if let last = section.last, UInt8(ascii: "a")...UInt8(ascii: "z") ~= last {
            section = section.dropLast()
        }
        let numbers = section.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return numbers.allSatisfy { digits in
            guard 1...4 ~= digits.count, digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
            else { return false }
            return digits.count == 1 || digits.first != UInt8(ascii: "0")
        }
    }
}
