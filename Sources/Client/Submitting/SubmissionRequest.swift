import Ledger

/// The body of `POST /api/submit`, which is also the file that `--offline` writes (docs/formats/http.md).
package struct SubmissionRequest: Sendable {
    package let submission: Submission
    package let contents: [DetachedContent]
    package let enclosures: [[UInt8]]

    package init(_ submission: Submission, contents: [DetachedContent] = [], enclosures: [[UInt8]] = []) {
        self.submission = submission
        self.contents = contents
        self.enclosures = enclosures
    }

    /// Whether bytes are a request at all; what is wrong in one is an alarm, another file is a mistake in the command.
    package static func isForm(_ bytes: [UInt8]) -> Bool { (try? JSON(enclosed: bytes))?["submission"]?.text != nil }

    /// Reads a file of somebody: form, signature and commitments are checked before anything is sent.
    package init(bytes: [UInt8]) throws(Malformed) {
        let json = try JSON(enclosed: bytes)
        let known = ["contents", "enclosures", "submission"]
        guard let members = json.members, members.allSatisfy({ known.contains($0.key) }),
            let text = json["submission"]?.text
        else { throw Malformed("P-1", "this is not a submission: it must have contents, enclosures and submission") }
        submission = try Submission(bytes: Array(text.utf8))
        _ = try submission.verified()
        contents = try (json["contents"]?.list ?? []).map { (item) throws(Malformed) in try Self.content(item)
        }
        enclosures = try (json["enclosures"]?.list ?? []).map { (item) throws(Malformed) in
            guard let bytes = item.text.flatMap({ Base64.decoded($0.utf8) }) else {
                throw Malformed("P-7", "an enclosure is not base64")
            }
            return bytes
        }
        let statement = submission.statement
        guard contents.map(\.name) == statement.detached.map(\.name),
            contents.allSatisfy({ statement.opens(part: $0.name, key: $0.key, content: $0.content) })
        else { throw Malformed("P-6", "the contents differ from those that the statement was signed with") }
    }

    private static func content(_ item: JSON) throws(Malformed) -> DetachedContent {
        guard item.members?.count == 3, let name = item["name"]?.text,
            let content = item["content"]?.text.flatMap({ Base64.decoded($0.utf8) }),
            let key = item["key"]?.text.flatMap({ Base64.decoded($0.utf8) }), key.count == 32
        else { throw Malformed("P-6", "a content must have content, a key of 32 bytes and a name") }
        return DetachedContent(name: name, content: content, key: key)
    }

    /// The most bytes of contents and enclosures that go as one line of JSON.
    static let lineBytesMax = 4 << 20
    var isLarge: Bool {
        contents.reduce(0) { $0 + $1.content.count } + enclosures.reduce(0) { $0 + $1.count }
            > SubmissionRequest.lineBytesMax
    }

    package var bytes: [UInt8] {
        JSON.line([
            "contents": contents.isEmpty
                ? nil
                : .array(
                    contents.map {
                        .line([
                            "content": .string(Self.base64($0.content)), "key": .string(Self.base64($0.key)),
                            "name": .string($0.name),
                        ])
                    }),
            "enclosures": enclosures.isEmpty ? nil : .array(enclosures.map { .string(Self.base64($0)) }),
            // Line and armour are valid UTF-8: their reader has seen to that.
            "submission": .string(String(decoding: submission.bytes, as: UTF8.self)),
        ]).written()
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        String(decoding: Base64.encoded(bytes), as: UTF8.self)
    }
}
