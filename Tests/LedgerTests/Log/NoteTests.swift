import Ledger
import Testing

/// Goal: notes of other programs verify here, ours are theirs byte for byte, and what was changed is refused.
@Suite struct NoteTests {
    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("signed-note: the specification's example verifies")
    func specification() throws {
        let key = try NoteKey(vkey: NoteSamples.specificationKey)
        let note = try Note(bytes: Self.bytes(NoteSamples.specificationNote))
        #expect(note.text == Self.bytes("This is an example message.\n"))
        let verified = try note.verified(by: [key])
        #expect(verified.good.map(\.key) == [key])
        #expect(verified.good.map(\.time) == [nil])
        #expect(note.bytes == Self.bytes(NoteSamples.specificationNote))
    }

    @Test("signed-note: a signature by Go's key is Go's")
    func go() throws {
        let signer = try NoteSigner(privateText: NoteSamples.peterPrivate)
        #expect(signer.privateText == NoteSamples.peterPrivate)
        #expect(signer.key.vkey == NoteSamples.peterKey)
        let text = Self.bytes(NoteSamples.peterText)
        let note = try Note(text: text, signatures: [signer.sign(text)])
        // Ed25519 is deterministic on Linux; elsewhere a library may add randomness, and then it verifies all
        // the same.
        #if os(Linux)
            #expect(note.bytes == text + [0x0a] + Self.bytes(NoteSamples.peterLine))
        #endif
        _ = try note.verified(by: [signer.key])
    }

    @Test("signed-note: the last blank line ends the text, whatever blank lines the text has")
    func blankLines() throws {
        let signer = try NoteSigner(privateText: NoteSamples.peterPrivate)
        for text in ["\n", "\n\n", "a\n\nb\n", "a\n\n\n", "a\n\n— PeterNeumann AAAAAAA=\n"].map(Self.bytes) {
            let note = try Note(text: text, signatures: [signer.sign(text)])
            let read = try Note(bytes: note.bytes)
            #expect(read.text == text)
            _ = try read.verified(by: [signer.key])
        }
    }

    @Test("signed-note: lines of unknown keys are passed over, also with a known name or a known id")
    func unknownKeys() throws {
        let key = try NoteKey(vkey: NoteSamples.peterKey)
        let good = NoteSamples.peterText + "\n" + NoteSamples.peterLine
        for other in [
            "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n",
            "— PeterNeumann AAAAAAA=\n", "— EnochRoot x08gowA=\n",
            "— Peter\u{4e}euman\u{6e}\u{301} x08gowA=\n",
        ] {
            let note = try Note(bytes: Self.bytes(good + other))
            #expect(try note.verified(by: [key]).good.map(\.key) == [key])
            #expect(note.bytes == Self.bytes(good + other))
        }
        #expect(throws: Malformed.self) { try Note(bytes: Self.bytes(good)).verified(by: []) }
        let stranger = try NoteKey(vkey: NoteSamples.specificationKey)
        #expect(throws: Malformed.self) { try Note(bytes: Self.bytes(good)).verified(by: [stranger]) }
    }

    @Test("signed-note: a bad line of a known key refuses the note, before, behind or instead of a good one")
    func badLines() throws {
        let peter = try NoteSigner(privateText: NoteSamples.peterPrivate)
        let witness = try NoteSigner(name: "other.example", seed: [UInt8](repeating: 9, count: 32))
        let text = Self.bytes(NoteSamples.peterText)
        let bad = try witness.sign(Self.bytes("another text\n"))
        let keys = [peter.key, witness.key]
        for lines in [[bad], [bad, try peter.sign(text)], [try peter.sign(text), bad]] {
            #expect(throws: Malformed.self) { try Note(text: text, signatures: lines).verified(by: keys) }
        }
        // Who does not know the key cannot know that it is bad.
        _ = try Note(text: text, signatures: [bad, peter.sign(text)]).verified(by: [peter.key])
        // Right key, signature cut short.
        let short = Self.bytes(NoteSamples.peterText + "\n— PeterNeumann x08gowA=\n")
        #expect(throws: Malformed.self) { try Note(bytes: short).verified(by: [peter.key]) }
    }

