import Attachments
import Ledger

/// A file before it is signed for: what it is, how long, and what is no more in it.
enum FileShown {
    static func lines(_ content: [UInt8]) -> [String] {
        guard let sort = Attachment.Sort(content) else { return ["(not a JPEG, PNG or PDF)"] }
        let cleaned =
            sort.isCleaned
            ? "place, time and camera are removed"
            : "unchanged: a PDF can name its author, time and program"
        return ["\(sort.title), \(content.count) bytes, \(cleaned)", "sha256 \(Digest.of(content).hex)"]
    }
}
