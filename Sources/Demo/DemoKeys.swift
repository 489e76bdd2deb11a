import Foundation
import Ledger

/// The keys of the demonstration's people, one file each under `keys/`, made by stock `ssh-keygen` without passphrase.
///
/// Only `foureyes-demo` makes and uses them; a ledger that was not founded as a demonstration admits none of them,
/// because their people are not in it.
package struct DemoKeys: Sendable {
    package let folder: URL

    package init(folder: URL) { self.folder = folder }

    package func file(of person: String) -> URL { folder.appendingPathComponent(person) }

    /// Makes a key file if there is none, and returns the public key.
    package func key(of person: String) throws -> PublicKey {
        let file = file(of: person)
        if !FileManager.default.fileExists(atPath: file.path) {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            _ = try Program.run(
                "ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "demonstration \(person)", "-f", file.path])
        }
        let line = try String(contentsOf: file.appendingPathExtension("pub"), encoding: .utf8)
        return try PublicKey(openSSH: line.trimmingCharacters(in: .newlines))
    }

    /// The armour of a person's signature over a statement line, made by stock `ssh-keygen`.
    package func armour(line: [UInt8], by person: String) throws -> [UInt8] {
        try Program.run(
            "ssh-keygen", ["-q", "-Y", "sign", "-n", "statement@foureyes", "-f", file(of: person).path], input: line)
    }
}
