/// A named part that a kind may carry beside its line: free text, personal content, a file (P-6).
package struct DetachedNote: Equatable, Sendable {
    package let name: String
    package let label: String
    package let required: Bool
    /// Names, contacts and the like: never for everyone, always under the policy's exception for them (P-6).
    package let isPersonal: Bool
    /// Of a personal part: the person whom it is about may say that everybody reads it (K-3).
    package let mayPublish: Bool
    /// The longest content (K-22). A rule of the door: the line does not tell how long a content is.
    package let bytesMax: Int
    /// Whether it is a JPEG, PNG or PDF and no text (docs/formats/attachments.md).
    package let isFile: Bool

    package init(
        _ name: String, _ label: String, required: Bool = false, isPersonal: Bool = false,
        mayPublish: Bool = false, bytesMax: Int = textBytesMax, isFile: Bool = false
    ) {
        self.name = name
        self.label = label
        self.required = required
        self.isPersonal = isPersonal
        self.mayPublish = mayPublish
        self.bytesMax = bytesMax
        self.isFile = isFile
    }

    /// A reason, a question, an answer, and any part of which nothing else is said.
    package static let textBytesMax = 16 << 10
    /// A person's name, or how to reach them.
    package static let nameBytesMax = 256
    /// A photo or a document.
    package static let fileBytesMax = 8 << 20

    package static let reason = DetachedNote("reason", "Why")
    /// The files of one statement, by their number.
    package static let files = (1...8).map {
        DetachedNote("file-\($0)", "File \($0)", bytesMax: fileBytesMax, isFile: true)
    }
}
