import Foundation
import Ledger
import Rules
import Store
import TestWorld

/// Appends entries to a data folder on one thread and prints what was acknowledged; tests kill it and let its
/// calls of the operating system fail.
///
///     store-driver DIR BATCHES      DIR is founded first if it is not there
///     store-driver DIR SUBMISSION   writes a line of the journal, closes its segment, enters the submission in that file
///
/// Each line is written at once: `ack PLACE LEAF SIZE ROOT`, or `busy …`, `unknown …`, `closed …`. Exits 0 when all
/// is done, 1 when the store does not open, 3 when an outcome is unknown.
@main struct Driver {
    static func main() {
        guard CommandLine.arguments.count == 3 else {
            say("usage: store-driver DIR BATCHES | SUBMISSION")
            exit(2)
        }
        let (path, what) = (CommandLine.arguments[1], CommandLine.arguments[2])
        do throws(StoreError) {
            guard let batches = Int(what) else { exit(try enter(what, in: path)) }
            exit(try run(path, batches: batches))
        } catch {
            say("closed \(error.cause.rawValue): \(error)")
            exit(1)
        }
    }

    private static func run(_ path: String, batches: Int) throws(StoreError) -> Int32 {
        let source = Source()
        if access(path + "/keys/ledger.key", F_OK) != 0 {
            try DataFolder.create(at: path, ledger: source.ca.ledgerSigner, journal: source.ca.journalSigner)
        }
        let clock = SteppingClock()
        var (writer, published) = try LedgerStore.writer(
            opening: DataFolder(opening: path), clock: clock.read)
        for (founding, time) in source.founding(from: published().state.log.size) {
            clock.set(time)
            guard report(writer.process([founding]), published()) else { return 3 }
        }
        var left = batches
        while left > 0 {
            let size = published().state.log.size
            clock.set(source.time(at: size))
            let outcomes = writer.process(source.batch(at: published().state.log.head))
            guard report(outcomes, published()) else { return 3 }
            left -= 1
        }
        writer.close()
        return 0
    }

    /// Everything that a server writes for one statement: the journal's files too, and what its effect erases.
    private static func enter(_ file: String, in path: String) throws(StoreError) -> Int32 {
        guard let bytes = FileManager.default.contents(atPath: file),
            let submission = try? Submission(bytes: [UInt8](bytes)), let incoming = try? Incoming(checking: submission)
        else {
            say("bad no submission in \(file)")
            return 2
        }
        let clock = SteppingClock()
        clock.set(submission.statement.claimed)
        var (writer, journal, published) = try LedgerStore.writerAndJournal(
            opening: DataFolder(opening: path), clock: clock.read)
        do throws(StoreError) {
            let facts = JSON.object([.init("word", .string("said by the driver"))])
            try journal.write(JournalLine(.alarm, at: submission.statement.claimed, facts: facts))
            say("line \(journal.openCount)")
            try journal.seal()
            say("sealed \(journal.head.size)")
        } catch {
            say("unknown \(error)")
            return 3
        }
        guard report(writer.process([incoming]), published()) else { return 3 }
        journal.close()
        writer.close()
        return 0
    }

    /// Prints what became of a batch; false when nobody knows.
    private static func report(_ outcomes: [Outcome], _ published: Published) -> Bool {
        for outcome in outcomes {
            switch outcome {
            case .entered(let place, _), .stands(let place):
                guard let receipt = published.receipt(place) else {
                    say("bad no receipt for \(place)")
                    return false
                }
                let head = receipt.checkpoint.head
                say("ack \(place) \(receipt.leaf.hex) \(head.size) \(head.root.hex)")
            case .busy(.stopped(let why)):
                say("unknown \(why)")
                return false
            case .busy(let why): say("busy \(why)")
            case .unknown(let why):
                say("unknown \(why)")
                return false
            case .refused(let refusal, _): say("bad \(refusal.text)")
            case .unfit(let malformed): say("bad \(malformed)")
            }
        }
        return true
    }

    /// One write per line: what a killed process said before is not lost in a buffer.
    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
    }
}
