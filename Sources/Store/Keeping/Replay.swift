import Dispatch
import Ledger
import Rules

/// State and hashes made again from stored bytes. Signatures are not checked below the signed head: its root binds the
/// bytes, and these were checked when they came. Nothing binds what is behind it, so that is checked as if it
/// came just now: whoever owns the file could have put it there.
package struct Replay: Sendable {
    package private(set) var state = State()
    package private(set) var hashes = KeptHashes()
    package var voids: [VoidEntry] { state.voids }
    /// The heads of the journal that signers of counting entries saw, with the first entry that names each.
    private(set) var journalHeads: [Head: (place: Int, leaf: Digest)] = [:]
    private let enclosed: @Sendable (Digest) -> [UInt8]?
    private let signed: Int
    private var gathered: [[UInt8]] = []
    /// Leaves that other cores read while those before them are folded.
    private var reading: LeavesRead?
    /// Leaves that were taken.
    private var size = 0
    private static let chunk = 1024

    /// `signed` is the size of a signed head whose root the caller holds against what is replayed.
    init(signed: Int, enclosed: @escaping @Sendable (Digest) -> [UInt8]?) {
        self.signed = signed
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
        reading = gathered.isEmpty ? nil : LeavesRead(gathered, trusted: signed - size)
        size += gathered.count
        gathered = []
        for leaf in done?.leaves ?? [] { try fold(leaf) }
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
            let head = entry.verified.statement.journal
            if head != .empty, journalHeads[head] == nil {
                journalHeads[head] = (state.log.size - 1, leaf.leafHash)
            }
        }
    }
}
