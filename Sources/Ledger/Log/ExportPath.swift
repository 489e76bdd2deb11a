/// The names of all files of an export and of `/log/` (P-71); what has no name here does not belong into one.
package enum ExportPath: Hashable, Sendable {
    /// A file that both logs have: the ledger's lie at the top, the journal's below `journal/`.
    case log(LogName, LogPath)
    /// Public bytes named by their hash, `enclosures/SHA256HEX` (P-7).
    case enclosure(Digest)
    /// A detached part whose audience is everyone, `public/STATEMENT/NAME` (P-6): the key's 32 bytes, then
    /// the content.
    case detached(statement: Digest, name: String)
    /// The leaf hashes of the lines of the journal's segment at a place, 32 bytes each, `journal/lines/PLACE` (P-70).
    /// What the lines say is in no export.
    case lines(Int)

    /// The name below the folder, with `/` between its parts and none in front.
    package var text: String {
        switch self {
        case .log(let log, let path): log.folder + path.text
        case .enclosure(let sha256): "enclosures/" + sha256.hex
        case .detached(let statement, let name): "public/" + statement.hex + "/" + name
        case .lines(let place): "journal/lines/" + String(place)
        }
    }

    /// Reads a name; nil for every text that `text` would not write, so also for `..`, empty parts and other
    /// scripts.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: 0x2f, omittingEmptySubsequences: false)
        // Split at ASCII, so each part of a valid String is one; `split` gives at least one part.
        func part(_ place: Int) -> String { String(decoding: parts[place], as: UTF8.self) }
        switch (part(0), parts.count) {
        case ("enclosures", 2):
            guard let sha256 = Digest(hex: part(1)) else { return nil }
            self = .enclosure(sha256)
        case ("public", 3):
            guard let statement = Digest(hex: part(1)), Grammar.isName(part(2)) else { return nil }
            self = .detached(statement: statement, name: part(2))
        case ("journal", 3) where part(1) == "lines":
            guard let place = Decimal.number(parts[2]) else { return nil }
            self = .lines(place)
        case ("journal", 2...):
            let rest = String(text.utf8.dropFirst(LogName.journal.folder.utf8.count))
            guard let path = rest.flatMap({ LogPath($0) }) else { return nil }
            self = .log(.journal, path)
        default:
            guard let path = LogPath(text) else { return nil }
            self = .log(.ledger, path)
        }
        // Swift compares Strings by what they look like; the bytes decide.
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }
}

extension ExportPath {
    /// The ledger's newest checkpoint.
    package static let checkpoint = ExportPath.log(.ledger, .checkpoint)
    /// A tile or bundle of the ledger.
    package static func tile(_ path: TilePath) -> ExportPath { .log(.ledger, .tile(path)) }
    /// A kept checkpoint of the ledger.
    package static func cosigned(size: Int) -> ExportPath { .log(.ledger, .cosigned(size: size)) }
    /// A file of the journal.
    package static func journal(_ path: LogPath) -> ExportPath { .log(.journal, path) }
}

extension ExportPath: CustomStringConvertible {
    /// The name below the folder.
    package var description: String { text }
}
