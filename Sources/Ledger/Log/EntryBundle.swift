/// The bytes of an entry bundle: each entry behind its length in two bytes, big-endian (C2SP tlog-tiles).
package enum EntryBundle {
    /// The longest entry that the length can say (P-2).
    package static let entryBytesMax = 65_535

    /// The bytes of 1 to 256 entries; throws when they are none or too many, or one is too long.
    package static func encoded(_ entries: [[UInt8]]) throws(Malformed) -> [UInt8] {
        guard 1...TilePath.widthMax ~= entries.count else {
            throw Malformed("tlog-tiles", "a bundle must have 1 to 256 entries, not \(entries.count)")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
        for entry in entries {
            guard entry.count <= entryBytesMax else {
                throw Malformed("P-2", "an entry has \(entry.count) bytes, more than \(entryBytesMax)")
            }
            bytes.append(UInt8(truncatingIfNeeded: entry.count >> 8))
            bytes.append(UInt8(truncatingIfNeeded: entry.count))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }

    /// The entries of a bundle whose name says how many they are, as slices of its bytes.
    ///
    /// Throws when one is cut short or there are more or fewer. Whether an entry is one is not asked here:
    /// void entries are in bundles too (P-4).
    package static func decoded(
        _ bytes: [UInt8], as path: TilePath
    ) throws(Malformed) -> [ArraySlice<UInt8>] {
        guard path.content == .entries else { throw Malformed("tlog-tiles", "\(path) is not the name of a bundle") }
        var entries: [ArraySlice<UInt8>] = []
        entries.reserveCapacity(path.width)
        var at = 0
        while at < bytes.count {
            guard entries.count < path.width else {
                throw Malformed("tlog-tiles", "\(path) has bytes after its entries", at: at)
            }
            guard bytes.count - at >= 2 else {
                throw Malformed("tlog-tiles", "\(path) ends inside a length", at: at)
            }
            let length = Int(bytes[at]) << 8 | Int(bytes[at + 1])
            at += 2
            guard bytes.count - at >= length else {
                throw Malformed("tlog-tiles", "\(path) ends inside an entry", at: at)
            }
            entries.append(bytes[at..<at + length])
            at += length
        }
        guard entries.count == path.width else {
            throw Malformed("tlog-tiles", "\(path) has only \(entries.count) entries")
        }
        return entries
    }
}
