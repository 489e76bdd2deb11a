import Ledger
import Rules

/// The journal's file that a recovery finds: perhaps missing, old, or damaged. Whatever can be read of it serves.
struct OldJournal {
    /// Its segments and checkpoints.
    let log: OldLog
    /// Lines by their numbers, as far as they can be believed.
    private(set) var lines: [Int: LineRow] = [:]

    init(_ layout: FolderLayout) {
        let file = try? JournalFile(layout.journal, asItIs: true)
        log = OldLog(file?.log)
        guard let file else { return }
        var rows: [LineRow] = []
        try? file.lines(from: 0) { row in
            rows.append(row.asItsWords ?? row.lost)
            return true
        }
        var removals = JournalRemovals()
        for row in rows { _ = removals.take(row) }
        for row in rows { lines[row.seq] = row.salted != nil || removals.isSaid(row) ? row : row.lost }
    }

    /// The lines that no segment holds yet, as far as they follow.
    func open(from seq: Int) -> [LineRow] {
        var rows: [LineRow] = []
        while let row = lines[seq + rows.count] { rows.append(row) }
        return rows
    }
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
