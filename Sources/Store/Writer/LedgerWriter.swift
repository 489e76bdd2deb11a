import Foundation
import Ledger
import Rules

/// The one writer: decides, makes durable, publishes the state; then it is sealed (`LedgerSealing`), in this order (Architecture 2).
/// It does not wait for anybody and has no queue of its own; two threads or a test hand it batches.
package struct LedgerWriter: Sendable {
    /// Kept, and with it the lock, as long as this may write.
    private let folder: DataFolder
    private let files: StoreFiles
    private let key: NoteKey
    private let clock: @Sendable () -> Time
    private let publisher: Publisher
    let sealing: LedgerSealing
    private var state: State
    private var hashes: KeptHashes
    /// Bytes committed since the write-ahead log was last moved into the file, roughly.
    private var logBytes = 0
    private var leftover: [PartReference] = []
    /// Whether an erasure took effect that the disk had no room to carry out.
    private var owesErasure = false

    /// Seconds that the server's clock may be behind the log's: corrections of clocks by others, not a wrong clock.
    package static let clockLagMax = 60
    private static let logBytesMax = 8 << 20

    init(_ start: StartUp, clock: @escaping @Sendable () -> Time, publisher: Publisher) {
        folder = start.folder
        files = start.files
        key = start.signer.key
        self.clock = clock
        self.publisher = publisher
        state = start.replay.state
        hashes = start.replay.hashes
        sealing = LedgerSealing(
            LogSealer(
                name: .ledger, file: files.ledger, anchor: files.anchor, signer: start.signer, sealed: start.sealed),
            unkept: start.unkept, publisher: publisher)
    }

    /// Why it writes and signs nothing any more.
    package var stopped: String? { sealing.stopped }

    /// Decides and enters submissions in order; when it returns, what it says entered is on disk and sealed.
    package mutating func process(_ submissions: [Incoming]) -> [Outcome] {
        finish(keep(submissions))
    }

    /// Decides and enters submissions in order; when it returns, what entered is on disk, and no checkpoint covers it yet.
    mutating func keep(_ submissions: [Incoming]) -> KeptBatch {
        if let stopped { return kept(submissions.map { _ in .busy(.stopped(stopped)) }) }
        if owesErasure {
            do throws(StoreError) { try carryOut() } catch {
                return kept(submissions.map { _ in .busy(.disk(error.description)) })
            }
        }
        var batch = Batch(on: state, at: moment)
        let outcomes = submissions.map { batch.judge($0, key: key, files: files) }
        do throws(StoreError) { try takeIn(submissions, outcomes, after: batch.next) } catch {
            guard error.isUndone else {
                sealing.stop(error)
                return kept(submissions.map { _ in .unknown(error.description) })
            }
            return kept(outcomes.map { batch.undone($0, Busy(undone: error)) })
        }
        guard !batch.rows.isEmpty else { return kept(outcomes) }
        let erasures = state.authority.erasures.count
        do throws(AppendFailure) { try keep(batch) } catch {
            switch error {
            case .notWritten(let fault):
                // Nothing of it came in, so nothing of it stays; a full disk may still hold it for a while.
                leftover += batch.parts.map(\.reference)
                try? removeLeftover()
                return kept(outcomes.map { batch.undone($0, Busy(undone: fault)) })
            case .unknown(let fault):
                sealing.stop(fault)
                return kept(submissions.map { _ in .unknown(fault.description) })
            }
        }
        return kept(outcomes, erases: state.authority.erasures.count > erasures)
    }

    /// Takes what is handed in later, with the same bytes as the entry that stands without it (K-19). What an act erased
    /// never comes back so.
    private func takeIn(_ submissions: [Incoming], _ outcomes: [Outcome], after next: State) throws(StoreError) {
        for (incoming, outcome) in zip(submissions, outcomes) {
            guard case .stands = outcome else { continue }
            try files.vault.takeIn(
                incoming.parts.filter { next.erasure(of: $0.statement, part: $0.opened.name) == nil })
        }
    }

    private func kept(_ outcomes: [Outcome], erases: Bool = false) -> KeptBatch {
        KeptBatch(outcomes: outcomes, hashes: hashes, erases: erases)
    }

    /// Seals a batch and carries out what it erases, before anybody is told that it is erased. A crash before this: the
    /// next start does it. It is the writer's own work: nobody may put contents into the vault meanwhile.
    mutating func finish(_ batch: KeptBatch) -> [Outcome] {
        let outcomes = sealing.seal([batch])[0]
        guard batch.erases, stopped == nil else { return outcomes }
        do throws(StoreError) { try carryOut() } catch { return outcomes.map { _ in .unknown(error.description) } }
        return outcomes
    }

    /// Erases what acts have erased. Without room for it nothing else is written before it is done.
    private mutating func carryOut() throws(StoreError) {
        owesErasure = true
        do throws(StoreError) { try files.vault.carryOut(state) } catch {
            if !error.isUndone { sealing.stop(error) }
            throw error
        }
        owesErasure = false
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

    /// Content of batches that were undone: whoever sent it was told that it was not taken, and no act could erase it.
    private mutating func removeLeftover() throws(StoreError) {
        try files.vault.file.erase(leftover)
        leftover = []
    }

    private mutating func keep(_ batch: Batch) throws(AppendFailure) {
        do throws(StoreError) {
            // Before new parts come: after a crash the vault knows the last ones only.
            try removeLeftover()
            // Before their entries: an entry whose enclosure is missing could stop every replay.
            for (_, bytes) in batch.enclosures.sorted(by: { $0.key < $1.key }) {
                try files.enclosures.put(bytes)
            }
            try files.vault.put(batch.parts)
        } catch {
            throw error.isUndone ? .notWritten(error) : .unknown(error)
        }
        let unkept = sealing.unkept
        try files.ledger.append(
            batch.rows, onto: state.log.head, making: batch.next.log.tree, keeping: unkept)
        sealing.kept(unkept.count)
        state = batch.next
        for row in batch.rows {
            hashes.append(row.leaf)
            logBytes += row.bytes.count + 4096
        }
        publisher.publish(state, hashes)
    }

    /// Signs what is durable and was not signed: after a crash between the two.
    mutating func seal() throws(StoreError) { try sealing.seal(hashes) }

    /// Moves the write-ahead log into the file when it has grown. Call it when nobody waits; when it has grown too long,
    /// those who wait wait for it.
    mutating func upkeep(isIdle: Bool) {
        guard stopped == nil, logBytes > LedgerWriter.logBytesMax * (isIdle ? 1 : 8) else { return }
        logBytes = 0
        do throws(StoreError) { try files.ledger.checkpointLog(.passive) } catch {
            if !error.isUndone { sealing.stop(error) }
        }
    }

    /// Puts the last checkpoints into the file, closes everything and gives the lock back.
    package mutating func close() {
        let unkept = sealing.unkept
        if stopped == nil, !unkept.isEmpty {
            try? files.ledger.append([], onto: state.log.head, making: state.log.tree, keeping: unkept)
        }
        files.close(afterFault: stopped != nil)
        publisher.end()
        folder.release()
    }
}
