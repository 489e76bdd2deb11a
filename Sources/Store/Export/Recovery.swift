import Ledger
import Rules

/// Rebuilds a lost, damaged or rolled-back `ledger.sqlite` from an export, with the data folder's log keys (`LogRecovery`).
package struct Recovery {
    /// What a recovery did.
    package struct Report: Equatable, Sendable {
        /// Entries in the ledger now.
        package let size: Int
        /// The largest size that was ever signed, as far as is known here.
        package let signed: Int
        /// Where the old file lies, if there was one.
        package let aside: String?
        /// The places of entries that do not count, with the reason: whoever made the export may have put them there (P-4).
        package let voids: [Int: String]
        /// Parts and enclosures that entries name and nobody has any more: each is a finding.
        package let lost: [ContentMismatch]
        /// Content in the vault of statements that the ledger does not have now; nothing of it was destroyed (K-14).
        package let strangers: [PartReference]
    }

    /// Recovers the data folder from OUT; may be repeated after an interruption. Throws without touching the old
    /// file when something does not fit.
    package static func recover(
        _ path: String, from out: String, accepting accepted: AcceptedLoss = AcceptedLoss()
    ) throws(StoreError) -> Report {
        let log = try LogRecovery(of: .ledger, in: path, from: out, accepting: accepted)
        let lost = try LostVault.setAside(log.layout, accepting: accepted)
        let aside = try log.run { (anchored) throws(StoreError) in
            try RebuiltLedger(log, anchored: anchored, lost: lost).build()
        }
        let start = try StartUp(log.folder, isRebuilt: true)
        start.files.close()
        return Report(
            size: start.replay.state.log.size, signed: start.sealed.head.size, aside: aside,
            voids: Dictionary(start.replay.voids.map { ($0.place, $0.refusal.text) }) { first, _ in first },
            lost: start.mismatches, strangers: start.strangers)
    }
}
