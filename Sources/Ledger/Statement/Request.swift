/// The number that a client gives its statement, 128 bits, unique per signer (P-1, P-5).
package struct Request: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// Makes a request id from its halves; the caller brings the randomness.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Takes exactly 32 lower-case hexadecimal digits; nil for anything else.
    package init?(hex: String) {
        let text = hex.utf8
        guard text.count == 32, let high = Hex.word(text.prefix(16)), let low = Hex.word(text.dropFirst(16))
        else { return nil }
        self.init(high: high, low: low)
    }

    /// 32 lower-case hexadecimal digits.
    package var hex: String {
        var text: [UInt8] = []
        text.reserveCapacity(32)
        Hex.append(high, to: &text)
        Hex.append(low, to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
