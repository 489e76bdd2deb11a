import Crypto

/// r and s out of the DER that browsers hand over (X9.62): the one shortest form, since anything else would be a second
/// text of one signature.
package struct SignatureNumbers: Equatable {
    /// 32 bytes each.
    let r: [UInt8], s: [UInt8]

    package init(der: [UInt8]) throws(Malformed) {
        var rest = der[...]
        guard rest.popFirst() == 0x30, let length = rest.popFirst(), length < 0x80, rest.count == Int(length) else {
            throw Malformed("P-20", "the signature is not a sequence of two numbers in DER")
        }
        r = try SignatureNumbers.number(&rest)
        s = try SignatureNumbers.number(&rest)
        guard rest.isEmpty else { throw Malformed("P-20", "there are bytes after the signature") }
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) throws(Malformed) -> [UInt8] {
        let misfit = Malformed(
            "P-20", "a number of the signature is not positive, in its shortest form and of 256 bits")
        guard rest.popFirst() == 0x02, let length = rest.popFirst(), 1...33 ~= length, rest.count >= Int(length) else {
            throw misfit
        }
        var digits = rest.prefix(Int(length))
        rest = rest.dropFirst(Int(length))
        guard let first = digits.first, first < 0x80 else { throw misfit }
        if first == 0 {
            digits = digits.dropFirst()
            guard let second = digits.first, second >= 0x80 else { throw misfit }
        }
        guard digits.count <= 32 else { throw misfit }
        return [UInt8](repeating: 0, count: 32 - digits.count) + digits
    }

    static func isGood(_ numbers: SignatureNumbers, under key: PublicKey, over message: [UInt8]) -> Bool {
        guard let key = try? P256.Signing.PublicKey(x963Representation: key.point),
            let signature = try? P256.Signing.ECDSASignature(rawRepresentation: numbers.r + numbers.s)
        else { return false }
        // An array and no digest: with a digest the library would take it for hashed already.
        return key.isValidSignature(signature, for: message)
    }
}
