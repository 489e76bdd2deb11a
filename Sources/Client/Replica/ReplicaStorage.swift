import Synchronization

/// Where a copy of a ledger is kept. Names are those of an export, and a few of our own.
package protocol ReplicaStorage: Sendable {
    func read(_ name: String) -> [UInt8]?
    /// Writes whole or not at all.
    func write(_ name: String, _ bytes: [UInt8]) throws(Failure)
    func remove(_ name: String)
    /// The names in a folder, ascending.
    func names(in folder: String) -> [String]
    /// Where a name lies, for messages.
    func place(of name: String) -> String
}

/// A copy for one run: of an export, or in tests.
package final class MemoryStorage: ReplicaStorage {
    private let files = Mutex<[String: [UInt8]]>([:])

    package init() {}

    package func read(_ name: String) -> [UInt8]? { files.withLock { $0[name] } }
    package func write(_ name: String, _ bytes: [UInt8]) throws(Failure) {
        files.withLock { $0[name] = bytes }
    }
    package func remove(_ name: String) { files.withLock { $0[name] = nil } }
    package func names(in folder: String) -> [String] {
        files.withLock { $0.keys }.filter { $0.hasPrefix(folder + "/") }
            .map { String($0.dropFirst(folder.count + 1)) }.sorted()
    }
    package func place(of name: String) -> String { "memory:\(name)" }
}
