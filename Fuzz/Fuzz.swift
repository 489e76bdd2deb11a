import Ledger

/// The decoders that face the outside, for libFuzzer: none may trap, and what one accepts encodes to itself.
///
/// The first byte of the input chooses the decoder, so that one binary serves all of them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    switch start[0] % 10 {
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
