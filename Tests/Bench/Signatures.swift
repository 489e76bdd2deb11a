import Ledger
import TestWorld

extension Bench {
    /// What one core checks: statements signed on an own machine, on a page, and sign-ins (P-2, P-20).
    static func signatures(_ ledger: BenchLedger) throws {
        let statement = try Entry(bytes: ledger.entries[ledger.entries.count - 1]).statement
        let line = statement.line()
        for (name, key) in [
            ("ed25519", SoftwareKey(.ed25519, seed: "bench")), ("FIDO P-256", SoftwareKey(.skECDSA, seed: "bench")),
            ("a passkey’s, on a page", SoftwareKey.passkey(seed: "bench")),
        ] {
            let bytes = line + key.armour(line: line)
            _ = try Submission(bytes: bytes).verified()
            let best = seconds { for _ in 0..<1000 { _ = try? Submission(bytes: bytes).verified() } }
            Self.line("signature checked, \(name)", String(format: "%.0f/s on one core", 1000 / best))
        }
        let signer = try BenchSigner(seed: Array(repeating: 7, count: 32))
        let text = SignInText.bytes(
            origin: "demonstration/ca.example/bench", at: "https://ca.example",
            challenge: String(repeating: "A", count: 43))
        let armour = try signer.armour(over: text, namespace: SignInText.namespace)
        _ = try SignInText.verified(armour, over: text)
        let best = seconds { for _ in 0..<1000 { _ = try? SignInText.verified(armour, over: text) } }
        Self.line("sign-in checked, ed25519", String(format: "%.0f/s on one core", 1000 / best))
    }
}
