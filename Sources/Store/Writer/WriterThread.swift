import Foundation
import Synchronization

/// The thread that owns the writer: no actor, because an actor may do something else between decide and commit,
/// and because each sync would hold a thread of the shared pool.
enum WriterThread {
    /// Starts it; it ends when the mailbox is closed and empty, then closes the files and signals.
    static func start(_ writer: LedgerWriter, mailbox: Mailbox) -> DispatchSemaphore {
        let over = DispatchSemaphore(value: 0)
        let thread = Thread {
            var writer = writer
            while let batch = mailbox.take() {
                let outcomes = writer.process(batch.map(\.incoming))
                for (waiting, outcome) in zip(batch, outcomes) { waiting.reply.resume(returning: outcome) }
                if mailbox.isEmpty { writer.upkeep() }
            }
            writer.close()
            over.signal()
        }
        thread.name = "ledger writer"
        thread.stackSize = 8 << 20
        thread.start()
        return over
    }
}
