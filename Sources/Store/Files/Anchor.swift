import Foundation
import Ledger
import Synchronization

/// A head of the ledger with the note that the log signed over it.
package struct SealedHead: Equatable, Sendable {
    package let head: Head
    /// The checkpoint as a signed note.
    package let note: [UInt8]
}

/// The last checkpoint that was signed, in a file of its own: what a restored ledger is compared with.
///
/// It is written after the signature and before anybody sees it, so nothing that was ever shown is newer than it. It is no
/// database: whoever takes away a write-ahead log must not take away with it what is missing then (docs/formats/anchor.md).
final class Anchor: Sendable {
    let path: String
    private let file: Mutex<Int32?>
    private let opened: FileIdentity?
    private let log: LogName
    /// Two slots; a write goes into the one with the older note, so that a torn one leaves the other.
    static let slotLength = 4096

    static func create(at path: String, with sealed: SealedHead) throws(StoreError) {
        let bytes = try slot(sealed) + [UInt8](repeating: 0, count: slotLength)
        try DurableFile.write(bytes, to: path, mode: 0o600, exclusive: true)
    }

    /// Opens the file; throws `.anchorLost` when there is none.
    init(_ path: String, of log: LogName = .ledger, isReadOnly: Bool = false) throws(StoreError) {
        self.path = path
        self.log = log
        let file = open(path, (isReadOnly ? O_RDONLY : O_RDWR) | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            guard errno == ENOENT else { throw DurableFile.fault("open", path) }
            throw Anchor.lost("\(path), the record of the last signed head, is missing.", log)
        }
        self.file = Mutex(file)
        opened = FileIdentity(of: file)
    }

    deinit { close() }

    /// What was signed last; throws `.anchorLost` when nothing of it is left, `.otherKey` when another key signed it.
    func read(by key: NoteKey) throws(StoreError) -> SealedHead {
        let notes = try notes()
        let good = notes.filter { note in
            (try? SignedCheckpoint(verifying: note.sealed.note, origin: key.name, keys: [key])) != nil
        }
        guard let newest = good.max(by: { $0.sealed.head.size < $1.sealed.head.size }) else {
            guard let other = notes.first(where: { !$0.names(key) }) else {
                throw Anchor.lost("\(path), the record of the last signed head, is damaged.", log)
            }
            throw StoreError(
                .otherKey,
                "The checkpoint in \(path) is signed by \(other.signers), not by the log key of this folder, \(key.vkey).",
                remedy:
                    "Nothing is written or signed. Put back the key or the anchor that belongs to this ledger. If the key is "
                    + "right and the anchor is lost: " + Remedy.withoutAnchor(log))
        }
        guard good.allSatisfy({ $0.sealed.head.size < newest.sealed.head.size || $0.sealed.head == newest.sealed.head })
        else {
            throw StoreError(
                .fork, "\(path) has two signed roots of size \(newest.sealed.head.size).", remedy: Remedy.people)
        }
        return newest.sealed
    }

    /// Compare and swap: puts `new` behind `old`. Throws `.fork` when something else is there, or `new` would go back.
    func swap(_ old: Head, for new: SealedHead) throws(StoreError) {
        try requireInPlace()
        let notes = try notes()
        let newest = notes.max { $0.sealed.head.size < $1.sealed.head.size }
        guard let newest, newest.sealed.head == old, new.head.size > old.size || new.head == old else {
            throw StoreError(
                .fork, "The anchor no longer has size \(old.size), or would go back to \(new.head.size).",
                remedy: Remedy.people)
        }
        try write(try Anchor.slot(new), at: (1 - newest.slot) * Anchor.slotLength)
        // Somebody is told next: the anchor that holds it must be the one that a start reads.
        try requireInPlace()
    }

    /// Whether it is still the file that was opened.
    var isInPlace: Bool { (try? requireInPlace()) != nil }

    func close() {
        file.withLock { file in
            if let file { Foundation.close(file) }
            file = nil
        }
    }

    /// A slot that holds a checkpoint's note, not yet verified.
    private struct Kept {
        let slot: Int
        let sealed: SealedHead
        let signatures: [NoteSignature]

        init?(_ bytes: ArraySlice<UInt8>, slot: Int) {
            let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
            guard bytes[end...].allSatisfy({ $0 == 0 }), let note = try? Note(bytes: Array(bytes[..<end])),
                let head = try? Checkpoint(text: note.text).head
            else { return nil }
            self.slot = slot
            sealed = SealedHead(head: head, note: note.bytes)
            signatures = note.signatures
        }

        func names(_ key: NoteKey) -> Bool { signatures.contains { $0.claims(key) } }
        var signers: String { signatures.map(\.name).joined(separator: ", ") }
    }

    private func notes() throws(StoreError) -> [Kept] {
        let bytes = try file.withLock { (file) -> Result<[UInt8], StoreError> in
            guard let file else { return .failure(StoreError(.disk, "\(path) is closed.", remedy: "")) }
            var bytes = [UInt8](repeating: 0, count: 2 * Anchor.slotLength)
            let got = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
            guard got >= 0 else { return .failure(DurableFile.fault("read", path)) }
            return .success(bytes)
        }.get()
        return (0..<2).compactMap { slot in
            Kept(bytes[slot * Anchor.slotLength..<(slot + 1) * Anchor.slotLength], slot: slot)
        }
    }

    /// Puts a slot on disk in one write and one sync: both slots have their room from the beginning, so that a full disk
    /// hinders no signature over entries that are on it.
    private func write(_ bytes: [UInt8], at offset: Int) throws(StoreError) {
        try file.withLock { (file) -> Result<Void, StoreError> in
            guard let file else { return .failure(StoreError(.disk, "\(path) is closed.", remedy: "")) }
            var at = 0
            while at < bytes.count {
                let put = bytes.withUnsafeBytes {
                    pwrite(file, $0.baseAddress! + at, $0.count - at, off_t(offset + at))
                }
                if put < 0 {
                    if errno == EINTR { continue }
                    return .failure(DurableFile.fault("write", path))
                }
                at += put
            }
            // The note may stand in the file by now: a full disk that says so only here is no undone write.
            guard fdatasync(file) == 0 else {
                return .failure(StoreError(.disk, "\(DurableFile.fault("sync", path))", remedy: Remedy.people))
            }
            return .success(())
        }.get()
    }

    private func requireInPlace() throws(StoreError) {
        guard opened != nil, FileIdentity(path) == opened else { throw OpenFile.replaced(path) }
    }

    private static func slot(_ sealed: SealedHead) throws(StoreError) -> [UInt8] {
        guard sealed.note.count < slotLength else {
            throw StoreError(
                .unsafe, "A checkpoint of \(sealed.note.count) bytes does not fit into the anchor.", remedy: "")
        }
        return sealed.note + [UInt8](repeating: 0, count: slotLength - sealed.note.count)
    }

    private static func lost(_ what: String, _ log: LogName) -> StoreError {
        StoreError(
            .anchorLost, what,
            remedy: "Nothing is written or signed. Compare the newest export with the heads that witnesses and people "
                + "remember, then: " + Remedy.withoutAnchor(log))
    }
}
