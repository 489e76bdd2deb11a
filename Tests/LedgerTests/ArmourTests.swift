import Ledger
import TestWorld
import Testing

/// Goal: one armour for each blob, and it is OpenSSH's.
@Suite struct ArmourTests {
    @Test("P-2: armours of every length are read as they are written")
    func lengths() throws {
        for length in 1...320 {
            let blob = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 31 + length) }
            #expect(try Armour.blob(Armour.written(blob)[...]) == blob)
        }
        #expect(throws: Malformed.self) { try Armour.blob(Armour.written([])[...]) }
    }

    @Test("P-2: an armour changed in one byte is refused or another blob")
    func changes() throws {
        let blob = (0..<157).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let armour = Armour.written(blob)
        for place in armour.indices {
            for byte in [0x00, 0x0a, 0x0d, 0x20, 0x3d, 0x41, 0x2d, 0xff] as [UInt8]
            where armour[place] != byte {
                var changed = armour
                changed[place] = byte
                if let read = try? Armour.blob(changed[...]) {
                    #expect(read != blob)
                    #expect(Armour.written(read) == changed)
                }
                changed = armour
                changed.insert(byte, at: place)
                #expect((try? Armour.blob(changed[...])).map { Armour.written($0) == changed } ?? true)
            }
            var shorter = armour
            shorter.remove(at: place)
            #expect((try? Armour.blob(shorter[...])).map { Armour.written($0) == shorter } ?? true)
            #expect(throws: Malformed.self) { try Armour.blob(armour.prefix(place)) }
        }
    }

    @Test(
        "P-2: signatures of OpenSSH are read, and refused for their namespace alone",
        .enabled(if: SharedVectors.present, SharedVectors.absent),
        arguments: ["ed25519", "ecdsa", "ed25519_sk", "ecdsa_sk", "ecdsa_sk_webauthn"])
    func openSSHSignatures(name: String) throws {
        let armour = try SharedVectors.bytes("sshsig/\(name).sig")
        #expect(try Armour.written(Armour.blob(armour[...])) == armour)
        #expect(throws: Malformed("P-2", "the namespace is not statement@foureyes")) {
            try Submission(bytes: Samples.statement().line() + armour)
        }
    }

    @Test(
        "P-2: keys of other types are refused", .enabled(if: SharedVectors.present, SharedVectors.absent),
        arguments: ["rsa"])
    func otherKeys(name: String) throws {
        let armour = try SharedVectors.bytes("sshsig/\(name).sig")
        #expect(throws: Malformed("P-2", "the type of the key is not allowed")) {
            try Submission(bytes: Samples.statement().line() + armour)
        }
    }
}
