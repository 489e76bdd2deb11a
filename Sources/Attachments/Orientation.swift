/// How a camera was held: the one thing of an Exif block that is kept, because without it the picture lies on its side.
enum Orientation {
    /// What stands at the head of an Exif block in a JPEG.
    static let exif = Array("Exif".utf8) + [0, 0]
    private static let tag = 0x0112

    /// The orientation in a TIFF block, 2 to 8. It is nil if the block has none, says “upright” or is broken: the block is
    /// removed anyway.
    static func read(_ tiff: ArraySlice<UInt8>) -> UInt8? {
        let bytes = BigEndian(Array(tiff))
        let isLittle: Bool
        switch bytes.u16(0) {
        case 0x4949: isLittle = true
        case 0x4D4D: isLittle = false
        default: return nil
        }
        func u16(_ place: Int) -> Int? { bytes.u16(place).map { isLittle ? $0 >> 8 | ($0 & 0xFF) << 8 : $0 } }
        func u32(_ place: Int) -> Int? {
            guard let first = u16(place), let second = u16(place + 2) else { return nil }
            return isLittle ? second << 16 | first : first << 16 | second
        }
        guard u16(2) == 42, let directory = u32(4), let count = u16(directory) else { return nil }
        for entry in 0..<count {
            let place = directory + 2 + 12 * entry
            guard let found = u16(place) else { return nil }
            guard found == tag else { continue }
            guard u16(place + 2) == 3, u32(place + 4) == 1, let value = u16(place + 8), (2...8).contains(value)
            else { return nil }
            return UInt8(value)
        }
        return nil
    }

    /// A TIFF block that says nothing else: big-endian, one directory with one entry, 26 bytes.
    static func tiff(_ orientation: UInt8) -> [UInt8] {
        [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
    }
}
