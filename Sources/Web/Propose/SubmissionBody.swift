import Attachments
import Ledger
import Rules
import Store

/// The body of `POST /api/submit`, read strictly: JSON, or in parts where contents are large (docs/formats/http.md).
struct SubmissionBody {
    let submission: [UInt8]
    var contents: [OpenedPart] = []
    var enclosures: [[UInt8]] = []

    init(_ bytes: [UInt8]) throws(Malformed) {
        let json = try JSON(enclosed: bytes)
        guard let members = json.members else {
            throw Malformed("P-1", "the request is not an object", at: 0)
        }
        for member in members where !["contents", "enclosures", "submission"].contains(member.key) {
            throw Malformed(
                "P-1", "the request has a member that is not contents, enclosures or submission")
        }
        guard let text = json["submission"]?.text else {
            throw Malformed("P-1", "the request has no text “submission”")
        }
        submission = Array(text.utf8)
        if let list = json["contents"] {
            guard let items = list.list else { throw Malformed("P-1", "“contents” is not a list") }
            for item in items { contents.append(try SubmissionBody.content(item)) }
        }
        if let list = json["enclosures"] {
            guard let items = list.list else { throw Malformed("P-1", "“enclosures” is not a list") }
            for item in items { enclosures.append(try SubmissionBody.base64(item, "an enclosure")) }
        }
    }

    /// The same in parts: fields `submission` and `key.NAME`, files `content.NAME` and `enclosure`.
    init(_ form: Form, _ files: [UploadedFile]) throws(Malformed) {
        submission = Array(form["submission"].utf8)
        for file in files {
            guard file.field != "enclosure" else {
                enclosures.append(file.bytes)
                continue
            }
            guard file.field.hasPrefix("content."), case let name = String(file.field.dropFirst(8)),
                Grammar.isName(name),
                let key = Base64.decoded(Array(form["key." + name].utf8))
            else { throw Malformed("P-6", "a file is neither “enclosure” nor a content with its key") }
            contents.append(OpenedPart(name: name, key: key, content: file.bytes))
        }
    }

    private static func content(_ json: JSON) throws(Malformed) -> OpenedPart {
        guard json.members?.map(\.key) == ["content", "key", "name"], let name = json["name"]?.text,
            Grammar.isName(name),
            let content = json["content"], let key = json["key"]
        else { throw Malformed("P-6", "a content is not {\"content\", \"key\", \"name\"}") }
        return OpenedPart(
            name: name, key: try base64(key, "the key of a content"),
            content: try base64(content, "a content"))
    }

    private static func base64(_ json: JSON, _ what: String) throws(Malformed) -> [UInt8] {
        guard let bytes = json.text.flatMap({ Base64.decoded(Array($0.utf8)) }) else {
            throw Malformed("P-1", "\(what) is not padded base64")
        }
        return bytes
    }
}

extension SubmissionBody {
    /// What a program may send in parts, once it has a session: as much as a statement may have (K-22).
    static let limits = MultipartReader.Limits(
        fileBytes: Attachment.bytesMax, filesBytes: PartLimits.statementBytesMax, files: 24)
}
