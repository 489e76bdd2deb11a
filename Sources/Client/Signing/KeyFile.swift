import Foundation
import Ledger

/// Files of keys as OpenSSH writes them.
package enum KeyFile {
    /// The public key in the `.pub` file beside a file, or in the file itself; nil where neither is one.
    package static func publicKey(_ file: String) -> PublicKey? {
        for name in [file + ".pub", file] {
            if let key = try? read(name) { return key }
        }
        return nil
    }

    /// Whether a file begins as OpenSSH and PEM write private keys. No more of it is read.
    private static func isPrivate(_ file: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: file) else { return false }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: 10))?.elementsEqual("-----BEGIN".utf8) == true
    }

    /// Reads a `.pub` file as `ssh-keygen` does: the first line that is neither empty nor a comment, however lines end.
    package static func read(_ file: String) throws(Failure) -> PublicKey {
        let name = Visible.text(file)
        guard !isPrivate(file) else {
            throw .usage("\(name) holds a private key, which stays with its owner; give the .pub file beside it")
        }
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
            throw .usage("there is no file \(name)")
        }
        guard !data.starts(with: [0xff, 0xfe]), !data.starts(with: [0xfe, 0xff]) else {
            throw .usage("\(name) is saved as UTF-16; save it as UTF-8")
        }
        let text = String(decoding: data.starts(with: [0xef, 0xbb, 0xbf]) ? data.dropFirst(3) : data, as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).lazy.map { $0.trimmingCharacters(in: .whitespaces) }
        guard let line = lines.first(where: { !$0.isEmpty && !$0.hasPrefix("#") }) else {
            throw .usage("\(name) is empty")
        }
        do throws(Malformed) { return try PublicKey(openSSH: line) } catch {
            throw .usage("\(name) does not contain a public key that can be used here: \(Visible.text(error.what))")
        }
    }

    /// Makes a key pair with ssh-keygen, which asks for passphrase, PIN and touch itself. Nothing is overwritten.
    package static func make(_ file: String, plain: Bool, comment: String, withoutPassphrase: Bool)
        throws(Failure) -> PublicKey
    {
        guard !FileManager.default.fileExists(atPath: file),
            !FileManager.default.fileExists(atPath: file + ".pub")
        else {
            throw .usage("\(Visible.text(file)) already exists; keys are never overwritten")
        }
        let sort =
            plain
            ? ["-t", "ed25519"]
            : ["-t", "ed25519-sk", "-O", "application=ssh:foureyes", "-O", "verify-required"]
        let made = try ChildRun.run(
            "ssh-keygen",
            ["-q"] + sort + (withoutPassphrase ? ["-N", ""] : []) + ["-C", comment, "-f", file],
            isTerminal: true, seconds: 300)
        guard made.status == 0, let key = publicKey(file) else {
            throw .unavailable("ssh-keygen did not make a key; see its message above")
        }
        return key
    }
}
