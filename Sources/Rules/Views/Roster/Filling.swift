/// Whether slots can be filled by different people, each in one of them. A matching, and no count of pools: of two slots that ask for one
/// of the same two people each, one person fills only one (Hall's rule).
package struct Filling: Sendable {
    /// A slot: how many people it asks for, and who could fill it.
    package struct Place: Sendable {
        package let count: Int
        package let people: [Int]
        package init(count: Int, people: [Int]) { (self.count, self.people) = (count, people) }
    }

    private let places: [Place]
    package init(_ places: [Place]) { self.places = places }

    /// Who fills what, slot by slot; nil where nobody can fill all of them. `without` are not there.
    package func filled(without gone: Set<Int> = []) -> [[Int]]? {
        // One unit for each person that a slot asks for; `holds` says which unit a person fills.
        let units = places.enumerated().flatMap { index, place in (0..<place.count).map { _ in index } }
        var holds: [Int: Int] = [:]
        for unit in units.indices {
            var tried: Set<Int> = []
            guard seat(unit, units, gone, &holds, &tried) else { return nil }
        }
        var chosen = places.map { _ in [Int]() }
        for (person, unit) in holds { chosen[units[unit]].append(person) }
        return chosen.map { $0.sorted() }
    }

    /// Finds somebody for a unit, moving others to where they fit as well.
    private func seat(
        _ unit: Int, _ units: [Int], _ gone: Set<Int>, _ holds: inout [Int: Int], _ tried: inout Set<Int>
    ) -> Bool {
        for person in places[units[unit]].people where !gone.contains(person) && tried.insert(person).inserted {
            guard let other = holds[person] else {
                holds[person] = unit
                return true
            }
            if seat(other, units, gone, &holds, &tried) {
                holds[person] = unit
                return true
            }
        }
        return false
    }

    /// Those without whom the slots cannot be filled, ascending; nil where they cannot be filled at all.
    package func needed(without gone: Set<Int> = []) -> [Int]? {
        guard let chosen = filled(without: gone) else { return nil }
        // Who fills nothing here is missed by nobody.
        return Set(chosen.flatMap { $0 }).filter { filled(without: gone.union([$0])) == nil }.sorted()
    }
}
