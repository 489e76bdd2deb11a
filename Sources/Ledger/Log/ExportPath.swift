/// The names of all files of an export and of `/log/` (P-71); what has no name here does not belong into one.
package enum ExportPath: Hashable, Sendable {
    /// The newest checkpoint, `checkpoint`.
    case checkpoint
    /// A hash tile or an entry bundle, `tile/…`.
    case tile(TilePath)
    /// Public bytes named by their hash, `enclosures/SHA256HEX` (P-7).
    case enclosure(Digest)
    /// A detached part whose audience is everyone, `public/STATEMENT/NAME` (P-6): the key's 32 bytes, then
    /// the content.
    case detached(statement: Digest, name: String)
    /// A cosigned checkpoint that is kept, `checkpoints/SIZE` (P-13).
    case cosigned(size: Int)
    /// A file of the journal, `journal/…` (P-70).
    case journal(JournalPath)

    /// The name below the folder, with `/` between its parts and none in front.
    package var text: String {
        switch self {
        case .checkpoint: "checkpoint"
        case .tile(let path): path.text
        case .enclosure(let sha256): "enclosures/" + sha256.hex
        case .detached(let statement, let name): "public/" + statement.hex + "/" + name
        case .cosigned(let size): "checkpoints/" + String(size)
        case .journal(let path): "journal/" + path.text
        }
    }

    /// Reads a name; nil for every text that `text` would not write, so also for `..`, empty parts and other
    /// scripts.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: 0x2f, omittingEmptySubsequences: false)
        // Split at ASCII, so each part of a valid String is one; `split` gives at least one part.
        func part(_ place: Int) -> String { String(decoding: parts[place], as: UTF8.self) }
        let folder = part(0)
        switch (folder, parts.count) {
        case ("checkpoint", 1): self = .checkpoint
        case ("tile", _):
            guard let path = TilePath(text) else { return nil }
            self = .tile(path)
        case ("enclosures", 2):
            guard let sha256 = Digest(hex: part(1)) else { return nil }
            self = .enclosure(sha256)
        case ("public", 3):
            guard let statement = Digest(hex: part(1)), Grammar.isName(part(2)) else { return nil }
            self = .detached(statement: statement, name: part(2))
        case ("checkpoints", 2):
            guard let size = Decimal.number(parts[1]) else { return nil }
            self = .cosigned(size: size)
        case ("journal", 2...):
            guard let path = String(text.utf8.dropFirst("journal/".utf8.count)).flatMap(JournalPath.init) else {
                return nil
            }
            self = .journal(path)
        default: return nil
        }
        // Swift compares Strings by what they look like; the bytes decide.
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }
}

extension ExportPath: CustomStringConvertible {
    /// The name below the folder.
    package var description: String { text }
}
