import Dispatch
import Ledger
import Rules

/// State and hashes made again from stored bytes. Signatures are checked, but for those that this installation has checked
/// before (K-21): whoever owns the file could have put the others there, and who holds the log's key could have signed over
/// them.
package struct Replay: Sendable {
    package private(set) var state = State()
    package private(set) var hashes = KeptHashes()
    package var voids: [VoidEntry] { state.voids }
    /// Counting entries whose signers name heads that the journal never had (P-8).
    private(set) var strange: [JournalFacts.Alarm] = []
    /// Whether the journal had a head: neighbours name the same one.
    private var journal: (had: @Sendable (Head) -> Bool, last: Head)?
    /// Parts and enclosures that counting entries name and `has` does not find. An act may have erased some since.
    private(set) var missing: [ContentMismatch] = []
    private let enclosed: @Sendable (Digest) -> [UInt8]?
    private let has: Presence?
    private let checked: Int
    private let progress: @Sendable (Int) -> Void
    private var gathered: [[UInt8]] = []
    /// Leaves that other cores read while those before them are folded.
    private var reading: LeavesRead?
    /// Leaves that were taken.
    private var size = 0
    private static let chunk = 1024

    /// `checked` is the size of a head whose root the caller holds against what is replayed: the signatures below it were
    /// checked here before. `progress` is told how many leaves were read.
    init(
        checked: Int, has: Presence? = nil, journalHad: (@Sendable (Head) -> Bool)? = nil,
        progress: @escaping @Sendable (Int) -> Void = { _ in },
        enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) {
        journal = journalHad.map { ($0, .empty) }
        self.checked = checked
        self.progress = progress
        self.has = has
        self.enclosed = enclosed
    }

    /// Takes the next leaf. Call `finish` after the last one.
    mutating func take(_ body: [UInt8]) throws(StoreError) {
        gathered.append(body)
        if gathered.count == Replay.chunk { try goOn() }
    }

    mutating func finish() throws(StoreError) {
        try goOn()
        try goOn()
    }

    /// Lets other cores read what was gathered, and folds what they have read.
    private mutating func goOn() throws(StoreError) {
        let done = reading
        reading = gathered.isEmpty ? nil : LeavesRead(gathered, trusted: checked - size)
        size += gathered.count
        gathered = []
        for leaf in done?.leaves ?? [] { try fold(leaf) }
        if done != nil { progress(state.log.size) }
    }

    private mutating func fold(_ leaf: CheckedLeaf) throws(StoreError) {
        let judgement: Judgement
        do throws(Halt) { judgement = try state.fold(leaf, enclosed: enclosed) } catch {
            let isEdition = error.refusal.sort == .unknownEdition
            throw StoreError(
                isEdition ? .unknownEdition : .enclosureMissing,
                "The replay stops at entry \(error.place): \(error.refusal.text)",
                remedy: isEdition
                    ? "Start a newer version of the program that contains this edition."
                    : "Restore the file into the folder enclosures/ from an export. Its name is its hash.")
        }
        hashes.append(leaf.leafHash)
        if case .counts = judgement, case .success(let entry) = leaf.content {
            note(entry.verified.statement, entry.verified.hash)
            compare(entry.verified.statement)
        }
    }

    private mutating func compare(_ statement: Statement) {
        guard let journal, statement.journal != journal.last else { return }
        if journal.had(statement.journal) {
            self.journal?.last = statement.journal
        } else {
            strange.append(
                JournalFacts.Alarm(entry: state.log.size - 1, signer: statement.signer, head: statement.journal))
        }
    }

    /// K-14: what stands beside an entry is here, unless a stop came without it (K-19).
    private mutating func note(_ statement: Statement, _ hash: Digest) {
        guard let has else { return }
        let place = state.log.size - 1
        func miss(_ part: String, _ sort: ContentMismatch.Sort) {
            missing.append(ContentMismatch(reference: PartReference(statement: hash, part: part), place: place, sort))
        }
        for part in statement.detached where !has.part(PartReference(statement: hash, part: part.name)) {
            if !state.authority.mayLackContent(statement) { miss(part.name, .missing) }
        }
        for enclosure in statement.enclosures where !has.enclosure(enclosure) {
            miss(enclosure.sha256.hex, .enclosureMissing)
        }
    }
}

/// What lies beside the log, asked for each entry of a replay.
struct Presence: Sendable {
    let part: @Sendable (PartReference) -> Bool
    let enclosure: @Sendable (Enclosure) -> Bool
}
