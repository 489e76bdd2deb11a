import Attachments
import Foundation
import Ledger
import Rules

extension Intent {
    /// The same with files beside it, each cleaned of what it says besides what it shows, before anything is bound to it.
    package func attaching(_ paths: [String], under exception: ConfidentialityException? = nil) throws(Failure)
        -> Intent
    {
        guard !paths.isEmpty else {
            guard exception == nil else { throw .usage("--file-exception needs --file") }
            return self
        }
        guard PartLimits.isFile("file-1", in: draft.kind) else { throw .usage("\(draft.kind) does not accept files") }
        guard paths.count <= Attachment.countMax else {
            throw .usage("a statement takes at most \(Attachment.countMax) files")
        }
        var intent = self
        intent.filesException = exception
        for path in paths { intent.files.append(try Self.attachment(path)) }
        return intent
    }

    private static func attachment(_ path: String) throws(Failure) -> Attachment {
        let file = URL(fileURLWithPath: path)
        let size = (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize
        guard size.map({ $0 <= Attachment.bytesMax }) != false else {
            throw .usage("\(Visible.text(path)) has more than 8 MiB")
        }
        guard let data = try? Data(contentsOf: file) else { throw .usage("there is no file \(Visible.text(path))") }
        do throws(AttachmentFault) { return try Attachment(cleaning: Array(data)) } catch {
            throw .usage("\(Visible.text(path)): \(error.what)")
        }
    }
}
