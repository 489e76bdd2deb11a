/// A PDF (ISO 32000) as it came, but for what stands behind its end.
///
/// What a PDF says of its author lies anywhere in it, compressed and by offsets from the start, so it cannot be cut out; a
/// program that did it by halves would promise what is not so (decision 0060). Nothing in it is run or shown here.
enum PDFForm {
    static let signature = Array("%PDF-".utf8)
    private static let end = Array("%%EOF".utf8), offset = Array("startxref".utf8)

    static func cleaned(_ bytes: [UInt8]) throws(AttachmentFault) -> [UInt8] {
        guard bytes.count >= 8, [0x31, 0x32].contains(bytes[5]), bytes[6] == 0x2E, digits.contains(bytes[7]) else {
            throw AttachmentFault("this PDF has no version")
        }
        // The last end that an offset stands before, as every version of the format asks: readers begin there.
        var last = bytes.count - end.count
        while last > signature.count {
            if bytes[last] == end[0], bytes[last...].starts(with: end), follows(offset: bytes[..<last]) {
                return Array(bytes[..<(last + end.count)]) + lineEnd(bytes[(last + end.count)...])
            }
            last -= 1
        }
        throw AttachmentFault("this PDF has no end: was it cut off?")
    }

    /// Whether `startxref`, a number and white space end the bytes.
    private static func follows(offset bytes: ArraySlice<UInt8>) -> Bool {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        func dropped(_ rest: ArraySlice<UInt8>, _ gone: (UInt8) -> Bool) -> ArraySlice<UInt8> {
            // Bounded: a hostile file has this anywhere, and each look is short.
            var rest = rest, left = 32
            while let last = rest.last, gone(last), left > 0 { (rest, left) = (rest.dropLast(), left - 1) }
            return rest
        }
        let number = dropped(bytes, isSpace), word = dropped(number, digits.contains)
        guard word.endIndex < number.endIndex else { return false }
        return dropped(word, isSpace).suffix(offset.count).elementsEqual(offset)
    }

    private static func lineEnd(_ rest: ArraySlice<UInt8>) -> [UInt8] {
        if rest.starts(with: [0x0D, 0x0A]) { return [0x0D, 0x0A] }
        return rest.first.map { $0 == 0x0A || $0 == 0x0D ? [$0] : [] } ?? []
    }

    private static let digits: ClosedRange<UInt8> = 0x30...0x39
}
