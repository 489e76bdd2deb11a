import Foundation
import Synchronization

/// The lock on a folder: while a data folder's is held no other process signs with its keys.
///
/// It is the kernel's (`flock`) and ends with the process, so a crash leaves nothing to clear away.
final class FolderLock: Sendable {
    private let file: Mutex<Int32?>

    /// Throws `.locked` when another process, or another part of this one, holds it.
    init(
        _ path: String, busy: String = "Another server has this data folder open",
        remedy: String = "Stop it first. Two servers that sign with the same key would split the log."
    ) throws(StoreError) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw DurableFile.fault("open", path) }
        // A file that whoever held it has removed meanwhile is nobody's lock.
        guard flock(file, LOCK_EX | LOCK_NB) == 0, FileIdentity(of: file) == FileIdentity(path) else {
            let holder = (try? DurableFile.read(path)).flatMap { $0 }
                .map { String(decoding: $0.prefix { 0x30...0x39 ~= $0 }, as: UTF8.self) }
            close(file)
            throw StoreError(
                .locked,
                "\(busy)\(holder.map { " (process \($0))" } ?? "").", remedy: remedy)
        }
        // Only for the message above; nothing rests on it.
        let text = Array("\(getpid())\n".utf8)
        if ftruncate(file, 0) == 0 { _ = text.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) } }
        self.file = Mutex(file)
    }

    deinit { release() }

    /// Gives it back at once, also if a child process that is just being started has a copy of the file. `removing` its file
    /// before that leaves nothing behind.
    func release(removing path: String? = nil) {
        if let path { unlink(path) }
        guard
            let file = file.withLock({ file in
                defer { file = nil }
                return file
            })
        else { return }
        flock(file, LOCK_UN)
        close(file)
    }
}
