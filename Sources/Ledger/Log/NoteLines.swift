/// Takes a note's text apart into exactly so many lines.
struct NoteLines {
    private let lines: [ArraySlice<UInt8>]
    private let rule: String

    /// Throws when the text has another number of lines or its last one does not end with a newline.
    init(_ text: [UInt8], count: Int, rule: String) throws(Malformed) {
        // At most one line more than allowed is split off, however many there are.
        let parts = text.split(separator: 0x0a, maxSplits: count, omittingEmptySubsequences: false)
        guard parts.count == count + 1, parts.last?.isEmpty == true else {
            throw Malformed(rule, "the text is not \(count) lines")
        }
        lines = parts
        self.rule = rule
    }

    /// The bytes of a line, counted from 0.
    subscript(place: Int) -> ArraySlice<UInt8> { lines.indices.contains(place) ? lines[place] : [] }

    /// A line as text; its bytes were found to be UTF-8 when the note was read.
    func text(_ place: Int) throws(Malformed) -> String {
        guard let text = String(validating: self[place], as: UTF8.self) else {
            throw Malformed(rule, "line \(place + 1) is not UTF-8")
        }
        return text
    }

    /// A size and, in the next line, the root of a log of that size.
    func head(at place: Int) throws(Malformed) -> Head {
        guard let size = Decimal.number(self[place]) else {
            throw Malformed(rule, "line \(place + 1) is not a size")
        }
        guard let bytes = Base64.decoded(self[place + 1]), let root = Digest(bytes: bytes) else {
            throw Malformed(rule, "line \(place + 2) is not a root in base64")
        }
        return Head(root: root, size: size)
    }
}

extension Head {
    /// The two lines in which notes write it.
    var noteLines: String { "\(size)\n\(root.base64)\n" }

    /// Whether a log could have it: a size that statements can name, and no root but one for the empty log.
    var isPossible: Bool { 0...Tree.sizeMax ~= size && (size > 0 || root == .ofNothing) }
}
