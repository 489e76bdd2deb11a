import Attachments
import Ledger

/// A file before it is signed for: what it is, how long, and what is no more in it.
enum FileShown {
    static func lines(_ content: [UInt8]) -> [String] {
        guard let sort = Attachment.Sort(content) else { return ["(no JPEG, PNG or PDF)"] }
        let cleaned =
            sort.isCleaned
            ? "where, when and with what it was made is taken out"
            : "as it is: a PDF also says who wrote it, when and with what"
        return ["\(sort.title), \(content.count) bytes, \(cleaned)", "sha256 \(Digest.of(content).hex)"]
    }
}
