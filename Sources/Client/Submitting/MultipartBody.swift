import Ledger

/// A submission in parts, as docs/formats/http.md has it: what is large goes as it is, not in base64.
package struct MultipartBody: Sendable {
    package let boundary: String
    package private(set) var bytes: [UInt8] = []

    /// The boundary stands in no content: it is of the statement's own hash, whose signer would have had to put it there.
    package init(_ request: SubmissionRequest) {
        boundary = "foureyes-" + Digest.of(request.submission.bytes).hex.prefix(40)
        field("submission", request.submission.bytes)
        for part in request.contents {
            field("key." + part.name, Base64.encoded(part.key))
            file("content." + part.name, part.content)
        }
        for enclosure in request.enclosures { file("enclosure", enclosure) }
        bytes += Array("--\(boundary)--\r\n".utf8)
    }

    private mutating func field(_ name: String, _ value: [UInt8]) {
        bytes +=
            Array("--\(boundary)\r\ncontent-disposition: form-data; name=\"\(name)\"\r\n\r\n".utf8) + value + [
                0x0D, 0x0A,
            ]
    }

    private mutating func file(_ name: String, _ content: [UInt8]) {
        let lines =
            "content-disposition: form-data; name=\"\(name)\"; filename=\"content\"\r\ncontent-type: application/octet-stream"
        bytes += Array("--\(boundary)\r\n\(lines)\r\n\r\n".utf8) + content + [0x0D, 0x0A]
    }
}
