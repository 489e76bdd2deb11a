/// A PNG (W3C, third edition) with the chunks that make its pixels, and the orientation.
///
/// Text, times, Exif, colour profiles, animation and every chunk that we do not know go; a critical chunk that we do not
/// know is refused, because no reader may pass over it. After IEND nothing is kept.
struct PNGForm {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private let given: BigEndian
    private var place = PNGForm.signature.count
    private var header: PNGHeader?
    private var before: [UInt8] = [], pixels: [UInt8] = []
    private var paletteCount: Int?, hasTransparency = false, pixelsEnded = false
    private var orientation: UInt8?, hasExif = false

    static func cleaned(_ bytes: [UInt8]) throws(AttachmentFault) -> [UInt8] {
        var form = PNGForm(given: BigEndian(bytes))
        form.pixels.reserveCapacity(bytes.count)
        while try form.takeChunk() {}
        var cleaned = signature + form.before
        if let orientation = form.orientation { cleaned += chunk("eXIf", Orientation.tiff(orientation)) }
        return cleaned + form.pixels + chunk("IEND", [])
    }

    private init(given: BigEndian) { self.given = given }

    /// Reads one chunk; false after IEND.
    private mutating func takeChunk() throws(AttachmentFault) -> Bool {
        guard let length = given.u32(place) else { throw cut }
        guard length < 1 << 31, let whole = given.part(place, count: 12 + length) else { throw cut }
        place += whole.count
        let typed = whole.dropFirst(4).dropLast(4), data = typed.dropFirst(4)
        guard given.u32(whole.endIndex - 4) == Int(CRC32.of(typed)) else {
            throw broken("a checksum is wrong")
        }
        let type = String(decoding: typed.prefix(4), as: UTF8.self)
        guard typed.prefix(4).allSatisfy({ (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }) else {
            throw broken("a chunk has no name")
        }
        guard (header == nil) == (type == "IHDR") else {
            throw broken("its header is not its first chunk, or not its only one")
        }
        if !pixels.isEmpty, type != "IDAT" { pixelsEnded = true }
        switch type {
        case "IHDR":
            let read = try PNGHeader(data)
            header = read
            before += whole
        case "PLTE": try takePalette(whole, data)
        case "tRNS": try takeTransparency(whole, data)
        case "IDAT":
            guard !pixelsEnded else { throw broken("its pixels are in two places") }
            guard header?.colour != 3 || paletteCount != nil else { throw broken("its palette is missing") }
            pixels += whole
        case "IEND":
            guard data.isEmpty, !pixels.isEmpty else { throw broken("it has no pixels") }
            return false
        case "eXIf" where !hasExif:
            hasExif = true
            orientation = Orientation.read(data)
        default:
            // A capital first letter: no reader may pass over it.
            guard typed.first.map({ $0 & 0x20 != 0 }) == true else {
                throw broken("it has an unknown critical chunk")
            }
        }
        return true
    }

    /// A palette is part of the picture where pixels are its numbers; elsewhere it is a hint, and goes.
    private mutating func takePalette(_ whole: ArraySlice<UInt8>, _ data: ArraySlice<UInt8>) throws(AttachmentFault) {
        guard paletteCount == nil, pixels.isEmpty, !hasTransparency, data.count % 3 == 0, (3...768).contains(data.count)
        else { throw broken("its palette is in the wrong place or of the wrong length") }
        paletteCount = data.count / 3
        if header?.colour == 3 { before += whole }
    }

    private mutating func takeTransparency(_ whole: ArraySlice<UInt8>, _ data: ArraySlice<UInt8>)
        throws(AttachmentFault)
    {
        let fits =
            switch header?.colour {
            case 0: data.count == 2
            case 2: data.count == 6
            case 3: (1...(paletteCount ?? 1)).contains(data.count) && paletteCount != nil
            default: false
            }
        guard fits, !hasTransparency, pixels.isEmpty else {
            throw broken("its transparency is in the wrong place or of the wrong length")
        }
        hasTransparency = true
        before += whole
    }

    static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let typed = Array(type.utf8) + data
        return BigEndian.bytes32(UInt32(data.count)) + typed + BigEndian.bytes32(CRC32.of(typed[...]))
    }

    private var cut: AttachmentFault { AttachmentFault("this PNG is cut off") }
    private func broken(_ what: String) -> AttachmentFault { PNGForm.broken(what) }
    static func broken(_ what: String) -> AttachmentFault { AttachmentFault("this PNG is broken: \(what)") }
}

/// Size and kind of the pixels.
struct PNGHeader {
    let colour: UInt8

    init(_ data: ArraySlice<UInt8>) throws(AttachmentFault) {
        let bytes = BigEndian(Array(data))
        guard data.count == 13, let width = bytes.u32(0), let height = bytes.u32(4), let depth = bytes.byte(8),
            let colour = bytes.byte(9), let depths = PNGHeader.depths[colour], depths.contains(depth),
            bytes.u16(10) == 0, let interlace = bytes.byte(12), interlace <= 1
        else { throw PNGForm.broken("its header cannot be read") }
        guard width > 0, height > 0 else { throw PNGForm.broken("it has no size") }
        guard width <= Attachment.pixelsMax / height else {
            throw AttachmentFault("it has more than \(Attachment.pixelsMax) pixels")
        }
        self.colour = colour
    }

    private static let depths: [UInt8: [UInt8]] = [
        0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
    ]
}
