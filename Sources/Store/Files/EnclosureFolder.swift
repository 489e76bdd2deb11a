import Foundation
import Ledger

/// Public bytes named by their hash, one file each (P-7). Nothing in here is ever changed.
package struct EnclosureFolder: Sendable {
    /// The folder.
    package let path: String

    init(_ path: String) { self.path = path }

    /// Puts bytes on disk: when it returns they outlive a power failure. Bytes that are there are left.
    func put(_ bytes: [UInt8]) throws(StoreError) {
        let digest = Digest.of(bytes)
        if has(Enclosure(length: bytes.count, sha256: digest)), try DurableFile.read(file(digest)) == bytes {
            return
        }
        do throws(StoreError) { try DurableFile.write(bytes, to: file(digest)) } catch {
            // Its name may not be on disk yet, and the next one with these bytes would take it for kept.
            if error.isUndone { unlink(file(digest)) }
            throw error
        }
    }

    /// The bytes of that hash, nil when they are not there or are not what their name says.
    package func get(_ digest: Digest) -> [UInt8]? {
        guard let bytes = (try? DurableFile.read(file(digest))) ?? nil, Digest.of(bytes) == digest else {
            return nil
        }
        return bytes
    }

    /// Whether bytes of that hash and length are there.
    package func has(_ enclosure: Enclosure) -> Bool {
        DurableFile.length(file(enclosure.sha256)) == enclosure.length
    }

    /// Names that a crash left behind a rename are on disk from here on: `put` leaves alone what it finds.
    func settle() throws(StoreError) { try DurableFile.syncFolder(path) }

    private func file(_ digest: Digest) -> String { path + "/" + digest.hex }
}
