import Foundation
import Ledger
import Rules
import TestWorld
import Testing

extension Kind: CustomTestStringConvertible { package var testDescription: String { name } }

/// Over every kind at once.
struct EveryKindTests {
    @Test(
        "Every kind: a body with distinct values is read and written back the same, one field flipped at a time",
        arguments: Kind.all)
    func thereAndBack(_ kind: Kind) throws {
        let body = Samples.body(kind)
        #expect(try kind.rewrite(body) == body)
        for note in kind.notes {
            // A page shows the command that says the same, and a link that fills the form in again.
            let value = try #require(body[note.name])
            let typed = try #require(note.type.typed(value), "\(note.name)")
            #expect(note.type.read(typed) == value, "\(note.name)")
            // A choice of one word has no other value.
            if case .choice(let words) = note.type.control, words.count == 1 { continue }
            let flipped = Samples.body(kind, flip: note.name)
            #expect(flipped != body)
            #expect(try kind.rewrite(flipped) == flipped, "\(note.name)")
        }
    }

    @Test("Every kind: a body without one of its fields, or with one more, is refused", arguments: Kind.all)
    func strict(_ kind: Kind) throws {
        let members = Samples.body(kind).members ?? []
        for index in members.indices {
            var fewer = members
            fewer.remove(at: index)
            let isOptional = kind.notes.first { $0.name == members[index].key }?.type.isOptional == true
            if isOptional {
                #expect(try kind.rewrite(.object(fewer)) == .object(fewer))
            } else {
                #expect(throws: Refusal.self) { try kind.rewrite(.object(fewer)) }
            }
            var other = members
            other[index] = JSON.Member(members[index].key, .bool(true))
            #expect(throws: Refusal.self) { try kind.rewrite(.object(other)) }
        }
        #expect(throws: Refusal.self) { try kind.rewrite(.object(members + [JSON.Member("zzz", .string("a"))])) }
        #expect(throws: Refusal.self) { try kind.rewrite(.bool(true)) }
    }

    @Test("Every kind: whatever is left of a mutated line encodes to itself, line and body", arguments: Kind.all)
    func mutated(_ kind: Kind) throws {
        let soak = ProcessInfo.processInfo.environment["FOUREYES_SOAK"] == "1"
        let line = Samples.statement(kind).line()
        var dice = Dice(UInt64(line.count) &* 31 &+ UInt64(kind.name.utf8.count))
        var accepted = 0
        for _ in 0..<(soak ? 1_000_000 / Kind.all.count : 400) {
            var bytes = line
            for _ in 0...dice.roll(3) {
                let at = dice.roll(bytes.count)
                switch dice.roll(5) {
                case 0: bytes.remove(at: at)
                case 1: bytes.insert(bytes[dice.roll(bytes.count)], at: at)
                case 2: bytes[at] = UInt8(dice.roll(256))
                case 3: bytes[at] ^= 1 << UInt8(dice.roll(8))
                default: bytes.swapAt(at, dice.roll(bytes.count))
                }
                if bytes.isEmpty { bytes = line }
            }
            guard let statement = try? Statement(line: bytes[...]) else { continue }
            #expect(statement.line() == bytes)
            guard let body = try? kind.rewrite(statement.body) else { continue }
            #expect(body.written() == statement.body.written())
            accepted += 1
        }
        #expect(accepted > 0, "the mutations reach behind the reader")
    }

