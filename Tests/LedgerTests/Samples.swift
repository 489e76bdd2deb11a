import Ledger
import TestWorld

/// Statements and keys that the tests of this target share.
enum Samples {
    static let claimed = Time.earliest.adding(1_795_340_400)

    static func statement(_ change: (inout Statement) -> Void = { _ in }) -> Statement {
        var statement = Statement(
            body: .object(of: ["fate": .string("erased-and-stored"), "medium": .string("M-147")]),
            claimed: claimed, kind: "register/medium.retire", origin: "demonstration/vectors.example",
            request: Request(high: 0xd2d3_0ec8_e92d_0d6e, low: 0x3cbe_4cac_8a87_d801), ledger: .empty,
            signer: .person(17), under: ["SP-2.2.3.3a"], until: claimed.adding(3600))
        change(&statement)
        return statement
    }

    /// A statement with every member, two of each list.
    static let full = statement {
        $0.detached = [
            DetachedPart(audience: "board", commitment: .of([2]), exception: "CE-3", name: "evidence"),
            DetachedPart(audience: "everyone", commitment: .of([1]), name: "reason"),
        ]
        $0.enclosures = [Enclosure(of: [3]), Enclosure(of: [])].sorted { $0.sha256 < $1.sha256 }
        $0.of = .of([4])
        $0.slot = "second"
        $0.under.append("A-412")
        $0.unheard = [Digest.of([5]), Digest.of([6])].sorted()
    }

    /// One key of each form.
    static let keys: [SoftwareKey] = [
        SoftwareKey(.ed25519, seed: "a"), SoftwareKey(.ecdsa, seed: "a"), SoftwareKey(.skEd25519, seed: "a"),
        SoftwareKey(.skECDSA, seed: "a"), .passkey(seed: "a"),
    ]

    static func line(_ text: String) -> [UInt8] { Array((text + "\n").utf8) }
}
