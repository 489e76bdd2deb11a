import Ledger

import enum Crypto.AES
import struct Crypto.SymmetricKey

/// The vault's key, `keys/vault.key`: it wraps the keys of the subjects, and opens nothing else.
///
/// So a copy of the databases opens nothing, not even with the subjects' keys in it; and these never stand in any
/// file as they are (docs/decisions/0017).
struct VaultKey: Sendable {
    private let key: SymmetricKey

    private init(_ key: SymmetricKey) { self.key = key }

    /// Makes a new one, in a file that must not be there yet.
    static func create(at path: String) throws(StoreError) {
        try FolderKeys.createSecret(at: path)
    }

    /// Reads it. Messages never quote the file.
    init(_ path: String) throws(StoreError) {
        guard let secret = try FolderKeys.secret(path, "vault's key") else {
            throw StoreError(
                .folder, "The vault key \(path) is missing.",
                remedy: Remedy.of(path))
        }
        key = SymmetricKey(data: secret)
    }

    /// A subject's key as it may be in a file.
    func wrapped(_ subjectKey: SymmetricKey, for holder: KeyHolder) throws(StoreError) -> [UInt8] {
        try Sealing.seal(subjectKey.withUnsafeBytes { Array($0) }, under: key, bound: holder.bound)
    }

    /// The key that was wrapped; nil where this is another vault's key, or somebody changed the bytes.
    func unwrapped(_ bytes: [UInt8], for holder: KeyHolder) -> SymmetricKey? {
        guard let plain = Sealing.open(bytes, under: key, bound: holder.bound), plain.count == 32 else { return nil }
        return SymmetricKey(data: plain)
    }
}

/// Whose key it is: one for each subject, audience and exception, so that erasing a person touches nobody else's.
struct KeyHolder: Hashable, Sendable {
    /// 16 random bytes by which sealed parts name the key; never given twice.
    let id: [UInt8]
    let subject: String
    let audience: String
    let exception: String

    var bound: [UInt8] { Sealing.bound("foureyes vault key 1", id, subject, audience, exception) }
}

/// AES-256-GCM with a random nonce; what a box is about is bound to it, so that none can be moved to another place.
enum Sealing {
    static func seal(_ plain: [UInt8], under key: SymmetricKey, bound: [UInt8]) throws(StoreError) -> [UInt8] {
        guard let box = try? AES.GCM.seal(plain, using: key, authenticating: bound).combined else {
            throw StoreError(.disk, "Content could not be encrypted.", remedy: "Check memory and disk.")
        }
        return [UInt8](box)
    }

    /// nil where it is not what was sealed with this key for this place.
    static func open(_ box: [UInt8], under key: SymmetricKey, bound: [UInt8]) -> [UInt8]? {
        guard let sealed = try? AES.GCM.SealedBox(combined: box),
            let plain = try? AES.GCM.open(sealed, using: key, authenticating: bound)
        else { return nil }
        return [UInt8](plain)
    }

    /// The associated data: SSH strings, so that no two places are written alike.
    static func bound(_ sort: String, _ bytes: [UInt8], _ texts: String...) -> [UInt8] {
        var writer = SSHWriter()
        writer.string(sort)
        writer.string(bytes)
        for text in texts { writer.string(text) }
        return writer.bytes
    }
}
