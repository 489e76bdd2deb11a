import Foundation
import Ledger
import Rules

import struct Crypto.HMAC
import struct Crypto.SHA256
import struct Crypto.SymmetricKey

/// How much of both logs this installation has checked itself, signature by signature (K-21).
///
/// A root binds bytes; it says nothing of the signatures in them. Whoever holds the log's key can put entries with broken
/// signatures into the file and sign over them. So no root stands for a check, whoever signed it: what this mark does not
/// cover is checked at the start, all of it where there is no mark.
struct CheckedMark: Equatable, Sendable {
    var ledger: Head
    var journal: Head

    /// Nothing was checked.
    static let none = CheckedMark(ledger: .empty, journal: .empty)

    /// What is sealed: two lines, one for each log.
    private var lines: String {
        "foureyes checked 1\nledger \(ledger.size) \(ledger.root.hex)\njournal \(journal.size) \(journal.root.hex)\n"
    }

    /// The file: the lines, and their HMAC-SHA256 under the installation's key.
    fileprivate func bytes(under key: SymmetricKey) -> [UInt8] { Array((lines + "seal \(seal(key))\n").utf8) }

    private func seal(_ key: SymmetricKey) -> String {
        Hex.text(Array(HMAC<SHA256>.authenticationCode(for: Array(lines.utf8), using: key)))
    }

    /// Reads what `bytes` wrote, byte by byte; nil for anything else.
    fileprivate init?(_ bytes: [UInt8], under key: SymmetricKey) {
        let words = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
        guard words.count == 4, words[1].count == 3, words[2].count == 3,
            let ledger = Head(words[1]), let journal = Head(words[2])
        else { return nil }
        self.init(ledger: ledger, journal: journal)
        guard self.bytes(under: key).elementsEqual(bytes) else { return nil }
    }

    init(ledger: Head, journal: Head) { (self.ledger, self.journal) = (ledger, journal) }
}

extension Head {
    /// `ledger 12 ROOT`
    fileprivate init?(_ words: [Substring]) {
        guard let size = ItemID.number(words[1].utf8) ?? (words[1] == "0" ? 0 : nil),
            let root = Digest(hex: String(words[2]))
        else { return nil }
        self.init(root: root, size: size)
    }
}

/// `DATA/checked` and the key that seals it. A file that is missing or changed costs a check of everything, and nothing else:
/// so no fault here stops a start.
struct CheckedMarkFile: Sendable {
    private let path: String
    private let key: SymmetricKey?

    init(_ layout: FolderLayout) {
        path = layout.checked
        if DurableFile.length(layout.checkedKey) == nil { try? FolderKeys.createSecret(at: layout.checkedKey) }
        key = (try? FolderKeys.secret(layout.checkedKey, "key of the mark")).flatMap(\.self).map {
            SymmetricKey(data: $0)
        }
    }

    func read() -> CheckedMark {
        guard let key, let bytes = try? DurableFile.read(path) else { return .none }
        return CheckedMark(bytes, under: key) ?? .none
    }

    func write(_ mark: CheckedMark) {
        guard let key, read() != mark else { return }
        try? DurableFile.write(mark.bytes(under: key), to: path, mode: 0o600)
    }
}