    /// Values that exist in the small world with its register filled, for each type.
    private func existing(_ note: FieldNote, _ ca: TestCA) -> JSON {
        switch note.type.control {
        case .item([Person.prefix]): .string("p6")
        case .item(let prefixes): .string(ItemID(prefix: prefixes[0], number: 1).text)
        case .parties: .observer(6)
        case .facts(let notes):
            .sorted(
                (notes.filter { !$0.type.prefixes.isEmpty } + notes.prefix(1).filter(\.type.prefixes.isEmpty))
                    .map { JSON.Member($0.name, existing($0, ca)) })
        case .group(let sort): .string(sort == .list ? "machine-room" : sort == .team ? "keepers" : "council")
        case .line where !note.type.otherPrefixes.isEmpty: .string("p6")
        case .digest where note.name == "key": .string(ca.keys[6]?.publicKey.fingerprint.hex ?? "")
        case .number: .integer(2)
        default: Samples.value(note.type, 1)
        }
    }
    private func missing(_ note: FieldNote) -> JSON? {
        switch note.type.control {
        case .item(let prefixes): return .string(ItemID(prefix: prefixes[0], number: 999).text)
        case .items(let prefixes): return .texts([ItemID(prefix: prefixes[0], number: 999).text])
        case .parties: return .observer(999)
        case .facts(let notes):
            let named = notes.compactMap { note in missing(note).map { JSON.Member(note.name, $0) } }
            return named.isEmpty ? nil : .sorted(named)
        case .group: return .string("nowhere")
        case .line where !note.type.otherPrefixes.isEmpty: return .string("A-999999")
        case .digest where note.name == "key": return .string(Digest.of([9]).hex)
        default: return nil
        }
    }

    /// One world for every kind: each case says something in its own copy.
    private static let world = Result {
        var ca = try ERecordTests().stocked()
        try ca.stop("p8", by: 8, slot: "person")
        try ca.disown(ca.key(9), of: 9, since: 40, with: ca.key(9))
        ca.wait(60)
        return ca
    }

    @Test("P-35, every kind: each id that a body names exists, at the head that its signer saw", arguments: Kind.all)
    func ids(_ kind: Kind) throws {
        let ca = try Self.world.get()
        let known = Dictionary(kind.notes.map { ($0.name, existing($0, ca)) }) { first, _ in first }
        func body(_ change: String? = nil, _ value: JSON? = nil) -> JSON {
            .object(
                // What may be left out is, but for the facts of an item, which name others.
                kind.notes.filter { !$0.type.isOptional || $0.name == change || $0.name == "set" }
                    .map { JSON.Member($0.name, $0.name == change ? value! : known[$0.name]!) }
                    .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        }
        func say(_ body: JSON, head: Head? = nil) -> Refusal? {
            var ca = ca
            var draft = Draft.of(kind, body)
            draft.enclosures = kind.encloses.compactMap { body[$0]?.text }.compactMap { Digest(hex: $0) }
                .map { Enclosure(length: 1, sha256: $0) }.sorted { $0.sha256 < $1.sha256 }
            do { try ca.say(draft, by: 10, head: head) } catch { return error as? Refusal }
            return nil
        }
        for note in kind.notes {
            guard let value = missing(note) else { continue }
            let refusal = say(body(note.name, value))
            #expect(
                refusal?.sort == .notFound || !note.type.otherPrefixes.isEmpty || note.type.control == .digest,
                "\(note.name): \(refusal?.text ?? "counts")")
            #expect(refusal != nil)
        }
        // Nothing existed for who saw an empty ledger: p10 has never spoken, so no order hinders him.
        let items = kind.notes.contains {
            !$0.type.prefixes.isEmpty && $0.type.otherPrefixes.isEmpty && (!$0.type.isOptional || $0.name == "set")
        }
        if items { #expect(say(body(), head: .empty)?.clause == "P-35") }
    }

    @Test("P-35: stop, revocation and acknowledgement name what existed at the head")
    func otherIDs() throws {
        var ca = try small()
        let second = try ca.furtherKey(6)
        let born = try #require(ca.authority.key(second.publicKey.fingerprint)).key.born
        let head = Head(root: ca.state.log.roots[born], size: born)
        let stop = Draft.of(ca.kind(SetStop.kind), target(second.publicKey.fingerprint.hex))
        refused("P-35", ca, "his own key, which he had not seen enrolled") { ca in
            try ca.say(stop, by: 6, head: head)
        }
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        let before = Head(root: ca.state.log.roots[act], size: act)
        refused("P-35", ca) { try $0.say(.of($0.kind(SetStop.kind), target("A-\(act)")), by: 5, head: before) }
        for body in [target("A-999"), target(Digest.of([3]).hex)] {
            #expect(throws: Refusal.self) { try ca.say(.of(ca.kind(SetStop.kind), body), by: 6) }
        }
    }
}
