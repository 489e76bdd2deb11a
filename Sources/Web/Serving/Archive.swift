import Ledger
import Rules

import class Store.Journal
import struct Store.JournalQuery
import struct Store.ProvenLine
import struct Store.ReadLines
import struct Store.StoredLine
import struct Store.StoredPart

/// What readers see: taken once per request, never held longer (an old state keeps its pages alive).
package struct Snapshot: Sendable {
    package let state: State
    package let voids: [VoidEntry]
    /// The newest checkpoint of the ledger, as a signed note.
    package let checkpoint: [UInt8]
    /// The head that it signs; at most a batch behind the state.
    package let sealed: Head
    /// What the server knows of its journal; nil where none is kept.
    package let journal: JournalFacts?

    /// What the archive itself found, beside what the state shows.
    package let found: [Finding]

    package init(
        state: State, voids: [VoidEntry], checkpoint: [UInt8], sealed: Head, journal: JournalFacts? = nil,
        found: [Finding] = []
    ) {
        self.journal = journal
        self.found = found
        self.state = state
        self.voids = voids
        self.checkpoint = checkpoint
        self.sealed = sealed
    }
}

/// A public detached part: its key of 32 bytes and its content (P-6).
package struct Opening: Sendable {
    package let name: String
    package let key: [UInt8]
    package let content: [UInt8]

    package init(name: String, key: [UInt8], content: [UInt8]) {
        self.name = name
        self.key = key
        self.content = content
    }
}

/// A submission whose form is good, with what came beside it.
package struct Offer: Sendable {
    package let submission: Submission
    package let contents: [Opening]
    package let enclosures: [[UInt8]]
}

/// What became of an offer.
package enum Verdict: Sendable {
    /// It stands in the log and is on disk.
    case entered(Entered)
    /// `decide` said no; the note is signed by the log (P-33).
    case refused(Refusal, note: [UInt8])
    /// Contents or enclosures are missing or do not fit (P-5, `mayEnter`).
    case unfit(rule: String, what: String, place: String)
    /// The queue is full, or the server is about to end; the seconds after which to ask again.
    case busy(String, retryAfter: Int)
    /// The log takes nothing any more, for that reason: only people mend it (`Trouble.logStopped`).
    case stopped(String)
    case diskFull
}

/// The proof that a statement stands in the log.
package struct Entered: Sendable {
    package let place: Int
    package let leaf: Digest
    package let proof: [Digest]
    package let checkpoint: [UInt8]

    package init(place: Int, leaf: Digest, proof: [Digest], checkpoint: [UInt8]) {
        self.place = place
        self.leaf = leaf
        self.proof = proof
        self.checkpoint = checkpoint
    }
}

/// The ledger behind the pages, an outside thing: the store in production, a list in tests.
package protocol Archive: Sendable {
    /// The newest state that is durable.
    func published() -> Snapshot
    /// The bytes of an entry.
    func entry(at place: Int) -> [UInt8]?
    /// The bytes of a file of the export's tree (P-71); nil where there is none.
    func file(_ path: ExportPath) -> [UInt8]?
    /// Opens restricted parts for a reader, in their order, after his reading is in the journal; nil where he has no
    /// right to it, or it is not there, erased, or not what was signed for (P-6).
    func open(_ parts: [PartReference], for reader: Int, because authority: String) -> [Opening?]
    /// The names that a reader may read, by number, all opened together after one line in the journal (P-6); none where the
    /// journal takes no line.
    func names(for reader: Int) -> [Int: String]
    /// What is stored about a person: that it is there, not what it says.
    func stored(about person: Int) -> [StoredPart]
    /// Who read it, newest first, from the journal; those before a line's number. Throws where it cannot be read.
    func readings(about person: Int, before: Int?) throws -> [StoredLine]
    /// Lines of the journal for somebody who may read them, after his reading is one itself; nil for others, and where the
    /// journal cannot be read or written (SP-4.2.2a).
    func lines(_ query: JournalQuery, for reader: Int) -> ReadLines?
    /// One of them with its proof; nil also where there is none.
    func line(_ number: Int, for reader: Int) -> ProvenLine?
    /// The inclusion proof of a leaf in the tree of a size.
    func proof(of place: Int, size: Int) -> [Digest]?
    /// The proof that the tree of one size is the beginning of another.
    func consistency(from old: Int, to size: Int) -> [Digest]?
    /// Why nothing is written any more; nil while it is.
    var stopped: String? { get }
    /// The journal as everybody sees it; nil where there is none.
    var journal: Journal.Published? { get }
    /// Checks signature, contents and enclosures on the asking thread, never on the writer's (platform.md, section 14), then
    /// asks the writer; returns when the outcome is durable.
    func enter(_ offer: Offer) async -> Verdict
}
