/// Numbers in files that may end anywhere: what lies outside is nil, never a trap.
struct BigEndian {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func byte(_ place: Int) -> UInt8? { bytes.indices.contains(place) ? bytes[place] : nil }

    func u16(_ place: Int) -> Int? {
        guard let high = byte(place), let low = byte(place + 1) else { return nil }
        return Int(high) << 8 | Int(low)
    }

    func u32(_ place: Int) -> Int? {
        guard let high = u16(place), let low = u16(place + 2) else { return nil }
        return high << 16 | low
    }

    /// The bytes from a place on, if there are so many. A count comes from the file: it is compared, never added to.
    func part(_ place: Int, count: Int) -> ArraySlice<UInt8>? {
        guard place >= 0, place <= bytes.count, count >= 0, count <= bytes.count - place else { return nil }
        return bytes[place..<place + count]
    }

    static func bytes32(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
}
