/// Numbers that look random and are the same in every run, so that what failed fails again (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// The bytes changed in one to three places: a byte set, a bit turned, a stretch dropped or doubled.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...next() % 3 where !bytes.isEmpty {
            let place = Int(next() % UInt64(bytes.count))
            let end = min(bytes.count, place + 1 + Int(next() % 8))
            switch next() % 5 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: next())
            case 1: bytes[place] ^= 1 << UInt8(next() % 8)
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
            default: bytes.insert([0x0a, 0x20, 0x2b, 0x3d, 0x30, 0x41][Int(next() % 6)], at: place)
            }
        }
        return bytes
    }
}
