/// The lines before the content of one part of a form with files.
struct MultipartHeader: Equatable {
    /// The field's name.
    let name: String
    /// Whether it is a file. What the file was called is not kept, and no rule of ours asks it.
    let isFile: Bool
    /// Whether the browser said that no file was chosen: it then sends an empty name.
    let isEmptyChoice: Bool

    /// `block` is the lines without the empty one at their end.
    init(_ block: ArraySlice<UInt8>) throws(MultipartFault) {
        var disposition: ArraySlice<UInt8>?
        var hasType = false
        for line in try MultipartHeader.lines(block) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .malformed("a line has no colon") }
            let value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
            switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
            case "content-disposition" where disposition == nil: disposition = value
            // What a browser thinks of a file is no evidence of what it is.
            case "content-type" where !hasType: hasType = true
            default: throw .malformed("a header of a part is unknown or is given twice")
            }
        }
        guard let disposition, disposition.starts(with: MultipartHeader.opening) else {
            throw .malformed("a part has no name")
        }
        let named = disposition.dropFirst(MultipartHeader.opening.count)
        let name = named.prefix { $0 != UInt8(ascii: "\"") }
        guard (1...100).contains(name.count), name.allSatisfy(MultipartHeader.isOfName) else {
            throw .malformed("the name of a part is not valid")
        }
        self.name = String(decoding: name, as: UTF8.self)
        let rest = named[name.endIndex...].dropFirst()
        guard named.endIndex > name.endIndex else { throw .malformed("a part’s name does not end") }
        isFile = !rest.isEmpty
        guard isFile else {
            isEmptyChoice = false
            return
        }
        // All between the first quotation mark and the last one of the line is the file's name, whatever stands in it: no
        // parameter behind it can say another field's name.
        let file = MultipartHeader.file
        guard rest.starts(with: file), rest.count > file.count, rest.last == UInt8(ascii: "\"") else {
            throw .malformed("a file’s name cannot be read")
        }
        isEmptyChoice = rest.count == file.count + 1
    }

    private static let opening = Array("form-data; name=\"".utf8)
    private static let file = Array("; filename=\"".utf8)

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }

    private static func lines(_ block: ArraySlice<UInt8>) throws(MultipartFault) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = block.startIndex
        for place in block.indices where block[place] < 0x20 && block[place] != 0x09 || block[place] == 0x7F {
            if block[place] == 0x0A, place > start, block[place - 1] == 0x0D {
                lines.append(block[start..<(place - 1)])
                start = place + 1
            } else if block[place] != 0x0D || place + 1 == block.endIndex || block[place + 1] != 0x0A {
                throw .malformed("a header of a part contains a control character")
            }
        }
        lines.append(block[start...])
        return lines
    }
}

/// Why a form with files is not read.
enum MultipartFault: Error, Equatable {
    case malformed(String)
    /// It brings a file, and none is taken from whoever sent it.
    case noFiles
    /// More than somebody may send; the same form with less would be read.
    case tooLarge(String)
}
