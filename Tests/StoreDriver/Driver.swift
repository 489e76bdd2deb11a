import Foundation
import Ledger
import Rules
import Store
import TestWorld

/// Appends entries to a data folder on one thread and prints what was acknowledged; tests kill it and let its
/// calls of the operating system fail.
///
///     store-driver DIR BATCHES      DIR is founded first if it is not there
///
/// Each line is written at once: `ack PLACE LEAF SIZE ROOT`, or `busy …`, `unknown …`, `closed …`. Exits 0 when all
/// is done, 1 when the store does not open, 3 when an outcome is unknown.
@main struct Driver {
    static func main() {
        guard CommandLine.arguments.count == 3, let batches = Int(CommandLine.arguments[2]) else {
            say("usage: store-driver DIR BATCHES")
            exit(2)
        }
        do throws(StoreError) {
            exit(try run(CommandLine.arguments[1], batches: batches))
        } catch {
            say("closed \(error.sort.rawValue): \(error)")
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
