/// The names of the journal's files below `journal/`: those of a log, and the leaf hashes of each segment's lines.
///
/// What the lines say is in no export: a class of lines whose words are public has none so far.
package enum JournalPath: Hashable, Sendable {
    /// The newest checkpoint of the journal, `checkpoint`.
    case checkpoint
    /// A hash tile or a bundle of segments, `tile/…`.
    case tile(TilePath)
    /// A checkpoint that is kept, `checkpoints/SIZE`.
    case cosigned(size: Int)
    /// The leaf hashes of the lines of the segment at a place, 32 bytes each, `lines/PLACE`.
    case lines(Int)

    /// The name below `journal/`.
    package var text: String {
        switch self {
        case .checkpoint: "checkpoint"
        case .tile(let path): path.text
        case .cosigned(let size): "checkpoints/" + String(size)
        case .lines(let place): "lines/" + String(place)
        }
    }

    /// Reads a name; nil for every text that `text` would not write.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: 0x2f, omittingEmptySubsequences: false)
        switch (String(decoding: parts[0], as: UTF8.self), parts.count) {
        case ("checkpoint", 1): self = .checkpoint
        case ("tile", _):
            guard let path = TilePath(text) else { return nil }
            self = .tile(path)
        case ("checkpoints", 2):
            guard let size = Decimal.number(parts[1]) else { return nil }
            self = .cosigned(size: size)
        case ("lines", 2):
            guard let place = Decimal.number(parts[1]) else { return nil }
            self = .lines(place)
        default: return nil
        }
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }
}

/// The files of a log in an export: the ledger's lie at its top, the journal's below `journal/`.
package enum LogName: Sendable {
    case ledger, journal

    package var checkpoint: ExportPath { self == .ledger ? .checkpoint : .journal(.checkpoint) }
    package func tile(_ path: TilePath) -> ExportPath { self == .ledger ? .tile(path) : .journal(.tile(path)) }
    package func cosigned(size: Int) -> ExportPath {
        self == .ledger ? .cosigned(size: size) : .journal(.cosigned(size: size))
    }
}
