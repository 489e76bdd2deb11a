/// A JPEG (ITU-T T.81) without its application segments and comments: only what a decoder needs for the picture.
///
/// Every segment that is kept has exactly the length that its own content asks for, so no room is left in one for something
/// else; after the end of the image nothing is kept.
struct JPEGForm {
    /// More scans than any camera writes: each is a pass over the whole picture for whoever shows it.
    static let scansMax = 100

    private let given: BigEndian
    private var place = 2
    private var kept: [UInt8] = []
    private var isJFIF = false
    private var adobe: UInt8?
    private var orientation: UInt8?
    private var hasExif = false, hasFrame = false
    private var scans = 0

    static func cleaned(_ bytes: [UInt8]) throws(AttachmentFault) -> [UInt8] {
        var form = JPEGForm(given: BigEndian(bytes))
        form.kept.reserveCapacity(bytes.count)
        while try form.takeSegment() {}
        return form.head + form.kept
    }

    private init(given: BigEndian) { self.given = given }

    /// What stands before the tables: written by us, with the three facts that change how the picture looks.
    private var head: [UInt8] {
        var head: [UInt8] = [0xFF, 0xD8]
        if isJFIF { head += [0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0] }
        if let adobe { head += [0xFF, 0xEE, 0, 14] + Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, adobe] }
        if let orientation { head += [0xFF, 0xE1, 0, 34] + Orientation.exif + Orientation.tiff(orientation) }
        return head
    }

    /// Reads one marker and what belongs to it; false after the end of the image.
    private mutating func takeSegment() throws(AttachmentFault) -> Bool {
        guard given.byte(place) == 0xFF else { throw place < given.bytes.count ? broken("a marker is missing") : cut }
        // Any number of ff may stand before a marker.
        while given.byte(place) == 0xFF { place += 1 }
        guard let marker = given.byte(place) else { throw cut }
        place += 1
        if marker == 0xD9 {
            guard hasFrame, scans > 0 else { throw broken("it ends before the picture") }
            kept += [0xFF, 0xD9]
            return false
        }
        guard let length = given.u16(place) else { throw cut }
        guard length >= 2, let payload = given.part(place + 2, count: length - 2) else { throw cut }
        place += length
        switch marker {
        case 0xE0...0xEF, 0xFE: note(marker, payload)
        case 0xC0...0xC2:
            try checkFrame(payload)
            keep(marker, payload)
        case 0xC4, 0xDB, 0xDD:
            guard JPEGTables.fits(marker, payload) else { throw broken("a table has the wrong length") }
            keep(marker, payload)
        case 0xDA:
            try checkScan(payload)
            keep(marker, payload)
            takeScan()
        default: throw broken("it has a segment that browsers do not support")
        }
        return true
    }

    /// Of application segments only what changes the look is noted; comments go.
    private mutating func note(_ marker: UInt8, _ payload: ArraySlice<UInt8>) {
        switch marker {
        case 0xE0 where payload.starts(with: Array("JFIF".utf8) + [0]): isJFIF = true
        case 0xE1 where payload.starts(with: Orientation.exif) && !hasExif:
            hasExif = true
            orientation = Orientation.read(payload.dropFirst(Orientation.exif.count))
        case 0xEE where payload.count >= 12 && payload.starts(with: Array("Adobe".utf8)) && adobe == nil:
            // How colours are coded: 0 as they are, 1 YCbCr, 2 YCCK. Another number means nothing to anybody.
            let transform = payload[payload.startIndex + 11]
            adobe = transform <= 2 ? transform : nil
        default: break
        }
    }

    private mutating func checkFrame(_ payload: ArraySlice<UInt8>) throws(AttachmentFault) {
        let frame = BigEndian(Array(payload))
        guard !hasFrame else { throw broken("it has two frames") }
        guard let components = frame.byte(5), (1...4).contains(components), frame.byte(0) == 8,
            payload.count == 6 + 3 * Int(components), let height = frame.u16(1), let width = frame.u16(3)
        else { throw broken("its frame cannot be read") }
        guard height > 0, width > 0 else { throw broken("it has no size") }
        guard height * width <= Attachment.pixelsMax else {
            throw AttachmentFault("it has more than \(Attachment.pixelsMax) pixels")
        }
        hasFrame = true
    }

    private mutating func checkScan(_ payload: ArraySlice<UInt8>) throws(AttachmentFault) {
        guard hasFrame else { throw broken("a scan comes before the frame") }
        guard let components = payload.first, (1...4).contains(components), payload.count == 4 + 2 * Int(components)
        else { throw broken("a scan has the wrong length") }
        scans += 1
        guard scans <= JPEGForm.scansMax else { throw AttachmentFault("it has more than \(JPEGForm.scansMax) scans") }
    }

    /// The coded picture, up to the next marker that is no restart.
    private mutating func takeScan() {
        var from = place
        while place < given.bytes.count {
            guard given.bytes[place] == 0xFF else {
                place += 1
                continue
            }
            let first = place
            var next = place + 1
            while given.byte(next) == 0xFF { next += 1 }
            guard let byte = given.byte(next), byte == 0 || (0xD0...0xD7).contains(byte) else {
                kept += given.bytes[from..<first]
                place = first
                return
            }
            if next > first + 1 {
                // Filling before a restart or a coded ff goes.
                kept += given.bytes[from..<first]
                from = next - 1
            }
            place = next + 1
        }
        kept += given.bytes[from..<min(place, given.bytes.count)]
    }

    private mutating func keep(_ marker: UInt8, _ payload: ArraySlice<UInt8>) {
        let length = payload.count + 2
        kept += [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)]
        kept += payload
    }

    private var cut: AttachmentFault { AttachmentFault("this JPEG is cut off") }
    private func broken(_ what: String) -> AttachmentFault { AttachmentFault("this JPEG is broken: \(what)") }
}

/// Whether tables fill their segment exactly.
enum JPEGTables {
    static func fits(_ marker: UInt8, _ payload: ArraySlice<UInt8>) -> Bool {
        switch marker {
        case 0xDD: payload.count == 2
        case 0xDB: isFilled(payload) { table in table.first.map { $0 >> 4 == 0 ? 65 : 129 } }
        default:
            isFilled(payload) { huffman in
                guard huffman.count >= 17 else { return nil }
                let codes = huffman.dropFirst().prefix(16).reduce(0) { $0 + Int($1) }
                return codes <= 256 ? 17 + codes : nil
            }
        }
    }

    private static func isFilled(_ payload: ArraySlice<UInt8>, _ length: (ArraySlice<UInt8>) -> Int?) -> Bool {
        var rest = payload
        guard !rest.isEmpty else { return false }
        while !rest.isEmpty {
            guard let first = length(rest), first <= rest.count else { return false }
            rest = rest.dropFirst(first)
        }
        return true
    }
}
