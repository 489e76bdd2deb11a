import Ledger
import Rules
import TestWorld

/// Bodies made from what a kind says of its fields, so that a new kind is tried without anybody thinking of it.
enum Samples {
    /// A body whose fields all have different values; `flip` gives one of them another value.
    static func body(_ kind: Kind, flip: String? = nil) -> JSON {
        .object(
            kind.notes.enumerated().map { index, note in
                JSON.Member(note.name, value(note.shape, index * 2 + (note.name == flip ? 1 : 0)))
            }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }

    /// A value of a shape: another one for each number.
    static func value(_ shape: Shape, _ number: Int) -> JSON {
        switch shape {
        case .code: .string("code-\(number)")
        case .time: .string("2026-11-\(10 + number)T09:40:00Z")
        case .number: .integer(100 + number)
        case .digest: .string(Digest.of([UInt8(number)]).hex)
        case .publicKey: .string(SoftwareKey(.ed25519, seed: "sample \(number)").publicKey.openSSH)
        case .choice(let words): .string(words[number % words.count])
        case .item(let letter): .string(ItemID(letter: letter, number: 11 + number).text)
        case .group: .string("group-\(number)")
        case .observer: .string("p\(31 + number)")
        case .whereabouts: .string(number % 2 == 0 ? "S-\(51 + number)" : "H-\(51 + number)")
        case .stopTarget: .string("p\(71 + number)")
        case .origins: .texts(["https://ca-\(number).example", "https://www.ca-\(number).example:8443"])
        case .host: .string("ca-\(number).example")
        case .digests: .texts([Digest.of([UInt8(number)]), Digest.of([UInt8(number), 1])].sorted().map(\.hex))
        }
    }

    /// A statement of the kind, as somebody might sign it.
    static func statement(_ kind: Kind) -> Statement {
        let now = TestCA.start
        return Statement(
            body: body(kind), claimed: now, kind: kind.name, origin: "demonstration/test.example",
            request: Request(high: 1, low: 2), ledger: Head(root: Digest.of([1]), size: 7), signer: .person(1),
            under: kind.clauses, until: now.adding(3600))
    }
}

/// A small generator with a seed, so that what failed can be played again.
struct Dice: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) {
        state = seed
        // Else the streams of neighbouring seeds would be one stream, a few steps apart.
        state = next() ^ (seed << 32)
    }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
    /// A number below the limit.
    mutating func roll(_ limit: Int) -> Int { Int.random(in: 0..<max(1, limit), using: &self) }
    mutating func pick<T>(_ list: [T]) -> T? { list.isEmpty ? nil : list[roll(list.count)] }
}
