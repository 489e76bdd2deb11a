import Authority

/// How long contents may be (K-22): the same at the door, in the store and in every client.
package enum PartLimits {
    /// All contents and enclosures of one statement together.
    package static let statementBytesMax = 24 << 20

    /// The longest content of a part beside a statement of this kind.
    package static func bytesMax(of part: String, in kind: String) -> Int {
        note(part, in: kind)?.bytesMax ?? DetachedNote.textBytesMax
    }

    /// Whether the part is a file, whose content is cleaned before it is committed to.
    package static func isFile(_ part: String, in kind: String) -> Bool { note(part, in: kind)?.isFile ?? false }

    private static func note(_ part: String, in kind: String) -> DetachedNote? {
        let own = Kind.named(kind)?.detached.first { $0.name.utf8.elementsEqual(part.utf8) }
        // What is said about an act, a record or a thing is no kind, and may carry files.
        guard own == nil, Verb.named(kind)?.parts.contains(part) == true else { return own }
        return DetachedNote.files.first { $0.name.utf8.elementsEqual(part.utf8) }
    }
}
