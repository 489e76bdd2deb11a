import Ledger

/// Whether something can be done with an item as things stand, whatever else somebody would fill in.
///
/// It is found by trying: each choice of the form, with the first things that it could name. It only orders what a page
/// offers; what is proposed or recorded is judged as always.
package enum Fit: Sendable {
    case fits
    /// An act that would be refused because of the item itself.
    case refused(Refusal)
    /// A record that would be kept in breach, whatever it says besides.
    case breach(Breach)
}

extension State {
    /// `field` is the one that names the item.
    package func fit(_ kind: Kind, to item: ItemID, as field: String, at now: Time) -> Fit {
        var first: Fit?
        for body in Trials(kind: kind, item: item, field: field, world: world, now: now).bodies {
            let fit = trial(kind, body, field, at: now)
            if case .fits = fit { return .fits }
            first = first ?? fit
        }
        return first ?? .fits
    }

    private func trial(_ kind: Kind, _ body: JSON, _ field: String, at now: Time) -> Fit {
        if kind.isRecord {
            return foreseenFlaw(of: kind, body, at: now).map { .breach($0) } ?? .fits
        }
        do throws(Refusal) {
            if let act = try? Authority.catalogue[kind.name]?.reader.read(body) {
                try act.check(authority, at: moment(0, now))
            } else if let act = try? World.catalogue[kind.name]?.reader.read(body) {
                try act.check(world, at: moment(0, now))
            }
            return .fits
        } catch {
            // What is wrong with another field is what somebody would fill in otherwise.
            return error.field == field ? .refused(error) : .fits
        }
    }
}

/// Bodies of a kind that name one item: one for each of its choices.
private struct Trials {
    let kind: Kind
    let item: ItemID
    let field: String
    let world: World
    let now: Time
    /// More than any form's choices; what is left out counts as fitting.
    private static let most = 24

    var bodies: [JSON] {
        var members: [[JSON.Member]] = [[]]
        for note in kind.notes where note.name == field || !note.type.isOptional {
            members = members.flatMap { begun in
                values(of: note, beside: begun).map { begun + [JSON.Member(note.name, $0)] }
            }
            guard !members.isEmpty, members.count <= Trials.most else { return [] }
        }
        return members.map { list in
            .object(list.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        }
    }

    /// What could stand there; nothing where only a person knows.
    private func values(of note: FieldNote, beside begun: [JSON.Member]) -> [JSON] {
        if note.name == field { return [.string(item.text)] }
        switch note.type.control {
        case .time: return [.string(now.text)]
        case .day: return [.string(String(now.text.prefix(10)))]
        case .number: return note.type.read("1").map { [$0] } ?? []
        case .choice(let words): return words.map { .string($0) }
        case .choices(let words): return words.first.map { [.array([.string($0)])] } ?? []
        case .item(let prefixes): return prefixes.flatMap(first).prefix(3).map { .string($0) }
        case .items(let prefixes): return prefixes.flatMap(first).prefix(1).map { .array([.string($0)]) }
        case .line(let sample):
            let body = JSON.object(begun.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
            let offered = kind.offers(for: note.name, body, in: world).first?.value
            return (offered ?? sample).isEmpty ? [] : note.type.read(offered ?? sample).map { [$0] } ?? []
        case .publicKey, .digest, .group, .parties, .facts: return []
        }
    }

    /// The first things of a register, besides the item itself.
    private func first(of prefix: String) -> [String] {
        guard prefix != Person.prefix else {
            return world.authority.people.map { "p\($0.number)" }.prefix(1).map { $0 }
        }
        guard let register = Register.of(prefix: prefix) else { return [] }
        return register.numbers(in: world, limit: 4).map { ItemID(prefix: prefix, number: $0) }
            .filter { $0 != item }.map(\.text)
    }
}
