import Ledger
import Testing

/// Goal: a checkpoint has one text, is its own log's, and witnesses count beside the log and never for it.
@Suite struct CheckpointTests {
    static let root = Digest.of([1]).base64

    @Test("tlog-checkpoint: tessera's checkpoint verifies with its key and with no other")
    func tessera() throws {
        let bytes = Array(NoteSamples.logCheckpoint.utf8)
        let key = try NoteKey(vkey: NoteSamples.logKey)
        let signed = try SignedCheckpoint(verifying: bytes, origin: NoteSamples.logOrigin, keys: [key])
        #expect(signed.checkpoint.head.size == 15)
        #expect(signed.checkpoint.head.root.base64 == "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=")
        #expect(signed.note.bytes == bytes)
        #expect(signed.cosigned.isEmpty)
        let other = try NoteKey(vkey: NoteSamples.refuserKey)
        for (origin, keys) in [
            (NoteSamples.logOrigin, [other]), (NoteSamples.logOrigin, []), (other.name, [key]),
            (other.name, [key, other]), ("", [key]),
        ] {
            #expect(throws: Malformed.self) {
                try SignedCheckpoint(verifying: bytes, origin: origin, keys: keys)
            }
        }
    }

    @Test("tlog-cosignature: a cosignature made by another program verifies, and ours is the same")
    func cosignature() throws {
        let bytes = Array((NoteSamples.logCheckpoint + NoteSamples.witnessLine).utf8)
        let key = try NoteKey(vkey: NoteSamples.logKey)
        let witness = try NoteSigner(privateText: NoteSamples.witnessPrivate)
        #expect(witness.key.vkey == NoteSamples.witnessKey)
        let time = try #require(Time(seconds: NoteSamples.witnessTime))
        let signed = try SignedCheckpoint(
            verifying: bytes, origin: NoteSamples.logOrigin, keys: [key], witnesses: [witness.key])
        #expect(signed.cosigned.map(\.key) == [witness.key])
        #expect(signed.cosigned.map(\.time) == [time])
        let alone = try SignedCheckpoint(
            verifying: Array(NoteSamples.logCheckpoint.utf8), origin: NoteSamples.logOrigin, keys: [key],
            witnesses: [witness.key])
        let line = try witness.cosign(alone.checkpoint, at: time)
        #expect(line.bytes.count == 72, "the blob has 76 bytes with its id")
        let made = try alone.note.adding([line])
        #if os(Linux)
            #expect(made.bytes == bytes)
        #endif
        _ = try made.verified(by: [witness.key])
        // The same witness twice, at two times, is one witness.
        let later = try witness.cosign(alone.checkpoint, at: time.adding(60))
        let twice = try made.adding([later, line])
        #expect(try twice.verified(by: [witness.key]).good.map(\.time) == [time])
    }

    @Test(
        "tlog-cosignature: a witness alone, a witness as log key, a log key as witness: none stands for the log"
    )
    func witnessForLog() throws {
        let text = Array(NoteSamples.logCheckpoint.utf8)
        let log = try NoteKey(vkey: NoteSamples.logKey)
        let note = try Note(bytes: text)
        // A witness that gave itself the log's name.
        let seed = [UInt8](repeating: 7, count: 32)
        let impostor = try NoteSigner(name: NoteSamples.logOrigin, sort: .cosignature, seed: seed)
        let checkpoint = try Checkpoint(text: note.text)
        let time = try #require(Time(seconds: 5))
        let alone = try Note(text: note.text, signatures: [impostor.cosign(checkpoint, at: time)])
        for (keys, witnesses) in [
            ([log], [impostor.key]), ([impostor.key], []), ([], [impostor.key]), ([], [log]),
        ] {
            #expect(throws: Malformed.self) {
                try SignedCheckpoint(
                    verifying: alone.bytes, origin: NoteSamples.logOrigin, keys: keys, witnesses: witnesses)
            }
        }
        #expect(throws: Malformed.self, "a log key is no witness of its own log") {
            try SignedCheckpoint(verifying: text, origin: NoteSamples.logOrigin, keys: [], witnesses: [log])
        }
    }

    @Test("tlog-cosignature: another time, another checkpoint, a cut line: refused")
    func changedCosignature() throws {
        let log = try NoteKey(vkey: NoteSamples.logKey)
        let witness = try NoteSigner(privateText: NoteSamples.witnessPrivate)
        let note = try Note(bytes: Array(NoteSamples.logCheckpoint.utf8))
        let checkpoint = try Checkpoint(text: note.text)
        let time = try #require(Time(seconds: NoteSamples.witnessTime))
        let good = Array(NoteSamples.witnessLine.utf8)
        // Every byte of the base64 changed to another letter of it.
        let start = good.count - 2 - 100
        for place in start..<good.count - 3 {
            var changed = good
            changed[place] = good[place] == 0x41 ? 0x42 : 0x41
            let result = try? SignedCheckpoint(
                verifying: Array(NoteSamples.logCheckpoint.utf8) + changed, origin: NoteSamples.logOrigin,
                keys: [log], witnesses: [witness.key])
            #expect(result == nil || result?.cosigned.isEmpty == true)
        }
        let other = try Checkpoint(origin: checkpoint.origin, head: Head(root: .of([1]), size: 15))
        let foreign = try note.adding([witness.cosign(other, at: time)])
        #expect(throws: Malformed.self) { try foreign.verified(by: [witness.key]) }
    }

    @Test("tlog-checkpoint: our own log signs under its origin only, and its checkpoint verifies")
    func own() throws {
        let signer = try NoteSigner(privateText: NoteSamples.refuserPrivate)
        let head = Tree(NaiveTree.leaves(5)).head
        let checkpoint = try Checkpoint(origin: signer.key.name, head: head)
        let note = try checkpoint.signed(by: signer)
        let read = try SignedCheckpoint(verifying: note.bytes, origin: signer.key.name, keys: [signer.key])
        #expect(read.checkpoint == checkpoint)
        let other = try Checkpoint(origin: "other.example", head: head)
        #expect(throws: Malformed.self) { try other.signed(by: signer) }
        // The note says one origin, the key's name another.
        let forged = try Note(text: other.text, signatures: [signer.sign(other.text)])
        #expect(throws: Malformed.self) {
            try SignedCheckpoint(verifying: forged.bytes, origin: signer.key.name, keys: [signer.key])
        }
        #expect(throws: Malformed.self) {
            try SignedCheckpoint(verifying: forged.bytes, origin: "other.example", keys: [signer.key])
        }
    }

    @Test(
        "tlog-checkpoint: texts that are no checkpoint of ours are refused",
        arguments: [
            "", "\n", "a\n1\n", "a\n1\n\(root)", "a\n1\n\(root)\nextension\n", "a\n1\n\(root)\n\n",
            "\n1\n\(root)\n",
            "a\n\n\(root)\n", "a\n01\n\(root)\n", "a\n+1\n\(root)\n", "a\n-1\n\(root)\n", "a\n1 \n\(root)\n",
            "a\n1.0\n\(root)\n", "a\n9007199254740992\n\(root)\n", "a\n99999999999999999999\n\(root)\n",
            "a\n٣\n\(root)\n", "a\n1\n\(root.dropLast())\n", "a\n1\n\(root)=\n", "a\n1\nAAAA\n", "a\n1\n\n",
            "a\n0\n\(root)\n", "A\n1\n\(root)\n", "a b\n1\n\(root)\n", "é\n1\n\(root)\n",
            "Refusal by a\n1\n\(root)\n", "a\r\n1\r\n\(root)\r\n", " a\n1\n\(root)\n",
        ])
    func noCheckpoints(text: String) {
        #expect(throws: Malformed.self) { try Checkpoint(text: Array(text.utf8)) }
    }

    @Test("tlog-checkpoint: what is read is written again as it was")
    func roundTrip() throws {
        for text in ["a\n1\n\(Self.root)\n", "a.b/c-d\n9007199254740991\n\(Self.root)\n"] {
            #expect(try Checkpoint(text: Array(text.utf8)).text == Array(text.utf8))
        }
        let empty = try Checkpoint(origin: "a", head: .empty)
        #expect(try Checkpoint(text: empty.text) == empty)
        var dice = Dice(seed: 5)
        let good = Array("log.example/x\n1234\n\(Self.root)\n".utf8)
        for _ in 0..<3000 {
            let changed = dice.mutated(good)
            if let read = try? Checkpoint(text: changed) { #expect(read.text == changed) }
        }
    }
}
