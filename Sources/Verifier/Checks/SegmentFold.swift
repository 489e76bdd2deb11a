import Ledger
import Rules

/// The journal's segments taken in their order, held against each other and against the replayed ledger (P-70). Pure:
/// what the files say is read elsewhere.
struct SegmentFold: Sendable {
    /// What is wrong: the journal is not what an honest server and machine would have made.
    private(set) var faults: [(rule: String, place: Int, what: String)] = []
    /// What is not a fault in itself, and somebody should know.
    private(set) var notices: [String] = []
    /// Hashes of all segments.
    private(set) var kept = KeptHashes()
    /// How many lines all segments seal.
    private(set) var lines = 0
    /// The counts and roots of lines by the place of their segment.
    private(set) var sealed: [(place: Int, segment: Segment)] = []

    /// The places of segments of which only the hash is known.
    private(set) var lost: Set<Int> = []

    private let origin: String
    private let authority: Authority
    private let ledger: KeptHashes
    /// What the ledger's replay remembers of each entry.
    private let rows: Table<Log.Row>
    private var chains: [PublicKey: (number: Int, hash: Digest, claimed: Time)] = [:]
    private var clock: Time?
    private var seen = 0
    private var unenrolled = 0

    init(origin: String, state: State, ledger: KeptHashes) {
        self.origin = origin
        authority = state.authority
        self.ledger = ledger
        rows = state.log.rows
    }

    /// Takes the next leaf. One that is not a segment keeps its place, for roots; it is a fault.
    mutating func take(_ bytes: [UInt8]) {
        let place = kept.size
        kept.append(.leaf(of: bytes))
        let entry: JournalEntry
        do throws(Malformed) { entry = try JournalEntry(checking: bytes, origin: origin) } catch {
            return fault(error.rule, place, error.what)
        }
        judgeMachine(entry, at: place)
        judgeHeads(entry, at: place)
        judgeChain(entry, at: place)
        lines += entry.segment.count
        sealed.append((place, entry.segment))
    }

    /// A segment of which only the hash is known. Nobody can say what follows it; the fault is told where it was read.
    mutating func take(lost hash: Digest) {
        lost.insert(kept.size)
        kept.append(hash)
        chains = [:]
    }

    /// Says what was counted on the way. Call it after the last leaf.
    mutating func finish() {
        guard unenrolled > 0 else { return }
        notices.append(
            "\(unenrolled) segments of the journal are signed by a machine that was not enrolled at the time (P-70)")
    }

    private mutating func fault(_ rule: String, _ place: Int, _ what: String) {
        faults.append((rule, place, "segment \(place): \(what)"))
    }

    /// The key is that of a machine enrolled in the ledger as the segment saw it, and in service there.
    private mutating func judgeMachine(_ entry: JournalEntry, at place: Int) {
        let size = entry.statement.ledger.size
        let number = entry.statement.signer.number
        guard let machine = authority.machine(key: entry.key), machine.born < size else {
            unenrolled += 1
            let next = authority.machines.filter { $0.born < size }.count + 1
            if number != next {
                fault("P-70", place, "a machine that is not enrolled calls itself m\(number), not m\(next)")
            }
            return
        }
        if machine.number != number {
            fault("P-70", place, "its key is that of \(machine.id), but it calls itself m\(number)")
        }
        if let retired = machine.retired, retired < size {
            fault("P-60", place, "\(machine.id) was out of service since entry \(retired)")
        }
    }

    /// Both heads are ones that the logs had, neither goes back, and the ledger's is not from its future.
    private mutating func judgeHeads(_ entry: JournalEntry, at place: Int) {
        let statement = entry.statement
        if statement.journal.size > place || kept.root(at: statement.journal.size) != statement.journal.root {
            fault("P-8", place, "it saw a different history of the journal: a fork")
        }
        guard statement.ledger.size <= ledger.size else {
            return fault(
                "P-8", place,
                "it saw \(statement.ledger.size) entries of the ledger, but only \(ledger.size) are here: rolled back or cut"
            )
        }
        guard ledger.root(at: statement.ledger.size) == statement.ledger.root else {
            return fault(
                "P-8", place,
                "it saw different contents in the first \(statement.ledger.size) entries of the ledger: a fork")
        }
        if statement.ledger.size < seen { fault("P-8", place, "it saw less of the ledger than the one before it") }
        seen = max(seen, statement.ledger.size)
        if let row = rows.at(statement.ledger.size - 1), row.hash != nil,
            row.recorded.since(statement.claimed) > VerificationOptions.aheadMax
        {
            fault(
                "P-10", place,
                "it was claimed at \(statement.claimed.text), before \(row.recorded.text), the time of an entry that it saw"
            )
        }
    }

    /// Each key's segments count on, name the one before, and leave no time out.
    private mutating func judgeChain(_ entry: JournalEntry, at place: Int) {
        let (segment, claimed) = (entry.segment, entry.statement.claimed)
        if let clock, entry.recorded < clock {
            fault("P-10", place, "it was recorded before the previous one")
        }
        clock = max(clock ?? entry.recorded, entry.recorded)
        defer { chains[entry.key] = (segment.number, entry.hash, claimed) }
        guard let before = chains[entry.key] else {
            if segment.number != 1, lost.isEmpty {
                fault("P-70", place, "it is number \(segment.number) of its key, but no earlier one is there")
            }
            return
        }
        guard segment.number == before.number + 1, segment.previous == before.hash else {
            return fault("P-70", place, "number \(segment.number) does not follow number \(before.number) of its key")
        }
        guard claimed >= before.claimed, segment.first ?? claimed >= before.claimed else {
            return fault("P-70", place, "it overlaps the previous segment")
        }
        let gap = claimed.since(before.claimed)
        if gap > Segment.closesEmptyAfter + Segment.slack {
            notices.append(
                "the journal is silent from \(before.claimed.text) to \(claimed.text), where segment \(place) closes (P-70)"
            )
        } else if let first = segment.first, claimed.since(first) > Segment.closesAfter + Segment.slack {
            notices.append("segment \(place) closed \(claimed.since(first)) seconds after its first line (P-70)")
        }
    }
}
