import Client
import Foundation
import Ledger

/// The keys of the demonstration's people, one file each under `keys/`, made by stock `ssh-keygen` without passphrase.
///
/// Only `foureyes-demo` makes and uses them; a ledger that was not founded as a demonstration admits none of them,
/// because their people are not in it.
package struct DemoKeys: Sendable {
    package let folder: URL

    package init(folder: URL) { self.folder = folder }

    package func file(of person: String) -> String { folder.appendingPathComponent(person).path }

    /// Makes a key file if there is none, and returns the public key.
    package func key(of person: String) throws -> PublicKey {
        let file = file(of: person)
        if let known = KeyFile.publicKey(file) { return known }
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return try KeyFile.make(file, plain: true, comment: "demonstration \(person)", withoutPassphrase: true)
    }

    /// Puts the key file of one name in the place of another's, which is kept under its own: a person's new key signs for
    /// them from then on.
    package func replace(_ person: String, by name: String) throws {
        for end in ["", ".pub"] {
            try FileManager.default.moveItem(atPath: file(of: person) + end, toPath: file(of: "\(person)-lost") + end)
            try FileManager.default.moveItem(atPath: file(of: name) + end, toPath: file(of: person) + end)
        }
    }

    /// A statement signed with a person's key file, by stock `ssh-keygen` as everybody signs.
    package func sign(_ statement: Statement, by person: String) throws -> Submission {
        try KeySigner(file: file(of: person)).sign(statement)
    }
}
