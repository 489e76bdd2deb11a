import Foundation
import Ledger

/// How the store is: what an operator watches, and what a watching program is told.
package struct StoreHealth: Sendable {
    /// Why nothing is written any more; nil while it is.
    package let stopped: String?
    /// Whether the record of the last signed head is still the file that was opened.
    package let isAnchorInPlace: Bool
    /// When the newest entry was recorded; nil before the first.
    package let lastEntry: Time?
    /// The server's own time.
    package let now: Time
    /// Bytes that are free on the disk of the data folder; nil where it does not say.
    package let diskFree: Int?
    /// Bytes of the vault, with its write-ahead log.
    package let vaultBytes: Int
    /// How many entries stand, and how many submissions wait.
    package let entries: Int, waiting: Int
}

extension LedgerStore {
    package var health: StoreHealth {
        let log = published.state.log
        let vault = files.vault.file.path
        return StoreHealth(
            stopped: stopped, isAnchorInPlace: files.anchor.isInPlace, lastEntry: log.clock, now: clock(),
            diskFree: LedgerStore.free(DurableFile.parts(vault).folder),
            vaultBytes: (DurableFile.length(vault) ?? 0) + (DurableFile.length(vault + "-wal") ?? 0),
            entries: log.size, waiting: waitingCount)
    }

    /// What somebody without privileges may still write.
    private static func free(_ path: String) -> Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let bytes = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return bytes.overflow ? Int.max : Int(clamping: bytes.partialValue)
    }
}
