import Ledger
import Rules
import TestWorld

/// Bodies made from what a kind says of its fields, so that a new kind is tried without anybody thinking of it.
enum Samples {
    /// A body whose fields all have different values; `flip` gives one of them another value.
    static func body(_ kind: Kind, flip: String? = nil) -> JSON {
        .object(
            kind.notes.enumerated().map { index, note in
                JSON.Member(note.name, value(note.type, index * 2 + (note.name == flip ? 1 : 0)))
            }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }

    /// A value of a type: another one for each number. Lines of text are tried in turn until one fits, so that a type
    /// that comes later is tried without anybody thinking of it.
    static func value(_ type: FieldType, _ number: Int) -> JSON {
        switch type.control {
        case .time: return .string("\(day(number))T09:40:00Z")
        case .day: return .string(day(number))
        case .number: return .integer(100 + number)
        case .digest: return .string(Digest.of([UInt8(number)]).hex)
        case .publicKey: return .string(SoftwareKey(.ed25519, seed: "sample \(number)").publicKey.openSSH)
        case .choice(let words): return .string(words[number % words.count])
        case .choices(let words): return .texts([words[number % words.count]])
        case .item(let prefixes):
            return .string(ItemID(prefix: prefixes[number % prefixes.count], number: 11 + number).text)
        case .items(let prefixes): return .texts([ItemID(prefix: prefixes[0], number: 11 + number).text])
        case .group: return .string("group-\(number)")
        case .parties: return .parties([31 + number: "observer"])
        case .facts(let notes):
            let note = notes[number % notes.count]
            return .sorted([JSON.Member(note.name, value(note.type, number))])
        case .line:
            let samples = [
                "p\(71 + number)", "bind person=p\(71 + number)", "sample.value=\(number)", "ca-\(number).example",
                "192.0.2.\(number)",
                "https://ca-\(number).example,https://www.ca-\(number).example:8443",
                [Digest.of([UInt8(number)]), Digest.of([UInt8(number), 1])].sorted().map(\.hex).joined(separator: ","),
            ]
            return samples.lazy.compactMap(type.read).first ?? .string("code-\(number)")
        }
    }

    /// A kind may have more fields than a month has days.
    private static func day(_ number: Int) -> String { "20\(26 + number / 18)-11-\(10 + number % 18)" }

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
