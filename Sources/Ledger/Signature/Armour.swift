/// The text around an SSHSIG blob, exactly as OpenSSH writes it (PROTOCOL.sshsig, P-2).
///
/// `ssh-keygen` also reads one long line, other widths and text behind the end (measured): one signature
/// would have many entries. Here a blob has one armour.
package enum Armour {
    private static let begin: [UInt8] = Array("-----BEGIN SSH SIGNATURE-----\n".utf8)
    private static let end: [UInt8] = Array("-----END SSH SIGNATURE-----\n".utf8)
    private static let width = 70

    /// The armour of a blob, with its last LF.
    package static func written(_ blob: [UInt8]) -> [UInt8] {
        var armour = begin
        for (place, letter) in Base64.encoded(blob).enumerated() {
            if place > 0, place % width == 0 { armour.append(0x0a) }
            armour.append(letter)
        }
        armour.append(0x0a)
        return armour + end
    }

    /// The blob of an armour; throws for every text that `written` would not write.
    package static func blob(_ armour: ArraySlice<UInt8>) throws(Malformed) -> [UInt8] {
        guard armour.starts(with: begin) else {
            throw Malformed("P-2", "the line after the statement does not begin a signature")
        }
        guard armour.count > begin.count + end.count, armour.suffix(end.count).elementsEqual(end) else {
            throw Malformed("P-2", "the signature does not end where it should")
        }
        let lines = armour.dropFirst(begin.count).dropLast(end.count)
        var letters: [UInt8] = []
        letters.reserveCapacity(lines.count)
        for (place, byte) in lines.enumerated() {
            // An LF is behind 70 letters and behind the last ones, nowhere else, and never alone in its
            // line.
            let column = place % (width + 1)
            let endsLine = column == width || place == lines.count - 1
            guard (byte == 0x0a) == endsLine, !(endsLine && column == 0) else {
                throw Malformed(
                    "P-2", "the lines of the signature are not 70 letters and a last one of 1 to 70")
            }
            if !endsLine { letters.append(byte) }
        }
        guard let blob = Base64.decoded(letters), !blob.isEmpty else {
            throw Malformed("P-2", "the signature is not base64 as OpenSSH writes it")
        }
        return blob
    }
}
