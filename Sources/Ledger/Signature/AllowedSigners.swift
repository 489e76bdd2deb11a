/// Lines for the `allowed_signers` file of `ssh-keygen -Y verify`, so that an entry can be checked by hand
/// (P-2).
package enum AllowedSigners {
    /// One line with its LF: the principal, the one namespace, the key.
    ///
    /// A principal with a comma, a space, a line end or `*` would let one key speak for others (measured
    /// with `*`), so it is 1 to 64 of `[A-Za-z0-9._@-]`, beginning with a letter or digit; throws otherwise.
    package static func line(principal: String, key: PublicKey) throws(Malformed) -> String {
        let letters = principal.utf8
        guard let first = letters.first, letters.count <= 64, Grammar.isLetterOrDigit(first),
            letters.allSatisfy({
                Grammar.isLetterOrDigit($0) || $0 == 0x2e || $0 == 0x5f || $0 == 0x40 || $0 == 0x2d
            })
        else { throw Malformed("P-2", "the name cannot be used in allowed_signers") }
        return "\(principal) namespaces=\"\(SSHSignature.namespace)\" \(key.openSSH)\n"
    }

    /// The line of a signer of the ledger.
    package static func line(signer: Signer, key: PublicKey) -> String {
        "\(signer.text) namespaces=\"\(SSHSignature.namespace)\" \(key.openSSH)\n"
    }
}
