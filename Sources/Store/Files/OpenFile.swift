import Dispatch
import Foundation
import GRDB
import Synchronization

/// An open SQLite file. It closes once, and after those who are in it.
///
/// GRDB's pool takes the readers away under whoever reads just then, and asks a closed connection for a checkpoint: both
/// end the process. A page may still be read while the server closes, so everybody is counted in and out here.
final class OpenFile: Sendable {
    let path: String
    private let pool: DatabasePool
    private let isClosed = Mutex(false)
    private let inside = DispatchGroup()
    /// Which file was opened, and its write-ahead log once there is one.
    private let opened: FileIdentity?
    private let log = Mutex<FileIdentity?>(nil)

    init(_ path: String, _ pool: DatabasePool) {
        self.path = path
        self.pool = pool
        opened = FileIdentity(path)
    }

    /// Throws where the folder has another file under this name by now, or none: what is written into a file that was
    /// deleted or replaced is gone at the next start, so nobody may be told that it stands.
    func requireInPlace() throws(StoreError) {
        let now = FileIdentity(path + "-wal")
        let isSame = log.withLock { log in
            if log == nil { log = now }
            return log == now
        }
        guard isSame, opened != nil, FileIdentity(path) == opened else {
            throw OpenFile.replaced("\(path) or its write-ahead log")
        }
    }

    static func replaced(_ what: String) -> StoreError {
        StoreError(
            .damaged, "\(what) was deleted or replaced while the server had it open.",
            remedy: "Stop the server. What was written since may be lost: compare with an export or a copy, then "
                + "start again, or recover.")
    }

    func read<T>(_ body: (Database) throws -> T) throws -> T { try entered { try pool.read(body) } }

    func write<T>(_ body: (Database) throws -> T) throws -> T { try entered { try pool.write(body) } }

    func writeWithoutTransaction<T>(_ body: (Database) throws -> T) throws -> T {
        try entered { try pool.writeWithoutTransaction(body) }
    }

    private func entered<T>(_ body: () throws -> T) throws -> T {
        let isOpen = isClosed.withLock { isClosed in
            if !isClosed { inside.enter() }
            return !isClosed
        }
        guard isOpen else { throw StoreError(.disk, "\(path) is closed.", remedy: "") }
        defer { inside.leave() }
        return try body()
    }

    /// Moves the write-ahead log into the file and leaves it empty. Throws where a reader holds it: what was erased
    /// would still stand there.
    func empty() throws(StoreError) {
        try DatabaseFile.guarding(path) {
            for attempt in 0..<5 {
                do {
                    _ = try writeWithoutTransaction { try $0.checkpoint(.truncate) }
                    return
                } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && attempt < 4 {
                    usleep(100_000)
                }
            }
        }
    }

    /// Closes it, with everything in the one file if that can be done; after a fault of the disk nothing more is written
    /// on our own account. Whoever asks again finds it closed.
    func close(afterFault: Bool = false) {
        let isFirst = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard isFirst else { return }
        inside.wait()
        if !afterFault { _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
        try? pool.close()
    }
}
