/// A file that stands beside a statement: JPEG, PNG or PDF, told from its first bytes, with nothing in it but what it shows
/// (docs/formats/attachments.md).
///
/// The same code cleans in a person's program and on a page, before the commitment is made: what was never committed to
/// can never come out. Pixels are not decoded; what is checked here is the file's frame.
package struct Attachment: Sendable, Equatable {
    package enum Sort: String, Sendable, CaseIterable {
        case jpeg, png, pdf

        /// What the file's first bytes say, and nothing else: no name, and no word of whoever sent it.
        package init?(_ bytes: some Collection<UInt8>) {
            let sorts = Sort.allCases.filter { bytes.starts(with: $0.signature) }
            guard let sort = sorts.first else { return nil }
            self = sort
        }

        /// For HTTP.
        package var mediaType: String {
            switch self {
            case .jpeg: "image/jpeg"
            case .png: "image/png"
            case .pdf: "application/pdf"
            }
        }

        /// The end of a name of ours, for whoever keeps the file.
        package var ending: String { self == .jpeg ? "jpg" : rawValue }
        package var isImage: Bool { self != .pdf }
        /// Whether what says where, when and with what it was made is removed. Of a PDF it cannot be (decision 0060).
        package var isCleaned: Bool { isImage }
        /// As people call it.
        package var title: String { rawValue.uppercased() }

        private var signature: [UInt8] {
            switch self {
            case .jpeg: [0xFF, 0xD8, 0xFF]
            case .png: PNGForm.signature
            case .pdf: PDFForm.signature
            }
        }
    }

    /// The largest file (K-22).
    package static let bytesMax = 8 << 20
    /// The most files beside one statement.
    package static let countMax = 8
    /// The names of their parts, ascending.
    package static let names = (1...countMax).map { "file-\($0)" }
    /// The most pixels of an image: a browser needs four bytes of memory for each, however small the file is.
    static let pixelsMax = 1 << 27

    package let sort: Sort
    /// What is committed to, kept and shown.
    package let bytes: [UInt8]

    /// Takes out what the file says besides what it shows; refuses what is not one of the three, cut off or contradicts itself.
    package init(cleaning given: [UInt8]) throws(AttachmentFault) {
        guard given.count <= Attachment.bytesMax else {
            throw AttachmentFault("it has \(given.count) bytes; at most \(Attachment.bytesMax) (8 MiB) are allowed")
        }
        guard let sort = Sort(given) else { throw AttachmentFault("it is not a JPEG, PNG or PDF") }
        self.sort = sort
        bytes =
            switch sort {
            case .jpeg: try JPEGForm.cleaned(given)
            case .png: try PNGForm.cleaned(given)
            case .pdf: try PDFForm.cleaned(given)
            }
        // An orientation that had to be added can be what is too much.
        guard bytes.count <= Attachment.bytesMax else { throw AttachmentFault("it has more than 8 MiB") }
    }

    /// Bytes that came as a part of a statement: nil unless they are as `init(cleaning:)` leaves them.
    package init?(clean bytes: [UInt8]) {
        guard let cleaned = try? Attachment(cleaning: bytes), cleaned.bytes == bytes else { return nil }
        self = cleaned
    }
}

/// Why a file is not taken, as the rest of a sentence that begins with the file.
package struct AttachmentFault: Error, Equatable, CustomStringConvertible {
    package let what: String

    package init(_ what: String) { self.what = what }
    package var description: String { what }
}
