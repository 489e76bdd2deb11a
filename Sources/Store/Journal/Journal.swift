import Foundation
import Ledger
import Rules
import Synchronization

/// The second log: what machines say, sign-ins, readings and refusals among it (SP-1.2e, P-70). Lines are durable when `write` returns; segments close by a timer.
///
/// Callers share a commit: whoever gets in takes along all lines that wait, and those who waited find theirs written.
package final class Journal: Sendable {
    /// What readers see: a value that stays as it is while the journal goes on.
    package struct Published: Sendable {
        /// The newest signed checkpoint.
        package let checkpoint: SealedHead
        package let hashes: KeptHashes
        package let segments: Table<StandingSegment>

        /// The segment that holds a line; nil while none does. Lines and segments count up together.
        package func segment(of line: Int) -> StandingSegment? {
            var (low, high) = (0, segments.count)
            while low < high {
                let middle = (low + high) / 2
                if segments[middle].lines.lowerBound <= line { low = middle + 1 } else { high = middle }
            }
            // Of several that begin there all but the last are empty.
            return segments.at(low - 1).flatMap { $0.lines.contains(line) ? $0 : nil }
        }
    }

    private final class Ticket: Sendable {
        let lines: [JournalLine]
        let result = Mutex<Result<Void, StoreError>?>(nil)
        init(_ lines: [JournalLine]) { self.lines = lines }
    }

    /// The journal's public key; its name is the journal's origin.
    package let key: NoteKey
    /// The key with which this server speaks in it.
    package let machine: PublicKey
    let file: JournalFile
    let around: JournalSurroundings
    private let waiting = Mutex<[Ticket]>([])
    /// Held during a commit.
    private let keeper: Mutex<JournalKeeper>
    private let current: Mutex<Published>
    private let reason = Mutex<String?>(nil)
    private let strange = Mutex<[Signer: [JournalFacts.Alarm]]>([:])
    private let lastExpiry = Mutex<Time?>(nil)
    private let refusals = Mutex(RepeatedRefusals())
    /// Seconds between two rounds that remove what is past its time.
    private static let expiryPeriod = 3600
    /// Told once when the disk failed: the program is to end.
    private let onFault: @Sendable (String) -> Void
    /// Lines in one commit at most.
    private static let batchMax = 512

    init(
        _ start: JournalStart, around: JournalSurroundings, onFault: @escaping @Sendable (String) -> Void
    ) throws(StoreError) {
        var keeper = JournalKeeper(start, around: around)
        if keeper.isUnsealed { try keeper.sign() }
        key = start.folder.journalSigner.key
        machine = start.machine.publicKey
        file = start.file
        self.around = around
        self.onFault = onFault
        current = Mutex(
            Published(checkpoint: keeper.sealed, hashes: keeper.hashes, segments: keeper.segments))
        self.keeper = Mutex(keeper)
    }

    /// The newest signed head, checkpoint, hashes and segments.
    package var published: Published { current.withLock { $0 } }
    /// The newest signed head: what statements put into `seen.journal` (P-8).
    package var head: Head { published.checkpoint.head }
    /// Every segment that is signed, in order.
    package var segments: Table<StandingSegment> { published.segments }
    /// Why nothing is written any more; only a restart tells what is on disk.
    package var stopped: String? { reason.withLock { $0 } }
    /// How many lines no segment holds yet.
    package var openCount: Int { keeper.withLock { $0.openCount } }

    /// Writes a line. It is on disk when this returns; when it throws, nothing that waits for it may happen.
    package func write(_ line: JournalLine) throws(StoreError) { try write([line]) }

    /// Writes lines together.
    package func write(_ lines: [JournalLine]) throws(StoreError) {
        guard !lines.isEmpty else { return }
        // Before they wait: one that does not fit must not take others with it.
        var fit: [JournalLine] = []
        for line in lines { fit.append(try line.fit()) }
        let ticket = Ticket(fit)
        waiting.withLock { $0.append(ticket) }
        let result: Result<Void, StoreError> = keeper.withLock { keeper in
            // Somebody before us took it along.
            if let result = ticket.result.withLock({ $0 }) { return result }
            commit(&keeper)
            return ticket.result.withLock { $0 } ?? .failure(Journal.over)
        }
        try result.get()
    }

    /// Writes a refusal, or counts it where its source had many already (K-13).
    package func write(refusal line: JournalLine, claimed: String?, from source: String) throws(StoreError) {
        let isOwn = refusals.withLock { $0.takesLine(from: source, claimed: claimed, at: around.clock()) }
        if isOwn { try write(line) }
    }

    /// Writes what waits, in order.
    private func commit(_ keeper: inout JournalKeeper) {
        let tickets = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        var batch: [Ticket] = []
        func flush() {
            guard !batch.isEmpty else { return }
            let result = attempt { () throws(AppendFailure) in try keeper.write(batch.flatMap(\.lines)) }
            for ticket in batch { ticket.result.withLock { $0 = result } }
            batch = []
        }
        for ticket in tickets {
            batch.append(ticket)
            if batch.reduce(0, { $0 + $1.lines.count }) >= Journal.batchMax { flush() }
        }
        flush()
        if keeper.openCount >= JournalKeeper.openMax { _ = attempt { () throws(AppendFailure) in try seal(&keeper) } }
    }

    /// What findings are made of.
    package var facts: JournalFacts {
        let published = published
        return JournalFacts(
            head: published.checkpoint.head, machine: machine,
            last: published.segments.at(published.segments.count - 1)?.entry.statement.claimed,
            alarms: strange.withLock { $0.values.flatMap(\.self).sorted { $0.entry < $1.entry } })
    }

    /// Notes an entry whose signer names a head that this journal never had (P-8): an alarm, never a reason for void. Says
    /// whether it is that signer's first. All are kept, for each costs an entry; who signs a hundred must not hide another
    /// one's behind them.
    func note(_ alarm: JournalFacts.Alarm) -> Bool {
        strange.withLock { strange in
            strange[alarm.signer, default: []].append(alarm)
            return strange[alarm.signer]?.count == 1
        }
    }

    /// Closes the segment and removes what is past its time when it is time to: a timer calls it.
    package func tick() throws(StoreError) {
        try write(refusals.withLock { $0.over(at: around.clock()) })
        // All of it inside the lock: `close` waits for it, and after `close` nothing touches the file.
        try keeper.withLock { (keeper) -> Result<Void, StoreError> in
            attempt { () throws(AppendFailure) in
                if try keeper.sealIfDue() { publish(keeper) }
                let now = around.clock()
                if !keeper.isUnsettled, let last = lastExpiry.withLock({ $0 }),
                    now.since(last) < Journal.expiryPeriod
                {
                    return
                }
                lastExpiry.withLock { $0 = now }
                try keeper.expire()
            }
        }.get()
    }

    /// Removes what is past its time now.
    package func expire() throws(StoreError) {
        try keeper.withLock { (keeper) -> Result<Void, StoreError> in
            attempt { () throws(AppendFailure) in try keeper.expire() }
        }.get()
    }

    /// Closes the segment now, also an empty one.
    package func seal() throws(StoreError) {
        try keeper.withLock { (keeper) -> Result<Void, StoreError> in
            attempt { () throws(AppendFailure) in try seal(&keeper) }
        }.get()
    }

    private func seal(_ keeper: inout JournalKeeper) throws(AppendFailure) {
        try keeper.seal()
        publish(keeper)
    }

    private func publish(_ keeper: JournalKeeper) {
        current.withLock {
            $0 = Published(checkpoint: keeper.sealed, hashes: keeper.hashes, segments: keeper.segments)
        }
    }

    /// After an error whose outcome nobody knows, nothing is written any more.
    private func attempt(_ body: () throws(AppendFailure) -> Void) -> Result<Void, StoreError> {
        if let stopped { return .failure(StoreError(.disk, stopped, remedy: "")) }
        do throws(AppendFailure) {
            try body()
            return .success(())
        } catch {
            if case .unknown(let fault) = error {
                reason.withLock { $0 = $0 ?? fault.description }
                onFault(fault.description)
            }
            return .failure(error.fault)
        }
    }

    /// Seals what is open and closes the files.
    package func close() {
        try? write(refusals.withLock { $0.over(at: around.clock(), all: true) })
        keeper.withLock { keeper in
            let isBroken = stopped != nil
            reason.withLock { $0 = $0 ?? Journal.over.what }
            keeper.close(afterFault: isBroken)
        }
    }

    private static let over = StoreError(.disk, "The journal is closed.", remedy: "")
}
