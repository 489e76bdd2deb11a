/// The public key of a passkey in COSE form (RFC 9053), as far as this ledger admits one: ES256 on P-256.
///
/// The five members and no others, so one key has one form; that the point is on the curve is checked where the key is
/// made.
enum CredentialKey {
    private static let type = CBOR.unsigned(1), algorithm = CBOR.unsigned(3)
    private static let curve = CBOR.negative(0), x = CBOR.negative(1), y = CBOR.negative(2)

    /// The key for this RP id, as it is in the ledger.
    static func publicKey(_ cose: CBOR, rp: String) throws(Malformed) -> PublicKey {
        guard case .map(let members) = cose else { throw Malformed("P-20", "the key of the passkey is not a map") }
        guard members.first(where: { $0.key == algorithm })?.value == .negative(6) else {
            throw Malformed("P-20", "the passkey does not use ES256, the only allowed algorithm")
        }
        guard members.map(\.key) == [type, algorithm, curve, x, y], members[0].value == .unsigned(2),
            members[2].value == .unsigned(1), case .bytes(let east) = members[3].value,
            case .bytes(let north) = members[4].value, east.count == 32, north.count == 32
        else { throw Malformed("P-20", "the key of the passkey is not a point of P-256 in COSE form") }
        return try publicKey(point: [4] + east + north, rp: rp)
    }

    /// The key blob of OpenSSH: the application is the RP id.
    static func publicKey(point: [UInt8], rp: String) throws(Malformed) -> PublicKey {
        guard !rp.utf8.starts(with: Signature.sshApplication.utf8) else {
            throw Malformed("P-20", "the RP id must not begin with ssh:")
        }
        var blob = SSHWriter()
        blob.string("sk-ecdsa-sha2-nistp256@openssh.com")
        blob.string("nistp256")
        blob.string(point)
        blob.string(rp)
        return try PublicKey(blob: blob.bytes)
    }
}
