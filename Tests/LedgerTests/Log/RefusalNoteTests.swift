import Ledger
import Testing

/// Goal: a refusal is the log's, has one text, and never passes for a checkpoint nor a checkpoint for it
/// (P-33).
@Suite struct RefusalNoteTests {
    @Test("P-33: a refusal made by another program verifies, and ours is the same")
    func sample() throws {
        let bytes = Array(NoteSamples.refusal.utf8)
        let signer = try NoteSigner(privateText: NoteSamples.refuserPrivate)
        #expect(signer.key.vkey == NoteSamples.refuserKey)
        let read = try RefusalNote(verifying: bytes, origin: signer.key.name, keys: [signer.key])
        #expect(read.statement == Digest.of(Array("statement\n".utf8)))
        #expect(read.rule == "P-34")
        #expect(read.asked.size == 15)
        #expect(read.asked.root.base64 == "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=")
        #expect(read.missing == "second-signature: Zoë")
        let note = try read.signed(by: signer)
        #if os(Linux)
            #expect(note.bytes == bytes)
        #endif
        _ = try RefusalNote(verifying: note.bytes, origin: signer.key.name, keys: [signer.key])
        let other = try NoteSigner(name: "other.example", seed: [UInt8](repeating: 8, count: 32))
        #expect(throws: Malformed.self) { try read.signed(by: other) }
        #expect(throws: Malformed.self) {
            try RefusalNote(verifying: bytes, origin: signer.key.name, keys: [other.key])
        }
        let borrowed = try Note(text: read.text, signatures: [other.sign(read.text)])
        #expect(throws: Malformed.self) {
            try RefusalNote(verifying: borrowed.bytes, origin: other.key.name, keys: [other.key])
        }
    }

    @Test("P-33: no refusal is a checkpoint and no checkpoint a refusal")
    func apart() throws {
        let refusal = try Note(bytes: Array(NoteSamples.refusal.utf8))
        #expect(throws: Malformed.self) { try Checkpoint(text: refusal.text) }
        #expect(throws: Malformed.self) { try Checkpoint(origin: "Refusal by a", head: .empty) }
        let checkpoint = try Note(bytes: Array(NoteSamples.logCheckpoint.utf8))
        #expect(throws: Malformed.self) { try RefusalNote(text: checkpoint.text) }
    }

    @Test("P-33: what is missing is one line of printable text")
    func missing() throws {
        func refusal(_ missing: String, rule: String = "SP-2.3.4a") throws -> RefusalNote {
            try RefusalNote(
                origin: "a", statement: .ofNothing, rule: rule, asked: Head(root: .of([1]), size: 3),
                missing: missing)
        }
        for good in ["x", " ", String(repeating: "x", count: 1000), "Zoë – 漢字 👁", "e\u{301}"] {
            let made = try refusal(good)
            #expect(try RefusalNote(text: made.text).missing.utf8.elementsEqual(good.utf8))
        }
        for bad in [
            "", String(repeating: "x", count: 1001), String(repeating: "é", count: 501), "a\nb", "a\r", "\t",
            "\u{7f}",
            "\u{85}", "\u{9f}", "a\u{2028}b", "a\u{2029}b", "a\u{202e}b", "a\u{2066}b", "\u{0}",
        ] {
            #expect(throws: Malformed.self) { try refusal(bad) }
        }
        for bad in ["", "P 34", "P-34\n", "§4", String(repeating: "x", count: 256)] {
            #expect(throws: Malformed.self) { try refusal("x", rule: bad) }
        }
        #expect(throws: Malformed.self) {
            try RefusalNote(
                origin: "A", statement: .ofNothing, rule: "P-1", asked: .empty, missing: "x")
        }
        #expect(throws: Malformed.self) {
            try RefusalNote(
                origin: "a", statement: .ofNothing, rule: "P-1", asked: Head(root: .of([1]), size: 0),
                missing: "x")
        }
    }

    @Test("P-33: a refusal that was changed is refused, or reads as what it is")
    func mutations() throws {
        let bytes = Array(NoteSamples.refusal.utf8)
        let key = try NoteKey(vkey: NoteSamples.refuserKey)
        let good = try Note(bytes: bytes)
        let lines = good.text.split(separator: 0x0a)
        for place in lines.indices {
            for changed in [lines.filter { $0 != lines[place] }, lines + [lines[place]]] {
                let text = Array(changed.joined(separator: [0x0a])) + [0x0a]
                #expect(throws: Malformed.self) { try RefusalNote(text: text) }
            }
        }
        var dice = Dice(seed: 6)
        for _ in 0..<4000 {
            let text = dice.mutated(good.text)
            if let read = try? RefusalNote(text: text) { #expect(read.text == text) }
            let changed = dice.mutated(bytes)
            if let read = try? RefusalNote(verifying: changed, origin: key.name, keys: [key]) {
                #expect(read.text == good.text)
            }
        }
    }
}
