import Foundation
import Ledger

/// Signs a statement line with the person's own key, by stock `ssh-keygen`: a key file, a FIDO key, or a public key
/// whose private part an agent holds. No private key is ever read here (SP-4.1.1b).
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
                "ssh-keygen did not sign with \(Visible.text(file)); see its message above")
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
                    "The output of ssh-keygen is not a signature on this statement: \(error.description)."))
        }
        if let publicKey, signed.signature.key != publicKey {
            throw .alarm(
                Alarm(
                    .signature, "The signature was made with a different key than \(Visible.text(file))."))
        }
        return submission
    }
}
