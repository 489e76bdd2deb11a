import Foundation
import Ledger
import Rules
import Synchronization

/// An open ledger: one writer, any number of readers. What it acknowledges is on disk and signed (Architecture 2).
package final class LedgerStore: Sendable {
    /// The entries that do not count, found at the start (P-4): a broken or hostile server let them in.
    package let voids: [VoidEntry]
    /// The name of the ledger (P-1).
    package var origin: String { signer.key.name }
    /// The key under which checkpoints and refusals are signed.
    package var key: NoteKey { signer.key }
    /// The second log: sign-ins, refusals, readings (P-70).
    package let journal: Journal
    let files: StoreFiles
    let signer: NoteSigner
    let publisher: Publisher
    let mailbox = Mailbox()
    private let over: DispatchSemaphore
    private let timer: JournalTimer
    /// What the writer records by, and readings are judged by.
    package let clock: @Sendable () -> Time
    private let alarms: Mutex<Set<ContentMismatch>>
    private let mark: CheckedMarkFile
    let shares = DailyShares()
    let policies = PolicyDoor()
    /// Content of statements that this log does not have, found at the start: the log may be older than the vault (K-14).
    package let strangers: [PartReference]
    /// What is told how many of how many entries were read at a start.
    package typealias Progress = @Sendable (_ done: Int, _ all: Int) -> Void
    let lately = RecentReadings()

    /// Replays the folder's ledger, compares it with what was signed, and starts the writer.
    ///
    /// `clock` says what entries are recorded at. Throws what is wrong and what to do; then nothing was written.
    package init(
        opening folder: DataFolder, clock: @escaping @Sendable () -> Time = LedgerStore.systemClock,
        progress: Progress? = nil
    ) throws(StoreError) {
        // Both logs are read and compared before anything is written in either.
        mark = CheckedMarkFile(folder.layout)
        let checked = mark.read()
        let journal = try JournalStart(folder, checked: checked.journal)
        let (writer, publisher, start) = try LedgerStore.prepare(
            folder, clock: clock, checked: checked.ledger, journal: journal, progress: progress)
        voids = start.replay.voids
        strangers = start.strangers
        files = start.files
        signer = folder.ledgerSigner
        self.publisher = publisher
        self.clock = clock
        self.journal = try Journal(journal, around: LedgerStore.surroundings(publisher, clock)) { publisher.stop($0) }
        alarms = Mutex(Set(start.mismatches))
        for alarm in start.replay.strange { _ = self.journal.note(alarm) }
        // Everything was checked until here, now or before, and is signed.
        mark.write(CheckedMark(ledger: publisher.published.checkpoint.head, journal: self.journal.head))
        over = WriterThread.start(writer, mailbox: mailbox)
        timer = JournalTimer(self.journal)
    }

    deinit {
        mailbox.close()
        timer.end()
    }

    /// What the journal asks of the ledger, at each moment of the published state.
    private static func surroundings(
        _ publisher: Publisher, _ clock: @escaping @Sendable () -> Time
    ) -> JournalSurroundings {
        JournalSurroundings(
            clock: clock,
            ledger: { key in
                // Of one moment, and below the signed head: the state may know a machine that the segment has not seen.
                let published = publisher.published
                let (authority, head) = (published.state.authority, published.checkpoint.head)
                if let machine = authority.machine(key: key), machine.born < head.size { return (head, machine.number) }
                return (head, authority.machines.filter { $0.born < head.size }.count + 1)
            },
            period: { publisher.published.state.authority.journalPeriod(of: $0) })
    }

    /// A writer without a thread, for drivers and tests that must do everything on one.
    package static func writer(
        opening folder: DataFolder, clock: @escaping @Sendable () -> Time
    ) throws(StoreError) -> (writer: LedgerWriter, published: @Sendable () -> Published) {
        let (writer, publisher, _) = try prepare(folder, clock: clock)
        return (writer, { publisher.published })
    }

    /// The same with the journal, without its timer.
    package static func writerAndJournal(
        opening folder: DataFolder, clock: @escaping @Sendable () -> Time
    ) throws(StoreError) -> (writer: LedgerWriter, journal: Journal, published: @Sendable () -> Published) {
        let start = try JournalStart(folder)
        let (writer, publisher, _) = try prepare(folder, clock: clock, journal: start)
        let journal = try Journal(start, around: surroundings(publisher, clock)) { publisher.stop($0) }
        return (writer, journal, { publisher.published })
    }

    private static func prepare(
        _ folder: DataFolder, clock: @escaping @Sendable () -> Time, checked: Head = .empty,
        journal: JournalStart? = nil, progress: Progress? = nil
    ) throws(StoreError) -> (LedgerWriter, Publisher, StartUp) {
        let start = try StartUp(folder, checked: checked, journal: journal, progress: progress)
        // A time of the future behind the signed head would end every wait at once, sealed by the log's own key (P-10).
        if start.replay.state.log.size > start.sealed.head.size, let last = start.replay.state.log.clock,
            last.since(clock()) > LedgerWriter.clockLagMax
        {
            throw StoreError(
                .damaged, "The newest entry was recorded at \(last.text), but it is \(clock().text) here.",
                remedy: "Nothing was signed. If the clock is wrong, set it. If it is right: " + Remedy.recover)
        }
        let publisher = Publisher(
            Published(state: start.replay.state, hashes: start.replay.hashes, checkpoint: start.sealed))
        var writer = LedgerWriter(start, clock: clock, publisher: publisher)
        // A crash between commit and signature: the entries are durable, so they are signed now.
        if start.replay.state.log.size > start.sealed.head.size { try writer.seal() }
        return (writer, publisher, start)
    }

    /// The newest state, hashes and checkpoint. Take it once per request and let it go.
    package var published: Published { publisher.published }

    /// Content that is not what was signed for, found at the start or when somebody wanted to read it (P-6).
    package var mismatches: [ContentMismatch] {
        alarms.withLock { $0.sorted { ($0.place, $0.reference.part) < ($1.place, $1.reference.part) } }
    }
    func alarm(_ mismatch: ContentMismatch) { alarms.withLock { _ = $0.insert(mismatch) } }

    /// Why nothing is written any more: after an error of the disk only a restart tells what is on it.
    package var stopped: String? { publisher.stopped }

    /// The sizes of new checkpoints, the newest only. The stream ends when the store stops or closes.
    package func sizes() -> AsyncStream<Int> { publisher.sizes() }

    /// Ends the writer's thread after what waits, and closes the files. It blocks; call it once.
    package func close() {
        timer.end()
        journal.close()
        mailbox.close()
        over.wait()
        over.signal()
        // What came since was checked at the door, and the machine signed its own segments.
        if stopped == nil { mark.write(CheckedMark(ledger: published.checkpoint.head, journal: journal.head)) }
    }

    /// The operating system's clock in whole seconds.
    package static let systemClock: @Sendable () -> Time = {
        Time(seconds: Int(Date().timeIntervalSince1970)) ?? Time.latest
    }
}
