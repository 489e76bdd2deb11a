/// The body of a form with files (multipart/form-data, RFC 7578), read piece by piece, as browsers and curl write it.
///
/// Strict: what RFC 2046 leaves to the sender beyond that (a preamble, an epilogue, white space behind a delimiter, nested
/// parts, transfer encodings) is refused, so that nobody behind or before us reads other parts out of the same bytes.
/// Bounded: it keeps the contents themselves and at most one delimiter or one header beside them.
struct MultipartReader {
    struct Limits: Sendable {
        /// Of one file, of all files together, and how many of them.
        var fileBytes = 0, filesBytes = 0, files = 0
        /// Of all fields that are no files.
        var textBytes = Form.bytesMax
    }

    /// The lines before a part: a file's name of 255 characters fits, and no more.
    static let headerBytesMax = 4096

    private enum State { case opening, delimited, header, content(MultipartHeader), ended }

    private let limits: Limits
    /// CR, LF, two hyphens and the boundary.
    private let delimiter: [UInt8]
    private var state = State.opening
    private var waiting: [UInt8] = []
    private var content: [UInt8] = []
    private var fields: [(String, String)] = []
    private(set) var files: [UploadedFile] = []
    private var textBytes = 0, fileBytes = 0
    private var parts = 0

    /// nil unless it is `multipart/form-data` with a boundary as RFC 2046 has them, and no other parameter.
    init?(contentType: String, limits: Limits) {
        let parts = contentType.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, trimmed(String(parts[0])).lowercased() == "multipart/form-data" else { return nil }
        let parameter = trimmed(String(parts[1])).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parameter.count == 2, parameter[0].lowercased() == "boundary" else { return nil }
        var boundary = Array(parameter[1].utf8)
        if boundary.count >= 2, boundary.first == UInt8(ascii: "\""), boundary.last == UInt8(ascii: "\"") {
            boundary = Array(boundary.dropFirst().dropLast())
        }
        guard (1...70).contains(boundary.count), boundary.allSatisfy(MultipartReader.isOfBoundary) else { return nil }
        self.limits = limits
        delimiter = Array("\r\n--".utf8) + boundary
        // The first delimiter has no line before it.
        waiting = [0x0D, 0x0A]
    }

    /// Reads on.
    mutating func take(_ bytes: some Collection<UInt8>) throws(MultipartFault) {
        waiting += bytes
        var place = 0
        while try step(&place) {}
        waiting.removeFirst(place)
    }

    /// The fields, after the last piece.
    func finished() throws(MultipartFault) -> Form {
        guard case .ended = state, waiting.isEmpty else { throw .malformed("it is cut off") }
        return Form(pairs: fields)
    }

    /// One step from `place` on; false where more bytes are needed.
    private mutating func step(_ place: inout Int) throws(MultipartFault) -> Bool {
        let rest = waiting[place...]
        switch state {
        case .opening:
            guard rest.count >= delimiter.count else { return false }
            guard rest.starts(with: delimiter) else { throw .malformed("it does not begin with its boundary") }
            place += delimiter.count
            state = .delimited
        case .delimited:
            guard rest.count >= 2 else { return false }
            switch Array(rest.prefix(2)) {
            case [0x0D, 0x0A]: state = .header
            case [0x2D, 0x2D]: state = .ended
            default: throw .malformed("there are bytes after a boundary")
            }
            place += 2
        case .header:
            guard let end = rest.prefix(MultipartReader.headerBytesMax + 4).firstRange(of: MultipartReader.emptyLine)
            else {
                guard rest.count < MultipartReader.headerBytesMax + 4 else {
                    throw .tooLarge("the headers of a part are too long")
                }
                return false
            }
            let header = try MultipartHeader(rest[..<end.lowerBound])
            try begin(header)
            place = end.upperBound
        case .content(let header): return try takeContent(of: header, &place)
        case .ended:
            // Browsers end the last line; some programs do not.
            guard rest.elementsEqual([0x0D, 0x0A].prefix(rest.count)) else {
                throw .malformed("there are bytes after its end")
            }
            if rest.count == 2 { place += 2 }
            return false
        }
        return true
    }

    private mutating func begin(_ header: MultipartHeader) throws(MultipartFault) {
        // Every part counts, also an empty choice, which is kept nowhere: else a form could go on for ever.
        parts += 1
        guard parts <= Form.fieldsMax else { throw .tooLarge("it has too many parts") }
        let isSent = header.isFile && !header.isEmptyChoice
        guard !isSent || limits.files > 0 else { throw .noFiles }
        guard !isSent || files.count < limits.files else {
            throw .tooLarge("it has more than \(limits.files) files")
        }
        content = []
        state = .content(header)
    }

    private mutating func takeContent(of header: MultipartHeader, _ place: inout Int) throws(MultipartFault) -> Bool {
        let end = MultipartReader.first(delimiter, in: waiting, from: place)
        // What could still become a delimiter waits for the next piece.
        let known = end ?? max(place, waiting.count - delimiter.count + 1)
        try keep(waiting[place..<known], of: header)
        place = known
        guard end != nil else { return false }
        place += delimiter.count
        state = .delimited
        try close(header)
        return true
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>, of header: MultipartHeader) throws(MultipartFault) {
        if header.isFile {
            fileBytes += bytes.count
            guard content.count + bytes.count <= limits.fileBytes, fileBytes <= limits.filesBytes else {
                throw .tooLarge("a file may have \(limits.fileBytes) bytes, all together \(limits.filesBytes)")
            }
        } else {
            textBytes += bytes.count
            guard textBytes <= limits.textBytes else {
                throw .tooLarge("its fields have more than \(limits.textBytes) bytes")
            }
        }
        content += bytes
    }

    private mutating func close(_ header: MultipartHeader) throws(MultipartFault) {
        defer { content = [] }
        guard !header.isFile else {
            guard !header.isEmptyChoice else {
                guard content.isEmpty else { throw .malformed("a file without a name has content") }
                return
            }
            files.append(UploadedFile(field: header.name, bytes: content))
            return
        }
        guard let value = Form.text(content) else { throw .malformed("a field is not UTF-8") }
        fields.append((header.name, value))
    }

    private static let emptyLine: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]

    private static func isOfBoundary(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "'()+_,-./:=?".utf8.contains(byte)
        }
    }

    /// Where the delimiter begins: only at a CR, so that long contents cost one look a byte.
    private static func first(_ delimiter: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { all in
            var place = start
            while place + delimiter.count <= all.count {
                if all[place] == 0x0D, all[place...].starts(with: delimiter) { return place }
                place += 1
            }
            return nil
        }
    }
}

/// A file that a form brought: its bytes, and in which field.
struct UploadedFile: Sendable, Equatable {
    let field: String
    let bytes: [UInt8]
}
