import Crypto

/// What binds a statement to detached content (P-6): HMAC-SHA-256 over the statement's names, the part's
/// name and the content.
///
/// The key is 32 random bytes, one for each part, and is in the vault with the content: without it nobody
/// can find a short text by trying, and when both are erased the commitment says nothing. Origin, signer,
/// request, kind and name stand in it, so that no opening fits another statement.
package func commitment(
    key: [UInt8], origin: String, signer: Signer, request: Request, kind: String, name: String,
    content: [UInt8]
) -> Digest {
    var message = SSHWriter()
    message.string(origin)
    message.string(signer.text)
    message.string(request.hex)
    message.string(kind)
    message.string(name)
    message.uint64(UInt64(content.count))
    message.raw(content)
    let code = HMAC<SHA256>.authenticationCode(for: message.bytes, using: SymmetricKey(data: key))
    return code.withUnsafeBytes { Digest(bytes: $0) } ?? .ofNothing
}

extension Statement {
    /// Whether the content and key open the part of that name; false also when there is no such part, or the
    /// key is not 32 bytes long.
    package func opens(part name: String, key: [UInt8], content: [UInt8]) -> Bool {
        guard key.count == 32, let part = detached.first(where: { $0.name.utf8.elementsEqual(name.utf8) })
        else { return false }
        let opened = commitment(
            key: key, origin: origin, signer: signer, request: request, kind: kind, name: name,
            content: content)
        return opened == part.commitment
    }
}
