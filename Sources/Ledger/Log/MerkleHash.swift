import Crypto

extension Digest {
    private static let leafPrefix: UInt8 = 0
    private static let nodePrefix: UInt8 = 1

    /// The leaf hash of an entry's bytes, SHA-256(0x00 || entry) (RFC 9162, 2.1.1).
    ///
    /// The prefix keeps leaves and nodes apart: without it two hashes that stand side by side in the tree
    /// could be passed off as an entry.
    package static func leaf(of entry: some Collection<UInt8>) -> Digest {
        var hasher = SHA256()
        withUnsafeBytes(of: leafPrefix) { hasher.update(bufferPointer: $0) }
        let whole: Void? = entry.withContiguousStorageIfAvailable { storage in
            hasher.update(bufferPointer: UnsafeRawBufferPointer(storage))
        }
        if whole == nil { Array(entry).withUnsafeBytes { hasher.update(bufferPointer: $0) } }
        return Digest(hasher.finalize())
    }

    /// The hash of a node with two children, SHA-256(0x01 || left || right) (RFC 9162, 2.1.1).
    package static func node(_ left: Digest, _ right: Digest) -> Digest {
        // One buffer on the stack: a replay makes as many nodes as there are entries.
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 8) { buffer in
            buffer.storeBytes(of: nodePrefix, as: UInt8.self)
            left.store(in: buffer, at: 1)
            right.store(in: buffer, at: 1 + byteCount)
            var hasher = SHA256()
            hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return Digest(hasher.finalize())
        }
    }

    /// Writes the 32 bytes; the buffer must reach so far.
    private func store(in buffer: UnsafeMutableRawBufferPointer, at offset: Int) {
        buffer.storeBytes(of: a.bigEndian, toByteOffset: offset, as: UInt64.self)
        buffer.storeBytes(of: b.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
        buffer.storeBytes(of: c.bigEndian, toByteOffset: offset + 16, as: UInt64.self)
        buffer.storeBytes(of: d.bigEndian, toByteOffset: offset + 24, as: UInt64.self)
    }
}
