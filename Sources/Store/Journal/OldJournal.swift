import Ledger
import Rules

/// The journal's file that a recovery finds: perhaps missing, old, or damaged. Whatever can be read of it serves.
struct OldJournal {
    private(set) var entries: [[UInt8]] = []
    /// Lines by their numbers, as far as they can be believed.
    private(set) var lines: [Int: LineRow] = [:]
    private(set) var signed: [SealedHead] = []
    private let file: JournalFile?

    init(_ layout: FolderLayout, key: NoteKey) {
        file = try? JournalFile(layout.journal, asItIs: true)
        guard let file else { return }
        var found: [[UInt8]] = []
        // What cannot be read any further ends it; what came before counts.
        try? file.log.rows(from: 0) { place, leaf, body in
            guard place == found.count, Digest.leaf(of: body).bytes == leaf,
                (try? JournalEntry(trusting: body, origin: key.name)) != nil
            else { return false }
            found.append(body)
            return true
        }
        entries = found
        var rows: [LineRow] = []
        try? file.lines(from: 0) { row in
            rows.append(row.asItsWords ?? row.lost)
            return true
        }
        var removals = JournalRemovals()
        for row in rows { _ = removals.take(row) }
        for row in rows { lines[row.seq] = row.salted != nil || removals.isSaid(row) ? row : row.lost }
        signed = file.log.signedHeads(by: key)
    }

    /// The lines that no segment holds yet, as far as they follow.
    func open(from seq: Int) -> [LineRow] {
        var rows: [LineRow] = []
        while let row = lines[seq + rows.count] { rows.append(row) }
        return rows
    }

    /// Closes it as it was found: it is evidence, and is kept aside.
    func close() { file?.close(afterFault: true) }
}

extension LineRow {
    /// A line of which nothing but the hash is left.
    static func lost(_ seq: Int, _ leaf: Digest, at: Time) -> LineRow {
        LineRow(
            seq: seq, leaf: leaf, sort: JournalRemovals.lost, at: at, keep: nil, person: nil, about: nil, salted: nil)
    }

    fileprivate var lost: LineRow { .lost(seq, leaf, at: at) }

    /// The row with what its words say in the columns beside them, whatever stood there; nil where the words are not those
    /// that were hashed.
    fileprivate var asItsWords: LineRow? {
        guard let salted else { return self }
        guard salted.leaf == leaf, let line = try? JournalLine(bytes: salted.line) else { return nil }
        return LineRow(line, salted: salted, seq: seq, keep: keep)
    }
}
