import Ledger
import Rules
import TestWorld

/// What a hostile server would like: bodies for every kind, from what the kind says of its fields and from what the
/// world holds, so that a new kind is tried without anybody thinking of it.
enum Wishes {
    static func bodies(_ kind: Kind, _ ca: TestCA) -> [JSON] {
        let fields = kind.notes.map { ($0.name, values($0.type, ca)) }
        let longest = fields.map(\.1.count).max() ?? 1
        // Where two fields have a choice, a second round pairs them differently.
        let rounds = fields.filter { $0.1.count > 1 }.count > 1 ? 2 : 1
        return (0..<rounds * longest).map { turn in
            .object(
                fields.enumerated().compactMap { place, field in
                    let (name, values) = field
                    return values.isEmpty
                        ? nil : JSON.Member(name, values[(turn + place * (turn / longest)) % values.count])
                }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        }
    }

    private static func values(_ type: FieldType, _ ca: TestCA) -> [JSON] {
        let authority = ca.authority
        let people = authority.people.map { JSON.string("p\($0.number)") }
        switch type.control {
        case .time: return [.string(ca.now.text)]
        case .day: return [.string(String(ca.now.text.prefix(10)))]
        case .number: return [.integer(1), .integer(2)]
        case .digest:
            // A key to end, an entry to call known, documents to put into force.
            return authority.keys.prefix(3).map { .string($0.fingerprint.hex) }
                + ca.enclosures.keys.sorted().map { .string($0.hex) }
                + [.string(Digest.of(ca.entries[1]).hex), .string(KnownEditions.digest(.authority, 1)?.hex ?? "")]
        case .publicKey: return [.string(Harvest.planted.publicKey.openSSH)]
        case .choice(let words): return words.map { .string($0) }
        case .choices(let words): return words.map { .texts([$0]) }
        case .item([Person.prefix]): return people
        case .item(let prefixes): return [.string("\(prefixes[0])-1")]
        case .items(let prefixes): return [.texts(["\(prefixes[0])-1"])]
        case .group(let sort):
            return (authority.policy?.groups.values.filter { sort == nil || $0.sort == sort }.map(\.code) ?? [])
                .sorted().map { .string($0) }
        case .parties, .facts: return []
        case .line where type.otherPrefixes == [Person.prefix]:
            return people + authority.keys.prefix(3).map { .string($0.fingerprint.hex) }
        case .line:
            return ["http://localhost:6666", "localhost", "none", "wish-\(ca.entries.count)"].lazy
                .compactMap(type.read).first.map { [$0] } ?? []
        }
    }
}
