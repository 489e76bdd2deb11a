import Foundation
import Ledger
import Rules

/// The one writer: decides, makes durable, publishes, seals, in this order (Architecture 2). It does not wait for
/// anybody and has no queue of its own; a thread or a test hands it batches.
package struct LedgerWriter: Sendable {
    /// Kept, and with it the lock, as long as this may write.
    private let folder: DataFolder
    private let files: StoreFiles
    private let signer: NoteSigner
    private let clock: @Sendable () -> Time
    private let publisher: Publisher
    private var state: State
    private var hashes: PagedHashes
    /// The last checkpoint, as the anchor holds it.
    private var sealed: SealedHead
    /// Checkpoints that the anchor holds and the ledger's file does not yet: they go in with the next commit, so
    /// that an acknowledgement costs no further sync.
    private var unkept: [SealedHead]
    /// Bytes committed since the write-ahead log was last moved into the file, roughly.
    private var logBytes = 0
    /// Why it writes and signs nothing any more; only a restart can tell what is on disk.
    package private(set) var stopped: String?

    /// Seconds that the server's clock may lie behind the log's: corrections of clocks by others, not a wrong clock.
    package static let clockLagMax = 60
    private static let logBytesMax = 8 << 20

    init(_ start: StartUp, clock: @escaping @Sendable () -> Time, publisher: Publisher) {
        folder = start.folder
        files = start.files
        signer = start.signer
        self.clock = clock
        self.publisher = publisher
        state = start.replay.state
        hashes = start.replay.hashes
        sealed = start.sealed
        unkept = start.unkept
    }

    /// Decides and enters submissions in order; when it returns, what it says entered is on disk and sealed.
    package mutating func process(_ submissions: [Incoming]) -> [Outcome] {
        if let stopped { return submissions.map { _ in .busy(.stopped(stopped)) } }
        var batch = Batch(on: state, at: moment)
        let outcomes = submissions.map { batch.judge($0, key: signer.key, files: files) }
        guard !batch.rows.isEmpty else { return outcomes }
        do throws(AppendFailure) { try keep(batch) } catch {
            switch error {
            case .notWritten(let fault): return outcomes.map { batch.undone($0, .disk(fault.description)) }
            case .unknown(let fault):
                stop(fault)
                return submissions.map { _ in .unknown(fault.description) }
            }
        }
        return outcomes
    }

    /// The time that entries get. A clock that was put back a little must not turn honest people away; one that
    /// is wrong does (P-10), and `decide` says so.
    private var moment: Time {
        let now = clock()
        guard let last = state.log.clock, now < last, last.since(now) <= LedgerWriter.clockLagMax else {
            return now
        }
        return last
    }

    private mutating func keep(_ batch: Batch) throws(AppendFailure) {
        do throws(StoreError) {
            // Before their entries: an entry whose enclosure is missing could stop every replay.
            for (_, bytes) in batch.enclosures.sorted(by: { $0.key < $1.key }) {
                try files.enclosures.put(bytes)
            }
            try files.vault.put(batch.parts)
        } catch {
            throw error.isUndone ? .notWritten(error) : .unknown(error)
        }
        let erasures = state.authority.erasures.count
        try files.ledger.append(
            batch.rows, onto: state.log.head, making: batch.next.log.tree, keeping: unkept)
        unkept = []
        state = batch.next
        for row in batch.rows {
            hashes.append(row.leaf)
            logBytes += row.bytes.count + 4096
        }
        publisher.publish(Published(state: state, hashes: hashes, checkpoint: sealed))
        do throws(StoreError) {
            try seal()
            // Before anybody is told that it is erased. A crash before this: the next start does it.
            if state.authority.erasures.count > erasures { try files.vault.carryOut(state) }
        } catch { throw .unknown(error) }
    }

    /// Reads back what is stored, signs the head over it, and puts that into the anchor before anybody sees it.
    mutating func seal() throws(StoreError) {
        let head = state.log.head
        let bodies = try files.ledger.bodies(sealed.head.size..<head.size)
        guard hashes.tree.head == head,
            ReadBack.confirms(
                head, from: hashes, at: sealed.head.size, then: bodies.lazy.map { Digest.leaf(of: $0) })
        else {
            throw StoreError(
                .damaged,
                "The entries from \(sealed.head.size) on read back otherwise than they were written.",
                remedy: "Nothing was signed. Check memory and disk, then start again.")
        }
        let note: Note
        do throws(Malformed) {
            note = try Checkpoint(origin: signer.key.name, head: head).signed(by: signer)
        } catch {
            throw StoreError(.otherKey, "The checkpoint could not be signed: \(error).", remedy: "")
        }
        let next = SealedHead(head: head, note: note.bytes)
        try files.anchor.swap(sealed.head, for: next)
        sealed = next
        unkept.append(next)
        publisher.publish(Published(state: state, hashes: hashes, checkpoint: sealed))
        publisher.tell(head.size)
    }

    /// Moves the write-ahead log into the file when it has grown. Call it when nobody waits.
    mutating func upkeep() {
        guard stopped == nil, logBytes > LedgerWriter.logBytesMax else { return }
        logBytes = 0
        do throws(StoreError) { try files.ledger.checkpointLog(.passive) } catch {
            if error.cause != .full { stop(error) }
        }
    }

    /// Puts the last checkpoints into the file, closes everything and gives the lock back.
    package mutating func close() {
        if stopped == nil, !unkept.isEmpty {
            try? files.ledger.append([], onto: state.log.head, making: state.log.tree, keeping: unkept)
        }
        files.close(afterFault: stopped != nil)
        publisher.end()
        folder.release()
    }

    private mutating func stop(_ fault: StoreError) {
        stopped = fault.description
        publisher.stop(fault.description)
    }
}
