import Ledger
import Testing

/// Goal: the words are BIP-39's, so that any other program gives the same, and a misheard word is noticed.
@Suite struct WordsTests {
    @Test("P-3: the list is the English one of BIP-39")
    func list() {
        let text = Words.list.joined(separator: "\n") + "\n"
        #expect(Words.list.count == 2048)
        #expect(
            Digest.of(Array(text.utf8)).hex
                == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda")
    }

    @Test(
        "P-3: words agree with another program's", .enabled(if: SharedVectors.present, SharedVectors.absent))
    func vectors() throws {
        let vectors = try #require(SharedVectors.expected?.words)
        #expect(vectors.count >= 9)
        for vector in vectors {
            let digest = try #require(Digest(hex: vector.sha256))
            #expect(Words.words12(digest).joined(separator: " ") == vector.twelve)
            #expect(Words.words24(digest).joined(separator: " ") == vector.twentyfour)
            #expect(try Words.bytes(of: vector.twelve) == Array(digest.bytes.prefix(16)))
            #expect(try Words.bytes(of: vector.twentyfour) == digest.bytes)
        }
    }

    @Test("P-3: words of many digests are read back")
    func roundTrip() throws {
        for number in 0..<200 {
            let digest = Digest.of([UInt8(number)])
            #expect(try Words.match(Words.words12(digest).joined(separator: " "), digest))
            #expect(
                try Words.match(
                    "  " + Words.words24(digest).joined(separator: "\n").uppercased() + "\n", digest))
            #expect(try !Words.match(Words.words12(digest).joined(separator: " "), .of([UInt8(number), 1])))
        }
    }

    @Test("P-3: what was misheard is said")
    func misheard() throws {
        let good = Words.words12(.ofNothing)
        var unknown = good
        unknown[3] = "wallaby"
        #expect(throws: Malformed("P-3", "word 4, \"wallaby\", is not in the list")) {
            try Words.bytes(of: unknown.joined(separator: " "))
        }
        var swapped = good
        swapped.swapAt(0, 1)
        for words in [
            swapped, good.dropLast() + ["zoo"], Array(good.dropLast()), good + good, good + ["zoo"], [],
        ] {
            #expect(throws: Malformed.self) { try Words.bytes(of: words.joined(separator: " ")) }
        }
        #expect(throws: Malformed.self) { try Words.bytes(of: String(repeating: "é\u{1b}[2J ", count: 12)) }
    }
}
