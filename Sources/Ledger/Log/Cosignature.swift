/// The cosignature/v1 of C2SP: a witness saw this checkpoint at a time, as the largest one of its log.
enum Cosignature {
    /// What is signed. The cosigner's name is not in it, so each cosigner has a key of its own.
    static func message(_ checkpoint: [UInt8], at time: Time) -> [UInt8] {
        Array("cosignature/v1\ntime \(time.seconds)\n".utf8) + checkpoint
    }

    /// The eight bytes of the time and the 64 of the signature; nil for any other length and times after the
    /// year 9999.
    static func parts(_ bytes: [UInt8]) -> (time: Time, signature: ArraySlice<UInt8>)? {
        guard bytes.count == 72 else { return nil }
        let seconds = bytes.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        guard let exact = Int(exactly: seconds), let time = Time(seconds: exact) else { return nil }
        return (time, bytes.dropFirst(8))
    }

    /// Time and signature as the line holds them.
    static func bytes(_ time: Time, _ signature: [UInt8]) -> [UInt8] {
        // A `Time` is never negative.
        let seconds = UInt64(clamping: time.seconds)
        return (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * UInt64($0))) } + signature
    }
}
