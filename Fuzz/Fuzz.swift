import Attachments
import Ledger

/// The decoders that face the outside, for libFuzzer: none may trap, and what one accepts encodes to itself.
///
/// The first byte of the input chooses the decoder, so that one binary serves all of them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    switch start[0] % 13 {
    case 0:
        if let statement = try? Statement(line: bytes[...]) { precondition(statement.line() == bytes) }
    case 1:
        if let json = try? JSON(enclosed: bytes) { precondition(json.written() == bytes) }
    case 2:
        if let entry = try? Entry(bytes: bytes) { precondition(entry.bytes == bytes) }
        _ = CheckedLeaf(checking: bytes)
    case 3:
        if let key = try? PublicKey(blob: bytes) { precondition(key.blob == bytes) }
        if let blob = try? Armour.blob(bytes[...]) { precondition(Armour.written(blob) == bytes) }
    case 4:
        if let note = try? Note(bytes: bytes) { precondition(note.bytes == bytes) }
        if let checkpoint = try? Checkpoint(text: bytes) { precondition(checkpoint.text == bytes) }
        if let refusal = try? RefusalNote(text: bytes) { precondition(refusal.text == bytes) }
    case 5:
        if let value = try? CBOR(bytes[...]) { precondition(value.encoded == bytes) }
    case 6: _ = try? AuthenticatorData(bytes[...])
    case 7:
        for use in [ClientData.Use.get, .create] {
            if let data = try? ClientData(bytes[...], type: use) { precondition(data.bytes.elementsEqual(bytes)) }
        }
        _ = try? SignatureNumbers(der: bytes)
    case 8:
        // No field is lost or won when its fields are written anew.
        if let form = Form(encoded: bytes) {
            let written = form.fields.map { encoded($0.name) + "=" + encoded($0.value) }.joined(separator: "&")
            precondition(Form(encoded: written.utf8)?.fields.count == form.fields.count)
        }
    case 9:
        if let line = try? JournalLine(bytes: bytes) { precondition(line.bytes() == bytes) }
        if let json = try? JSON(statement: bytes[...]), let segment = try? Segment(body: json) {
            precondition(segment.body == json)
        }
        _ = try? JournalEntry(checking: bytes, origin: "formats.example/journal")
    case 10:
        // What was cleaned is clean, and of the same sort.
        if let attachment = try? Attachment(cleaning: bytes) {
            precondition(
                Attachment(clean: attachment.bytes) == attachment && attachment.bytes.count <= bytes.count + 64)
        }
    case 11: fuzzMultipart(bytes)
    default:
        let text = String(decoding: bytes, as: UTF8.self)
        if let path = ExportPath(text) { precondition(path.text == text) }
        if let path = TilePath(.entries, index: 0, width: 1 + count % 255),
            let entries = try? EntryBundle.decoded(bytes, as: path),
            let again = try? EntryBundle.encoded(entries.map { Array($0) })
        {
            precondition(again == bytes)
        }
    }
    return 0
}

/// However the bytes are cut into pieces, the same form comes out of them, or none.
private func fuzzMultipart(_ bytes: [UInt8]) {
    let limits = MultipartReader.Limits(fileBytes: 1000, filesBytes: 2000, files: 3, textBytes: 1000)
    func read(by length: Int) -> (Form, [UploadedFile])? {
        guard var reader = MultipartReader(contentType: "multipart/form-data; boundary=b", limits: limits) else {
            return nil
        }
        for start in stride(from: 0, to: bytes.count, by: length) {
            do { try reader.take(bytes[start..<min(start + length, bytes.count)]) } catch { return nil }
        }
        return (try? reader.finished()).map { ($0, reader.files) }
    }
    let (whole, single) = (read(by: max(bytes.count, 1)), read(by: 1))
    precondition(whole?.0 == single?.0 && whole?.1 == single?.1)
}
