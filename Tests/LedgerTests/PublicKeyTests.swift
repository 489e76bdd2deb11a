import Ledger
import TestWorld
import Testing

/// Goal: no key that verifies more than its holder signed, and one blob for each key.
@Suite struct PublicKeyTests {
    private func ed25519(_ point: [UInt8]) -> [UInt8] {
        var blob = SSHWriter()
        blob.string("ssh-ed25519")
        blob.string(point)
        return blob.bytes
    }

    private func p256(_ point: some Collection<UInt8>, curve: String = "nistp256") -> [UInt8] {
        var blob = SSHWriter()
        blob.string("ecdsa-sha2-nistp256")
        blob.string(curve)
        blob.string(point)
        return blob.bytes
    }

    @Test("P-2: keys are read from their lines", arguments: Samples.keys)
    func lines(key: SoftwareKey) throws {
        let line = key.publicKey.openSSH
        #expect(try PublicKey(openSSH: line) == key.publicKey)
        #expect(try PublicKey(openSSH: line + " somebody@somewhere else\n") == key.publicKey)
        #expect(throws: Malformed.self) { try PublicKey(openSSH: "x" + line) }
        #expect(throws: Malformed.self) { try PublicKey(openSSH: " " + line) }
        #expect(throws: Malformed.self) { try PublicKey(openSSH: line.replacing(" ", with: "  ")) }
        #expect(throws: Malformed.self) { try PublicKey(openSSH: key.publicKey.type) }
        #expect(throws: Malformed.self) { try PublicKey(openSSH: "") }
    }

    @Test("P-2: a blob cut short or with bytes behind it is refused", arguments: Samples.keys)
    func lengths(key: SoftwareKey) {
        let blob = key.publicKey.blob
        for length in 0..<blob.count {
            #expect(throws: Malformed.self) { try PublicKey(blob: Array(blob.prefix(length))) }
        }
        #expect(throws: Malformed.self) { try PublicKey(blob: blob + [0]) }
        #expect(throws: Malformed.self) { try PublicKey(blob: [0xff, 0xff, 0xff, 0xff] + blob) }
    }

    private static let zeros = [UInt8](repeating: 0, count: 31)
    private static let ones = [UInt8](repeating: 0xff, count: 30)

    @Test(
        "P-2: Ed25519 keys of small order, or with y not below p, are refused",
        arguments: [
            zeros + [0], zeros + [0x80], [1] + zeros, [1] + zeros.dropLast() + [0x80],
            [0xec] + ones + [0x7f], [0xec] + ones + [0xff],
            [0xed] + ones + [0x7f], [0xee] + ones + [0x7f], [0xee] + ones + [0xff], [0xff] + ones + [0xff],
        ]
            + [
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            ].compactMap(Hex.bytes))
    func weakPoints(point: [UInt8]) {
        #expect(point.count == 32)
        #expect(throws: Malformed.self) { try PublicKey(blob: ed25519(point)) }
    }

    @Test("P-2: points of P-256 are uncompressed and on the curve")
    func curvePoints() throws {
        let point = Array(try #require(Samples.keys.first { $0.form == .ecdsa }).publicKey.blob.suffix(65))
        _ = try PublicKey(blob: p256(point))
        var off = point
        off[64] ^= 1
        let faults: [[UInt8]] = [
            off, [0x02] + point[1...32], [0x06 | point[64] & 1] + point[1...], [0x00], [], point + [0],
            [0x04],
            [0x04] + [UInt8](repeating: 0, count: 64), [0x04] + [UInt8](repeating: 0xff, count: 64),
        ]
        for fault in faults { #expect(throws: Malformed.self) { try PublicKey(blob: p256(fault)) } }
        #expect(throws: Malformed.self) { try PublicKey(blob: p256(point, curve: "nistp384")) }
    }

    @Test(
        "P-2: an application can be shown as it is",
        arguments: ["", "ssh:a b", "ssh:\n", "ssh:é", String(repeating: "a", count: 256)])
    func applications(application: String) {
        var blob = SSHWriter()
        blob.string("sk-ssh-ed25519@openssh.com")
        blob.string(Samples.keys[2].publicKey.blob.dropFirst(34).prefix(32))
        blob.string(application)
        #expect(throws: Malformed.self) { try PublicKey(blob: blob.bytes) }
    }

    @Test(
        "P-2: keys of OpenSSH are read, of the four types only",
        .enabled(if: SharedVectors.present, SharedVectors.absent))
    func openSSHKeys() throws {
        let types = [
            "ed25519": Form.ed25519, "ecdsa": .ecdsa, "ed25519_sk": .skEd25519, "ecdsa_sk": .skECDSA,
            "ecdsa_sk_webauthn": .webauthn,
        ]
        for (name, form) in types {
            let line = String(decoding: try SharedVectors.bytes("sshsig/\(name).pub"), as: UTF8.self)
            let key = try PublicKey(openSSH: line)
            #expect(key.keyType.isFIDO == (form != .ed25519 && form != .ecdsa))
            #expect(line.hasPrefix(key.openSSH))
        }
        for name in ["rsa", "mldsa44-ed25519"] {
            let line = String(decoding: try SharedVectors.bytes("sshsig/\(name).pub"), as: UTF8.self)
            #expect(throws: Malformed.self) { try PublicKey(openSSH: line) }
        }
    }

    @Test(
        "A48: a name cannot add a record to allowed_signers",
        arguments: [
            "", "*", "p1,p2", "p1 ", "p1\np2", "p1\tx", "p?", "!p1", "p1\"", "#p1", "é", "-p",
            String(repeating: "p", count: 65),
        ])
    func injection(name: String) {
        #expect(throws: Malformed.self) {
            try AllowedSigners.line(principal: name, key: Samples.keys[0].publicKey)
        }
    }

    @Test("A48: a line of allowed_signers names one signer, the namespace and the key")
    func allowedSigners() throws {
        let key = Samples.keys[0].publicKey
        let line = AllowedSigners.line(signer: .person(17), key: key)
        #expect(line == "p17 namespaces=\"statement@foureyes\" \(key.openSSH)\n")
        #expect(try AllowedSigners.line(principal: "p17", key: key) == line)
    }
}
