import Foundation
import Ledger

/// The log keys' files: text in the form of Go's note package, readable by their owner alone.
enum FolderKeys {
    /// A new key from the operating system's randomness.
    static func make(name: String) throws(StoreError) -> NoteSigner {
        do throws(Malformed) { return try NoteSigner(name: name, seed: Randomness.bytes(32)) } catch {
            throw StoreError(
                .folder, "\(name) cannot be the name of a log: \(error).", remedy: "Choose a different origin.")
        }
    }

    /// Writes a key to a file that must not be there yet.
    static func write(_ signer: NoteSigner, to path: String) throws(StoreError) {
        try DurableFile.write(Array((signer.privateText + "\n").utf8), to: path, mode: 0o600, exclusive: true)
    }

    /// Reads a key. Messages never quote the file.
    static func read(_ path: String) throws(StoreError) -> NoteSigner {
        guard let text = try text(of: path, "log key") else {
            throw StoreError(
                .folder, "The log key \(path) is missing.",
                remedy: Remedy.of(path))
        }
        guard let signer = try? NoteSigner(privateText: text), signer.key.sort == .note
        else {
            throw StoreError(
                .otherKey, "\(path) is not a log key in the form PRIVATE+KEY+name+id+base64.",
                remedy: Remedy.of(path))
        }
        return signer
    }

    /// This machine's key, made where there is none: that people have enrolled it, the ledger tells.
    static func machine(_ path: String) throws(StoreError) -> MachineSigner {
        guard let text = try text(of: path, "machine's key") else {
            guard let signer = try? MachineSigner(seed: Randomness.bytes(32)) else {
                throw StoreError(.folder, "The machine key could not be made.", remedy: "Start the server again.")
            }
            try DurableFile.write(
                Array((signer.privateText + "\n").utf8), to: path, mode: 0o600, exclusive: true)
            return signer
        }
        guard let signer = try? MachineSigner(privateText: text) else {
            throw StoreError(
                .otherKey, "\(path) is not a machine key.",
                remedy: Remedy.of(path))
        }
        return signer
    }

    /// A new secret of 32 bytes as 64 hex digits and LF, in a file that must not be there yet.
    static func createSecret(at path: String) throws(StoreError) {
        try DurableFile.write(
            Array((Hex.text(Randomness.bytes(32)) + "\n").utf8), to: path, mode: 0o600, exclusive: true)
    }

    /// Such a secret; nil where there is none.
    static func secret(_ path: String, _ noun: String) throws(StoreError) -> [UInt8]? {
        guard let text = try text(of: path, noun) else { return nil }
        guard text.utf8.count == 64, let digest = Digest(hex: text) else {
            throw StoreError(
                .otherKey, "\(path) is not a \(noun): it must have 64 hex digits and a line feed.",
                remedy: Remedy.of(path))
        }
        return digest.bytes
    }

    /// The one line of a file that its owner alone may read; nil where there is none. No message quotes it.
    private static func text(of path: String, _ noun: String) throws(StoreError) -> String? {
        guard let bytes = try DurableFile.read(path) else { return nil }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw StoreError(
                .unsafe, "Others than its owner can read the \(noun) \(path).", remedy: "chmod 600 \(path)")
        }
        // What has no line feed at its end is not whole; no key's text is empty.
        guard bytes.last == 0x0a else { return "" }
        return String(validating: bytes.dropLast(), as: UTF8.self) ?? ""
    }
}
