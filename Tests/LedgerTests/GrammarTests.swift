import Ledger
import Testing

/// Goal: the small grammars of P-1, each with what lies just outside.
@Suite struct GrammarTests {
    @Test(
        "P-1: kinds",
        arguments: [
            "authority/founding", "register/medium.retire", "authority/act.sign.2", "a/b.c.10", "a1/b-.c--",
            "a/b.c.29",
        ])
    func kinds(text: String) { #expect(Grammar.isKind(text)) }

    @Test(
        "P-1: no kinds",
        arguments: [
            "", "/", "a", "a/", "/a", "a/b/c", "a//b", "a/b.", "a/.b", "a/b..c", "a/b.c.", "a/b.c.1",
            "a/b.c.0",
            "a/b.c.02", "a/b.c.d", "a/b.2", "a/b.c.2.3", "A/b", "a/B", "1/b", "a/1", "-a/b", "a_b/c", "a/b c",
            "a/é",
            "a/b.c.２", "a/b\n",
        ])
    func noKinds(text: String) { #expect(!Grammar.isKind(text)) }

    @Test("P-1: signers", arguments: ["p0", "p1", "p17", "m1", "m412", "p9007199254740991"])
    func signers(text: String) { #expect(Signer(text)?.text == text) }

    @Test(
        "P-1: no signers",
        arguments: [
            "", "p", "m", "m0", "p00", "p01", "p-1", "p+1", "P1", "x1", "p1 ", " p1", "p1x", "1",
            "p9007199254740992",
            "p99999999999999999999", "p１", "board",
        ])
    func noSigners(text: String) { #expect(Signer(text) == nil) }

    @Test("P-1: hashes are 64 lower-case digits")
    func digests() {
        let digest = Digest.of(Array("abc".utf8))
        #expect(digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(bytes: digest.bytes) == digest)
        #expect(digest.base64 == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
        #expect(Digest(hex: digest.hex.uppercased()) == nil)
        #expect(Digest(hex: String(digest.hex.dropLast())) == nil)
        #expect(Digest(hex: digest.hex + "0") == nil)
        #expect(Digest(hex: String(repeating: "+1", count: 32)) == nil)
        #expect(Digest(bytes: [UInt8](repeating: 0, count: 31)) == nil)
        #expect(Digest(bytes: [UInt8](repeating: 0, count: 33)) == nil)
        #expect(Digest.ofNothing.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("P-1: hashes ascend as their texts do")
    func order() {
        let digests = (0..<200).map { Digest.of([$0]) }
        #expect(digests.sorted().map(\.hex) == digests.map(\.hex).sorted())
    }

    @Test("P-1: request ids are 32 lower-case digits")
    func requests() {
        let hex = "d2d30ec8e92d0d6e3cbe4cac8a87d801"
        #expect(Request(hex: hex)?.hex == hex)
        #expect(Request(hex: hex.uppercased()) == nil)
        #expect(Request(hex: hex + "0") == nil)
        #expect(Request(hex: "") == nil)
    }

    @Test("P-2: base64 has one text for each sequence of bytes")
    func base64() {
        for length in 0..<20 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 67 + 251) }
            #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
        }
        for bad in [
            "A", "AA", "AAA", "AR==", "AAB=", "A===", "====", "AA=A", "AA==AAAA", "AA-_", "AA= ", "AAA\n",
        ] {
            #expect(Base64.decoded(Array(bad.utf8)) == nil, "\(bad)")
        }
    }
}
