import HashTreeCollections
import Ledger

/// What each person proposed, signed, voted, recorded: the places of the acts, motions and records, in the order in
/// which the person spoke. An index, no state, so that one's own list costs what it shows.
package struct Sayings: Sendable {
    private var places = TreeDictionary<Int, Table<Int>>()

    package init() {}

    mutating func take(_ about: [Int], by person: Int) {
        for place in about { places[person, default: Table()].append(place) }
    }

    /// The last places about which a person said something, each once, newest first.
    package func newest(of person: Int, limit: Int) -> [Int] {
        guard let all = places[person] else { return [] }
        var seen: Set<Int> = []
        var found: [Int] = []
        var index = all.count
        while index > 0, found.count < limit {
            index -= 1
            if seen.insert(all[index]).inserted { found.append(all[index]) }
        }
        return found
    }
}

extension World {
    /// The last acts, motions and records that a person made or said something about, and the records that name the
    /// person, newest first.
    package func places(of person: Int, limit: Int) -> [Int] {
        let named = naming.places(of: ItemID(prefix: Person.prefix, number: person)).filter { recordIndex(at: $0) != nil }
        let said = sayings.newest(of: person, limit: limit)
        return Array(Set(said + named.suffix(limit)).sorted(by: >).prefix(limit))
    }

    /// The places that a statement is about: its own, if it proposes, records or opens something, and what it names.
    func about(_ admission: Admission, at place: Int) -> [Int] {
        let statement = admission.verified.statement
        let several = (statement.body["acts"]?.list ?? []).compactMap { item in
            item["of"]?.text.flatMap { Digest(hex: $0) }.flatMap { hash in
                authority.acts.index(of: hash).map { authority.acts.table[$0].place }
                    ?? acts.index(of: hash).map { acts.table[$0].place }
            }
        }
        let makes = Verb.named(statement.kind) == nil || statement.kind == "authority/motion.open"
        return several + (admission.ofPlace.map { [$0] } ?? []) + (makes ? [place] : [])
    }
}