    @Test("signed-note: sixteen signatures and more are taken, a flood is not")
    func many() throws {
        let text = Self.bytes("text\n")
        let signers = try (0..<20).map {
            try NoteSigner(name: "s\($0).example", seed: [UInt8](repeating: UInt8($0), count: 32))
        }
        let note = try Note(text: text, signatures: signers.map { signer in try signer.sign(text) })
        #expect(try Note(bytes: note.bytes).verified(by: signers.map(\.key)).good.count == 20)
        #expect(
            try note.keeping([signers[3].key, signers[5].key]).signatures.map(\.name) == [
                "s3.example", "s5.example",
            ])
        #expect(throws: Malformed.self) { try note.keeping([]) }
        let line = "— a AAAAAAA=\n"
        #expect(throws: Never.self) {
            try Note(bytes: Self.bytes("t\n\n" + String(repeating: line, count: 64)))
        }
        #expect(throws: Malformed.self) {
            try Note(bytes: Self.bytes("t\n\n" + String(repeating: line, count: 65)))
        }
        #expect(throws: Malformed.self) { try note.adding(Array(repeating: note.signatures[0], count: 45)) }
        let long = [UInt8](repeating: 0x61, count: Note.bytesMax)
        #expect(throws: Malformed.self) { try Note(bytes: long + Self.bytes("\n\n" + line)) }
        #expect(throws: Malformed.self) { try Note(text: long + [0x0a], signatures: note.signatures) }
    }

    @Test(
        "signed-note: what is no note is refused",
        arguments: [
            "", "\n", "\n\n", "text", "text\n", "text\n\n", "text\n\n\n", "\n— a AAAAAAA=\n",
            "text\n— a AAAAAAA=\n",
            "text\n\n— a AAAAAAA=", "text\n\n- a AAAAAAA=\n", "text\n\n— AAAAAAA=\n", "text\n\n—  AAAAAAA=\n",
            "text\n\n— a  AAAAAAA=\n", "text\n\n— a AAAAAAA= \n", "text\n\n— a b AAAAAAA=\n",
            "text\n\n— a+b AAAAAAA=\n",
            "text\n\n— a AAAAAA==\n", "text\n\n— a AAAAAAB=\n", "text\n\n— a AAAAAAA\n",
            "text\n\n— a AAAA-AA=\n",
            "text\n\n— a AAAAAAA=\nmore\n", "text\n\n— a AAAAAAA=\n\n", "text\n\n— a\u{a0}b AAAAAAA=\n",
            "text\n\n— a\u{3000} AAAAAAA=\n", "te\txt\n\n— a AAAAAAA=\n", "te\rxt\n\n— a AAAAAAA=\n",
            "text\r\n\r\n— a AAAAAAA=\n", "te\u{7f}xt\n\n— a AAAAAAA=\n", "te\u{85}xt\n\n— a AAAAAAA=\n",
            "te\u{0}xt\n\n— a AAAAAAA=\n", "text\n\n —a AAAAAAA=\n", "text\n\n—\u{a0}a AAAAAAA=\n",
        ])
    func noNotes(text: String) {
        #expect(throws: Malformed.self) { try Note(bytes: Self.bytes(text)) }
    }

    @Test("signed-note: bytes that are not UTF-8 make no note")
    func notUTF8() {
        let good = Self.bytes("text\n\n— a AAAAAAA=\n")
        for bad in [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x80]]
            as [[UInt8]]
        {
            #expect(throws: Malformed.self) { try Note(bytes: bad + good) }
            #expect(throws: Malformed.self) { try Note(bytes: good.dropLast() + bad + [0x0a]) }
            #expect(throws: Malformed.self) { try Note(text: bad + [0x0a], signatures: []) }
        }
    }

    @Test("signed-note: a note that was changed verifies only where a line of nobody's was touched")
    func mutations() throws {
        let key = try NoteKey(vkey: NoteSamples.peterKey)
        let good = Self.bytes(NoteSamples.peterText + "\n" + NoteSamples.peterLine)
        var dice = Dice(seed: 3)
        for _ in 0..<5000 {
            let changed = dice.mutated(good)
            guard let note = try? Note(bytes: changed) else { continue }
            #expect(note.bytes == changed, "what is read is written again as it was")
            if (try? note.verified(by: [key])) != nil {
                #expect(note.text == Self.bytes(NoteSamples.peterText))
                #expect(note.signatures[0].bytes.count == 64)
            }
        }
    }
}
