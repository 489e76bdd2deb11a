import Ledger
import Rules

/// What a verification found of the journal (P-70).
package struct JournalReport: Sendable {
    /// Size and root in its checkpoint; nil where the export holds none.
    package private(set) var head: Head?
    package private(set) var segments = 0
    /// Lines that the segments seal, whatever became of their words.
    package private(set) var lines = 0
    package private(set) var checkpoints = 0
    package private(set) var tiles = 0
    /// Machines that nobody enrolled, silence: no fault, and somebody should know.
    package private(set) var notices: [String] = []
    /// How many notices there are.
    package private(set) var noticeCount = 0
    /// What the ledger's signers saw of another journal.
    package private(set) var alarms: [JournalAlarm] = []

    init() {}

    init(_ check: JournalCheck) {
        head = check.head
        (segments, lines) = (check.segments, check.lines)
        (checkpoints, tiles) = (check.checkpoints, check.tiles)
        notices = check.notices.list.map(\.what)
        noticeCount = check.notices.count
        alarms = check.alarms
    }

    var json: JSON {
        .line([
            "alarms": alarms.isEmpty ? nil : .array(alarms.map(\.json)), "checkpoints": .integer(checkpoints),
            "head": head.map { .line(["root": .string($0.root.hex), "size": .integer($0.size)]) },
            "lines": .integer(lines), "notices": notices.isEmpty ? nil : .texts(notices),
            "segments": .integer(segments), "tiles": .integer(tiles),
        ])
    }

    /// The line of counts; nil where there is no journal.
    var line: String? {
        guard let head else { return nil }
        return "journal: \(segments) of \(head.size) segments with \(lines) lines, \(checkpoints) checkpoints, "
            + "\(tiles) tiles and bundles are good, root \(head.root.hex)"
    }
}

extension JournalAlarm {
    var json: JSON {
        .line([
            "acknowledged": .bool(isAcknowledged), "count": .integer(count), "first": .integer(first),
            "last": .integer(last), "signer": .string(signer.text), "what": .string(what),
        ])
    }
}
