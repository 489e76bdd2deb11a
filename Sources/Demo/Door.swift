import Ledger
import Rules
import Store

/// The one way into a ledger, as the demonstration uses it.
package protocol Door: Sendable {
    var state: State { get }
    /// The journal's head in force, which whoever signs vouches for beside the ledger's (P-8).
    var journalHead: Head { get }
    /// The key under which this server signs its segments of the journal.
    var machineKey: PublicKey { get }
    /// Enters a submission with its detached contents and enclosures; throws the `Refusal`, or why it could not be asked.
    func enter(_ submission: Submission, contents: [OpenedPart], enclosures: [[UInt8]]) async throws -> Int
}

/// A store's door: the same queue and the same `decide` that the server's clients meet.
package struct StoreDoor: Door {
    let store: LedgerStore

    package init(_ store: LedgerStore) { self.store = store }

    package var state: State { store.published.state }
    package var journalHead: Head { store.journal.head }
    package var machineKey: PublicKey { store.journal.machine }

    package func enter(_ submission: Submission, contents: [OpenedPart], enclosures: [[UInt8]]) async throws -> Int {
        let incoming = try Incoming(
            checking: submission, parts: contents, enclosures: enclosures)
        switch await store.submit(incoming) {
        case .accepted(let receipt): return receipt.place
        case .refused(let refusal, _): throw refusal
        case .unfit(let malformed): throw malformed
        case .busy(let busy): throw HistoryError("the store cannot take it now: \(busy)")
        case .unknown(let why): throw HistoryError("the disk failed: \(why)")
        }
    }
}
