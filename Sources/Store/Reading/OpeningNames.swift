import Ledger
import Rules

extension LedgerStore {
    /// The newest names of all people whose names a reader may read, by number: one line of the journal, then one pass over
    /// ledger and vault, however many they are. A search looks at them and at nothing that was kept; there is no index.
    ///
    /// Who may read their own name only gets that; what is not here, erased, or not what was signed for is left out.
    package func names(for reader: Int) throws(StoreError) -> [Int: String] {
        let (published, now) = (published, clock())
        let (standing, because) = try admitted(reader, in: published, at: now)
        // Ten minutes of the same names are one reading, as with a single one (decision 0018); a newer name is another.
        let (size, references) = (published.state.log.size, Set(standing.map(\.reference)))
        if let because, !lately.has(reader, names: references, because: because, at: now) {
            try journal.write(
                .reading(ofAll: "name", count: standing.count, size: size, by: reader, because: because, at: now))
            lately.keep(reader, names: references, because: because, at: now)
        }
        let opened = try files.vault.opened(standing.map(\.reference))
        var names: [Int: String] = [:]
        for name in standing {
            guard let part = opened[name.reference] else { continue }
            if name.statement.opens(part: part.name, key: part.key, content: part.content) {
                names[name.person] = String(validating: part.content, as: UTF8.self)
            } else if self.published.state.erasure(of: name.reference.statement, part: name.reference.part) == nil {
                alarm(ContentMismatch(reference: name.reference, place: name.place))
            }
        }
        return names
    }

    private struct StandingName {
        let person: Int
        let reference: PartReference
        let place: Int
        let statement: Statement
    }

    /// The names that a reader may read, and on what authority; nil where none of them is restricted.
    private func admitted(
        _ reader: Int, in published: Published, at now: Time
    ) throws(StoreError) -> (names: [StandingName], because: String?) {
        let state = published.state
        var wanted: [(person: Int, reference: PartReference, place: Int)] = []
        for person in state.authority.people {
            guard let reference = state.name(of: person.number), let place = state.log.place(of: reference.statement)
            else { continue }
            wanted.append((person.number, reference, place))
        }
        let bodies = try files.ledger.bodies(at: wanted.map(\.place))
        var names: [StandingName] = []
        var because: String?
        for (person, reference, place) in wanted {
            guard let entry = bodies[place].flatMap({ try? Entry(bytes: $0) }),
                let part = entry.statement.detached.first(where: { $0.name.utf8.elementsEqual(reference.part.utf8) }),
                let right = state.authority.readingRight(
                    of: reader, part: part, subject: ContentSubject(of: entry.statement, hash: entry.hash), at: now)
            else { continue }
            // Their own name is theirs without any office: the line says on what they read the others, if they do.
            if part.isRestricted, because == nil || person != reader { because = right }
            names.append(
                StandingName(person: person, reference: reference, place: place, statement: entry.statement))
        }
        return (names, because)
    }
}
