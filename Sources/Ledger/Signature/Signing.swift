import Crypto

/// What is signed for a statement: the SSHSIG bytes over the line *with* its LF (PROTOCOL.sshsig, P-2).
///
/// A FIDO key signs them by way of `authenticatorMessage`; for a passkey they are the challenge.
package func signedData(line: ArraySlice<UInt8>) -> [UInt8] {
    signedData(line: line, namespace: SSHSignature.namespace)
}

/// The same in any namespace.
package func signedData(line: ArraySlice<UInt8>, namespace: String) -> [UInt8] {
    var data = SSHWriter(SSHSignature.magic.utf8)
    data.string(namespace)
    data.string("")
    data.string(SSHSignature.hashName)
    data.string(Array(SHA512.hash(data: line)))
    return data.bytes
}

/// What is signed for a statement, from a whole array.
package func signedData(line: [UInt8]) -> [UInt8] { signedData(line: line[...]) }

/// What an authenticator signs (PROTOCOL.u2f; WebAuthn, "Authenticator Data"): the hash of its application,
/// flags, counter, extensions, and the hash of `text`.
///
/// `text` is the signed data for an SSH key, the client data for a passkey.
package func authenticatorMessage(
    application: String, flags: UInt8, counter: UInt32, extensions: ArraySlice<UInt8> = [],
    text: ArraySlice<UInt8>
) -> [UInt8] {
    var message = SSHWriter(Digest.of(Array(application.utf8)).bytes)
    message.byte(flags)
    message.uint32(counter)
    message.raw(extensions)
    message.raw(Digest.of(text).bytes)
    return message.bytes
}

/// The armour of a signature, as it is in an entry and as `ssh-keygen -Y verify` reads it.
///
/// `signatureBlob` is the inner signature with its type string (RFC 4253, 6.6); it is not checked here.
package func armour(
    publicKey: PublicKey, signatureBlob: [UInt8], namespace: String = "statement@foureyes"
) -> [UInt8] {
    var blob = SSHWriter(SSHSignature.magic.utf8)
    blob.uint32(1)
    blob.string(publicKey.blob)
    blob.string(namespace)
    blob.string("")
    blob.string(SSHSignature.hashName)
    blob.string(signatureBlob)
    return Armour.written(blob.bytes)
}
