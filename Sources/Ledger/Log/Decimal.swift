/// Decimal numbers as notes, paths and checkpoints write them: no sign, no leading zeros.
///
/// `Int(_:)` takes `+5` and `007`: two texts for one size, so two checkpoints that differ and say the same.
enum Decimal {
    /// The number, at most 2^53 - 1 (P-1); nil for every text that `String(number)` would not write.
    static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard 1...16 ~= digits.count, let first = digits.first, digits.count == 1 || first != 0x30 else {
            return nil
        }
        var number = 0
        for digit in digits {
            guard Grammar.isDigit(digit) else { return nil }
            number = number * 10 + Int(digit &- 0x30)
        }
        return number <= Tree.sizeMax ? number : nil
    }
}
