/// The names of the files that every log has, the ledger and the journal alike (C2SP tlog-tiles, P-71).
package enum LogPath: Hashable, Sendable {
    /// The newest checkpoint, `checkpoint`.
    case checkpoint
    /// A hash tile or an entry bundle, `tile/…`.
    case tile(TilePath)
    /// A checkpoint that is kept, `checkpoints/SIZE` (P-13).
    case cosigned(size: Int)

    /// The name below the log's folder.
    package var text: String {
        switch self {
        case .checkpoint: "checkpoint"
        case .tile(let path): path.text
        case .cosigned(let size): "checkpoints/" + String(size)
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
        default: return nil
        }
        // Swift compares Strings by what they look like; the bytes decide.
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }
}

/// The two logs of a data folder and of an export. Their files have the same names, each in its folder.
package enum LogName: Hashable, Sendable, CaseIterable {
    /// What people signed, at the top of an export.
    case ledger
    /// What machines say, below `journal/` (P-70).
    case journal

    /// What is in front of the names of its files.
    var folder: String { self == .ledger ? "" : "journal/" }
}
