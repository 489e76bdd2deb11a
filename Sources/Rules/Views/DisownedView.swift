import Ledger

/// An act that took effect, a motion that was closed, or a record that was completed through a signature of a key
/// that its person disowned: two others answer it (P-22).
package struct Disowned: Sendable {
    /// The place of the act, motion or record.
    package let entry: Int
    /// `A-412`, `B-7` or `R-9`.
    package let name: String
    package let title: String
    package let disowning: Disowning
    package let person: Int
    package let answer: DisownedAnswer?
    /// Why two people cannot reverse it; nil: they can (K-17).
    package let lasts: Refusal?

    package var json: JSON {
        .line([
            "answer": answer.map { .string($0.answer.rawValue) }, "disowning": .string("D-\(disowning.number)"),
            "entry": .integer(entry), "id": .string(name), "key": .string(disowning.key.hex),
            "lasts": lasts.map { .string($0.text) }, "person": .person(person), "since": .integer(disowning.since),
            "title": .string(title),
        ])
    }
}

extension State {
    /// Everything that rests on a disowned key, by key and then by place; answered or not. A disowning that reaches as
    /// far back as an earlier one of the same key says all that it said.
    package func disowned() -> [Disowned] {
        authority.disownings.filter { one in
            !authority.disownings.contains {
                $0.key == one.key && $0.number > one.number && $0.since <= one.since
            }
        }.flatMap(disowned)
    }

    private func disowned(by disowning: Disowning) -> [Disowned] {
        guard let (key, enrolled) = authority.key(disowning.key) else { return [] }
        // The disowning itself may be signed with the key; it asks nobody.
        func isBy(_ place: Int?) -> Bool {
            place.map { disowning.denies($0) && log.rows.at($0)?.key == key } ?? false
        }
        func one(_ place: Int, _ name: String, _ title: String) -> Disowned {
            Disowned(
                entry: place, name: name, title: title, disowning: disowning, person: enrolled.person,
                answer: authority.answer(about: place, key: disowning.key),
                lasts: authority.lasts(place, disowning, log: log))
        }
        func whole(_ place: Int) -> Disowned? {
            if let act = authority.acts[place: place], isThrough(act, isBy), act.end?.place != disowning.born {
                return one(place, act.name, act.kind.title)
            }
            if let act = world.acts[place: place], isThrough(act, isBy) { return one(place, act.name, act.kind.title) }
            if let motion = authority.motion(at: place),
                authority.statements(behind: place)?.contains(where: isBy) == true
            {
                return one(place, motion.name, motion.act.flatMap { world.actTitle(at: $0) } ?? "A question")
            }
            guard let record = world.recordIndex(at: place).map({ world.records[$0] }), record.complete != nil,
                ([record.place, record.complete, record.attested] + record.parties.map(\.signed)).contains(where: isBy)
            else { return nil }
            return one(place, record.name, record.kind.title)
        }
        /// A coming or a verdict is answered by itself: the record does not rest on it.
        func beside(_ place: Int) -> [Disowned] {
            if let question = world.remarks.index(at: place).map({ world.remarks.questions[$0] }) {
                return question.answers.filter { $0.verdict != nil && isBy($0.place) }.map {
                    one($0.place, question.name, "What is said of a record")
                }
            }
            guard let record = world.recordIndex(at: place).map({ world.records[$0] }) else { return [] }
            return record.presences.filter { $0.joined != record.place && isBy($0.joined) }.map {
                one($0.joined, record.name, "Presence as \($0.role)")
            }
        }
        // Only what its person ever said something about can rest on it.
        let found = world.sayings.newest(of: enrolled.person, limit: .max).flatMap { place in
            [whole(place)].compactMap(\.self) + beside(place)
        }
        return found.sorted { $0.entry < $1.entry }
    }

    /// An act in effect that was proposed or signed by such an entry.
    private func isThrough<S: Scope>(_ act: ProposedAct<S>, _ isBy: (Int?) -> Bool) -> Bool {
        guard case .inEffect? = act.end else { return false }
        return isBy(act.place) || act.signatures.contains { isBy($0.place) }
    }
}
