import Foundation

/// The two threads of the writer: one decides and makes durable, the other seals what is durable and answers. No actors,
/// because an actor may do something else between decide and commit, and because each sync would hold a thread of the
/// shared pool.
enum WriterThread {
    /// Starts them; they end when the mailbox is closed and empty, then the files are closed and it signals.
    static func start(_ writer: LedgerWriter, mailbox: Mailbox) -> DispatchSemaphore {
        let over = DispatchSemaphore(value: 0), sealed = DispatchSemaphore(value: 0)
        let queue = SealingQueue()
        run("ledger sealer") { [sealing = writer.sealing] in
            while let batches = queue.take() {
                let outcomes = sealing.seal(batches.map(\.kept))
                for (batch, outcomes) in zip(batches, outcomes) { batch.answer(outcomes) }
                queue.done(batches.count)
            }
            sealed.signal()
        }
        run("ledger writer") {
            var writer = writer
            while let waiting = mailbox.take() {
                let batch = AnsweredBatch(waiting: waiting, kept: writer.keep(waiting.map(\.incoming)))
                if batch.kept.erases {
                    queue.drain()
                    batch.answer(writer.finish(batch.kept))
                } else {
                    queue.put(batch)
                }
                writer.upkeep(isIdle: mailbox.isEmpty)
            }
            queue.close()
            sealed.wait()
            writer.close()
            over.signal()
        }
        return over
    }

    private static func run(_ name: String, _ work: @escaping @Sendable () -> Void) {
        let thread = Thread(block: work)
        thread.name = name
        thread.stackSize = 8 << 20
        thread.start()
    }
}
