/// The bytes of a hash tile: its hashes side by side, 32 bytes each (C2SP tlog-tiles).
package enum HashTile {
    /// The bytes of up to 256 hashes.
    package static func encoded(_ hashes: some Collection<Digest>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * Digest.byteCount)
        for hash in hashes { bytes.append(contentsOf: hash.bytes) }
        return bytes
    }

    /// The hashes of a tile whose name says how many they are; throws for any other length.
    package static func decoded(_ bytes: [UInt8], as path: TilePath) throws(Malformed) -> [Digest] {
        guard case .hashes = path.content else {
            throw Malformed("tlog-tiles", "\(path) is not the name of a hash tile")
        }
        guard bytes.count == path.width * Digest.byteCount else {
            throw Malformed("tlog-tiles", "\(path) has \(bytes.count) bytes, not \(path.width) hashes")
        }
        var hashes: [Digest] = []
        hashes.reserveCapacity(path.width)
        for start in stride(from: 0, to: bytes.count, by: Digest.byteCount) {
            guard let hash = Digest(bytes: bytes[start..<start + Digest.byteCount]) else { continue }
            hashes.append(hash)
        }
        return hashes
    }
}

extension Hashes {
    /// The hashes of a tile, each of a complete subtree: what is partial is never hashed upwards.
    ///
    /// Nil when one is missing or the path names a bundle.
    package func tile(_ path: TilePath) -> [Digest]? {
        guard case .hashes(let level) = path.content else { return nil }
        var hashes: [Digest] = []
        hashes.reserveCapacity(path.width)
        for place in 0..<path.width {
            let index = path.index * TilePath.widthMax + place
            guard let hash = hash(level: level * 8, index: index) else { return nil }
            hashes.append(hash)
        }
        return hashes
    }
}
