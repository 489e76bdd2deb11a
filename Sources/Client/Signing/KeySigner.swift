import Foundation
import Ledger

/// Signs a statement line with the person's own key, by stock `ssh-keygen`: a key file, a FIDO key, or a public key
/// whose private part an agent holds. No private key is ever read here.
package struct KeySigner: Sendable {
    /// The file that `ssh-keygen -f` gets.
    package let file: String
    /// Its public key, where a `.pub` file says it.
    package let publicKey: PublicKey?
    private let environment: [String: String]
    /// Time for a touch and a PIN.
    private static let seconds = 120

    package init(file: String, environment: [String: String] = [:]) throws(Failure) {
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw .usage("there is no key file \(Visible.text(file))")
        }
        self.file = file
        self.environment = environment
        publicKey = KeyFile.publicKey(file)
    }

    /// What ssh-keygen signs over bytes in a namespace, as it wrote it: nobody has looked at it yet.
    package func armour(over bytes: [UInt8], namespace: String) throws(Failure) -> [UInt8] {
        let made = try ChildRun.run(
            "ssh-keygen", ["-Y", "sign", "-q", "-f", file, "-n", namespace], input: bytes,
            environment: environment, seconds: Self.seconds)
        guard made.status == 0 else {
            throw .unavailable(
                "ssh-keygen did not sign with \(Visible.text(file)); what it said stands above")
        }
        return made.output
    }

    /// The submission: line and armour. What ssh-keygen made is checked by our own reader before anybody sees it.
    package func sign(_ statement: Statement) throws(Failure) -> Submission {
        let line = statement.line()
        let armour = try armour(over: line, namespace: "statement@foureyes")
        let submission: Submission
        let signed: VerifiedStatement
        do throws(Malformed) {
            submission = try Submission(bytes: line + armour)
            signed = try submission.verified()
        } catch {
            throw .alarm(
                Alarm(
                    .signature,
                    "What ssh-keygen made is no signature on this statement: \(error.description)."))
        }
        if let publicKey, signed.signature.key != publicKey {
            throw .alarm(
                Alarm(
                    .signature, "Another key than \(Visible.text(file)) signed."))
        }
        return submission
    }
}

/// Files of keys as OpenSSH writes them.
package enum KeyFile {
    /// The public key that a file, or the `.pub` file beside it, holds; nil where neither is one.
    package static func publicKey(_ file: String) -> PublicKey? {
        for name in [file, file + ".pub"] {
            guard let text = try? String(contentsOfFile: name, encoding: .utf8) else { continue }
            let line = text.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
            if let key = try? PublicKey(openSSH: line) { return key }
        }
        return nil
    }

    /// Makes a key pair with ssh-keygen, which asks for passphrase, PIN and touch itself. Nothing is overwritten.
    package static func make(_ file: String, plain: Bool, comment: String, withoutPassphrase: Bool)
        throws(Failure) -> PublicKey
    {
        guard !FileManager.default.fileExists(atPath: file),
            !FileManager.default.fileExists(atPath: file + ".pub")
        else {
            throw .usage("\(Visible.text(file)) exists already; no key is overwritten")
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
            throw .unavailable("ssh-keygen made no key; what it said stands above")
        }
        return key
    }
}
