import Foundation
import Ledger
import TestWorld
import Testing

/// Goal: the keys of the test world make what OpenSSH takes too, and our verifier sees each change.
@Suite struct SoftwareSignatureTests {
    @Test("P-2: a signature of each form is good", arguments: Samples.keys)
    func good(key: SoftwareKey) throws {
        let verified = try key.submission(Samples.full).verified()
        #expect(verified.statement == Samples.full)
        #expect(verified.hash == Digest.of(Samples.full.line()))
        let signature = verified.signature
        #expect(signature.form == key.form && signature.key == key.publicKey)
        #expect(signature.isLocal == (key.form != .webauthn))
        #expect(signature.isFIDO == (key.form == .skEd25519 || key.form == .skECDSA))
        let hasFlags = key.form != .ed25519 && key.form != .ecdsa
        #expect(signature.userPresent == hasFlags && signature.userVerified == hasFlags)
        #expect(signature.webOrigin == (key.form == .webauthn ? "https://ca.example" : nil))
    }

    @Test("P-2: a signature is for one line", arguments: Samples.keys)
    func otherLine(key: SoftwareKey) throws {
        let armour = key.armour(line: Samples.full.line())
        let other = Samples.statement { $0.slot = "first" }
        let submission = try Submission(bytes: other.line() + armour)
        #expect(throws: Malformed.self) { try submission.verified() }
        // What the store checked before is taken as it is: that is the danger that `admitted` names.
        let entry = try Entry(bytes: submission.recorded(at: other.claimed))
        #expect(throws: Malformed.self) { try entry.verified() }
        #expect(entry.admitted().statement == other)
    }

    @Test(
        "P-20: a FIDO signature without touch is refused, one without verification says so",
        arguments: Samples.keys)
    func flags(key: SoftwareKey) throws {
        guard key.form != .ed25519, key.form != .ecdsa else { return }
        #expect(throws: Malformed.self) { try key.submission(Samples.full, userPresent: false) }
        if key.form == .webauthn {
            #expect(throws: Malformed.self) { try key.submission(Samples.full, userVerified: false) }
        } else {
            let verified = try key.submission(Samples.full, userVerified: false).verified()
            #expect(verified.signature.userPresent && !verified.signature.userVerified)
        }
    }

    @Test(
        "P-20: flags of an authenticator",
        arguments: [
            (0x05, true), (0x07, true), (0x25, true), (0x0d, true), (0x1d, true), (0x15, false),
            (0x45, false),
            (0x04, false), (0x00, false),
        ] as [(UInt8, Bool)])
    func flagTable(flags: UInt8, isGood: Bool) {
        let line = Samples.full.line()
        for key in Samples.keys.dropFirst(2) {
            let bytes = line + key.armour(line: line, flags: flags)
            #expect(((try? Submission(bytes: bytes).verified()) != nil) == isGood, "\(key.form)")
        }
    }

    @Test("P-20: the extension flag stands exactly if extension bytes do")
    func extensions() {
        let line = Samples.full.line()
        let key = Samples.keys[4]
        for (flags, extensions, isGood) in [
            (0x85, [0xa0], true), (0x85, [], false), (0x05, [0xa0], false), (0x05, [], true),
        ] as [(UInt8, [UInt8], Bool)] {
            let bytes = line + key.armour(line: line, flags: flags, extensions: extensions)
            #expect(((try? Submission(bytes: bytes).verified()) != nil) == isGood)
        }
    }

    @Test("P-2: the application tells the form")
    func applications() {
        for form in [Form.skEd25519, .skECDSA] {
            let key = SoftwareKey(form, seed: "b", application: "ca.example")
            #expect(throws: Malformed.self) { try key.submission(Samples.full) }
        }
        #expect(throws: Malformed.self) {
            try SoftwareKey.passkey(seed: "b", rpID: "ssh:foureyes").submission(Samples.full)
        }
    }

    @Test(
        "P-2: entries cut short, and lengths out of range, are refused and never trap",
        arguments: Samples.keys)
    func truncated(key: SoftwareKey) throws {
        let submission = try key.submission(Samples.full)
        let entry = submission.recorded(at: Samples.claimed)
        for length in 0..<entry.count {
            #expect(throws: Malformed.self) { try Entry(bytes: Array(entry.prefix(length))) }
            #expect(throws: Malformed.self) { try Entry(bytes: Array(entry.dropFirst(length + 1))) }
        }
        let blob = try Armour.blob(submission.bytes[Samples.full.line().count...])
        for place in blob.indices {
            for byte in [0x00, 0x7f, 0x80, 0xff] as [UInt8] {
                var changed = blob
                changed[place] = byte
                let bytes = Samples.full.line() + Armour.written(changed)
                guard let read = try? Submission(bytes: bytes).verified(), changed != blob else { continue }
                // Only reserved bits and the counter could differ, and those are signed.
                Issue.record("byte \(place) as \(byte) was accepted: \(read.signature)")
            }
            #expect(throws: Malformed.self) {
                try Submission(bytes: Samples.full.line() + Armour.written(Array(blob.prefix(place))))
            }
        }
    }

    @Test("P-2: an entry has at most 65,535 bytes, a submission 65,505")
    func longest() throws {
        let key = Samples.keys[0]
        func bytes(_ letters: Int) -> [UInt8] {
            key.signed(
                Samples.statement {
                    $0.body = .object(of: ["t": .string(String(repeating: "x", count: letters))])
                })
        }
        let fill = Submission.longest - bytes(0).count
        let longest = try Submission(bytes: bytes(fill))
        #expect(longest.recorded(at: Samples.claimed).count == Entry.longest)
        #expect(try Entry(bytes: longest.recorded(at: Samples.claimed)).verified() == longest.verified())
        #expect(throws: Malformed.self) { try Submission(bytes: bytes(fill + 1)) }
        #expect(throws: Malformed.self) {
            try Entry(bytes: bytes(fill + 1) + longest.recorded(at: Samples.claimed).suffix(30))
        }
    }
}
