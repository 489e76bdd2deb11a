import Ledger
import Testing

/// Goal: a key has one text, and no text but that one is taken for it.
@Suite struct NoteKeyTests {
    @Test(
        "signed-note: verifier keys of other programs are read and written",
        arguments: [
            NoteSamples.specificationKey, NoteSamples.peterKey, NoteSamples.logKey, NoteSamples.witnessKey,
            NoteSamples.refuserKey,
        ])
    func verifierKeys(text: String) throws {
        #expect(try NoteKey(vkey: text).vkey == text)
        var dice = Dice(seed: 4)
        for _ in 0..<500 {
            let changed = dice.mutated(Array(text.utf8))
            guard changed != Array(text.utf8) else { continue }
            #expect(throws: Malformed.self) { try NoteKey(vkey: String(decoding: changed, as: UTF8.self)) }
        }
    }

    @Test(
        "signed-note: signing keys are read and written, and one letter more or less is refused",
        arguments: [NoteSamples.peterPrivate, NoteSamples.witnessPrivate, NoteSamples.refuserPrivate])
    func signingKeys(text: String) throws {
        let signer = try NoteSigner(privateText: text)
        #expect(signer.privateText == text)
        for bad in [
            "", String(text.dropLast()), String(text.dropFirst()), text + "\n", " " + text, text + "=",
            text.replacing("PRIVATE", with: "Private"), signer.key.vkey, "PRIVATE+KEY+" + signer.key.vkey,
        ] {
            #expect(throws: Malformed.self) { try NoteSigner(privateText: bad) }
        }
        var shown = "\(signer)" + String(reflecting: signer)
        dump(signer, to: &shown)
        #expect(shown.contains(signer.key.vkey))
        #expect(
            !shown.contains("PRIVATE") && !shown.lowercased().contains("seed"), "no print shows the secret")
    }

    @Test(
        "signed-note: keys of unknown types, wrong length and wrong names are refused",
        arguments: [
            "", "+", "++", "a+530d903a",
            "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
            "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
        ])
    func refused(text: String) {
        #expect(throws: Malformed.self) { try NoteKey(vkey: text) }
    }

    @Test("signed-note: names are ASCII without space and plus")
    func names() {
        let seed = [UInt8](repeating: 1, count: 32)
        for name in [
            "", " ", "a b", "a+b", "a\n", "é", "\u{212a}", "a\u{7f}", String(repeating: "a", count: 256),
        ] {
            #expect(throws: Malformed.self) { try NoteSigner(name: name, seed: seed) }
        }
        #expect(throws: Malformed.self) { try NoteSigner(name: "a", seed: []) }
        #expect(throws: Malformed.self) { try NoteSigner(name: "a", seed: seed + [1]) }
    }

    @Test("P-2: a log key of small order, which would verify anything, is refused")
    func smallOrder() {
        let one: [UInt8] = [1] + [UInt8](repeating: 0, count: 31)
        for point in [one, [UInt8](repeating: 0, count: 32), [UInt8](repeating: 0xff, count: 32)] {
            #expect(throws: Malformed.self) { try NoteKey(name: "a", sort: .note, publicKey: point) }
        }
        #expect(throws: Malformed.self) { try NoteKey(name: "a", sort: .note, publicKey: []) }
    }

    @Test("tlog-cosignature: a key of one sort has another id in the other, and signs nothing there")
    func sorts() throws {
        let seed = [UInt8](repeating: 1, count: 32)
        let log = try NoteSigner(name: "a", seed: seed)
        let witness = try NoteSigner(name: "a", sort: .cosignature, seed: seed)
        #expect(log.key.id != witness.key.id)
        let checkpoint = try Checkpoint(origin: "a", head: .empty)
        let time = try #require(Time(seconds: 0))
        #expect(throws: Malformed.self) { try witness.sign([0x0a]) }
        #expect(throws: Malformed.self) { try log.cosign(checkpoint, at: time) }
    }
}
