import Foundation

/// A copy on disk that only its owner can read, with a lock so that two commands do not write over each other.
package final class FolderStorage: ReplicaStorage {
    private let folder: String
    private let lock: Int32
    private static let lockSeconds = 30

    /// Makes the folder if it is not there and waits for its lock, or does without waiting.
    package init(folder: String, wait: Bool = true) throws(Failure) {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw .unavailable("the folder \(folder) cannot be created (\(error.localizedDescription))") }
        let descriptor = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unavailable("\(folder)/lock cannot be opened (\(Self.reason))") }
        lock = descriptor
        let tries = wait ? Self.lockSeconds * 10 : 0
        for attempt in 0...tries {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
            if attempt < tries { usleep(100_000) }
        }
        throw .unavailable("another foureyes has been using \(folder) for \(Self.lockSeconds) seconds")
    }

    deinit { close(lock) }

    package func read(_ name: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(fileURLWithPath: place(of: name)))).map(Array.init)
    }

    /// To a file beside it, then synced, then renamed, then the folder synced: a crash leaves the old or the new.
    package func write(_ name: String, _ bytes: [UInt8]) throws(Failure) {
        let path = place(of: name)
        let parent = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
        try? FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let beside = path + ".new"
        let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .unavailable("\(beside) cannot be written (\(Self.reason))") }
        let written = Self.writeAll(bytes, to: file) && fsync(file) == 0
        guard close(file) == 0, written, rename(beside, path) == 0 else {
            throw .unavailable("\(path) cannot be written (\(Self.reason))")
        }
        let directory = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if directory >= 0 {
            fsync(directory)
            close(directory)
        }
    }

    private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    package func remove(_ name: String) { unlink(place(of: name)) }

    package func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: place(of: folder))) ?? [])
            .filter { !$0.hasSuffix(".new") }.sorted()
    }

    package func place(of name: String) -> String { folder + "/" + name }

    private static var reason: String { String(cString: strerror(errno)) }
}
