import Ledger
import Rules

/// Submissions decided in order, each applied to a copy of the state that the next one sees.
///
/// Nothing here is on disk and nobody sees it. An effect that traps does so now, before its entry is durable;
/// afterwards it would bring down every replay for ever.
struct Batch {
    /// What all entries of the batch are recorded at.
    let recorded: Time
    /// The state with them.
    private(set) var next: State
    /// The entries in order.
    private(set) var rows: [EntryRow] = []
    private(set) var parts: [ArrivingPart] = []
    private(set) var enclosures: [Digest: [UInt8]] = [:]
    /// The head that is committed.
    let base: Head

    init(on state: State, at recorded: Time) {
        next = state
        base = state.log.head
        self.recorded = recorded
    }

    /// Judges one submission as the next entry.
    mutating func judge(_ incoming: Incoming, key: NoteKey, files: StoreFiles) -> Outcome {
        let submission = incoming.submission
        if let place = next.log.place(of: submission.hash), stands(submission, at: place, files) {
            return .stands(place)
        }
        if next.log.size == 0, let misfit = Batch.misfit(submission.statement, key: key) {
            return .unfit(misfit)
        }
        let bytes = submission.recorded(at: recorded)
        let supplied = enclosures.merging(incoming.enclosures) { old, _ in old }
        let folder = files.enclosures
        let change: Change<World>
        do throws(Refusal) {
            change = try next.decide(incoming.verified.recorded(at: recorded)) {
                supplied[$0] ?? folder.get($0)
            }
        } catch {
            return .refused(error, asked: next.log.head)
        }
        let place = next.log.size
        let leaf = Digest.leaf(of: bytes)
        next.apply(change, leaf: leaf)
        rows.append(
            EntryRow(bytes: bytes, leaf: leaf, request: Array(submission.statement.request.hex.utf8))
        )
        parts += incoming.parts
        enclosures = supplied
        return .entered(place, takesEffect: change.takesEffect)
    }

    /// What remains of an outcome when the batch's entries certainly did not get in: what was decided on a head
    /// that does not exist was not decided.
    func undone(_ outcome: Outcome, _ busy: Busy) -> Outcome {
        switch outcome {
        case .unfit, .busy, .unknown: outcome
        case .stands(let place): place < base.size ? outcome : .busy(busy)
        case .refused(_, let asked): asked == base ? outcome : .busy(busy)
        case .entered: .busy(busy)
        }
    }

    /// Whether the entry at a place is this very submission, byte for byte (P-5).
    private func stands(_ submission: Submission, at place: Int, _ files: StoreFiles) -> Bool {
        let entry: [UInt8]?
        if place >= base.size {
            let offset = place - base.size
            entry = rows.indices.contains(offset) ? rows[offset].bytes : nil
        } else {
            entry = (try? files.ledger.bodies(place..<place + 1))?.first
        }
        // All last lines are of one length, so what is as long and begins so is the same but for its time.
        return entry.map {
            $0.starts(with: submission.bytes) && $0.count == submission.recorded(at: recorded).count
        }
            ?? false
    }

    /// A folder's ledger begins with a founding that names its origin and its keys: entries under any other
    /// could never be sealed.
    private static func misfit(_ statement: Statement, key: NoteKey) -> Malformed? {
        guard statement.kind.utf8.elementsEqual("authority/founding".utf8) else {
            return Malformed("P-54", "this data folder has no founding yet, so nothing else can be entered")
        }
        guard statement.origin.utf8.elementsEqual(key.name.utf8) else {
            return Malformed(
                "P-54", "the founding is for \(statement.origin), but this data folder is for \(key.name)")
        }
        guard let named = statement.body["logs"]?["ledger"]?.text, named.utf8.elementsEqual(key.vkey.utf8)
        else {
            return Malformed("P-54", "the founding does not name the ledger key of this data folder, \(key.vkey)")
        }
        return nil
    }
}
