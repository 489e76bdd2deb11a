/// Whether the slots of a way can be filled by different people, as far as the policy alone can tell.
///
/// Hall's rule: however some of the slots are picked, they may not ask for more people than all their pools
/// together can have. A pool whose size nobody knows is taken as large enough.
struct Reach {
    let requirement: Requirement
    let groups: GroupsReading

    /// Notes the smallest set of slots that asks for too many.
    func check(_ way: Way, _ path: [String], _ reader: inout PolicyReader) {
        // The reader lets at most six slots through, so at most 63 sets.
        let slots = way.slots.prefix(6)
        let sets = (1..<(1 << max(slots.count, 1))).sorted { $0.nonzeroBitCount < $1.nonzeroBitCount }
        for set in sets {
            let picked = slots.indices.filter { set & (1 << $0) != 0 }
            guard picked.allSatisfy({ slots.indices.contains($0) && !slots[$0].pool.isEmpty }),
                !picked.isEmpty
            else { continue }
            let asked = picked.reduce(0) { $0 + slots[$1].count }
            let pools = Set(picked.flatMap { slots[$0].pool })
            guard let people = people(in: pools), asked > people else { continue }
            let names = picked.map { "`\(slots[$0].name)`" }.joined(separator: " and ")
            let who = pools.map(\.text).sorted().joined(separator: ", ")
            let most = people == 0 ? "nobody is left" : "there can be at most \(people)"
            let place = picked.count == 1 ? path + [String(picked[0]), "count"] : path
            reader.fault(place, "this can never be met: \(names) needs \(asked), but of \(who) \(most)")
            return
        }
    }

    /// The most people that can be in these pools together and may sign; nil where that is not known.
    func people(in pools: Set<Pool>) -> Int? {
        var total = 0
        for pool in pools {
            switch pool {
            case .group(let code):
                guard let seats = seats(code) else { return nil }
                total += seats
            case .leader(let code): total += pools.contains(.group(code)) ? 0 : 1
            case .leaderIn(let field): total += pools.contains(.groupIn(field: field)) ? 0 : 1
            case .managerIn, .holder: total += 1
            case .named:
                // Whom an act names may be several people; where they are excluded, none of them signs.
                guard requirement.excludesNamed else { return nil }
            case .groupIn, .office, .enrolled, .leadersOfNamed, .peersOfNamed, .restorers: return nil
            }
        }
        let proposerIsAmongThem =
            !requirement.propose.isEmpty && requirement.propose.allSatisfy(pools.contains)
        return requirement.excludesProposer && proposerIsAmongThem ? max(0, total - 1) : total
    }

    /// The seats of a group; of a list at most those of its teams.
    private func seats(_ code: String) -> Int? {
        guard let group = groups.found[code] else { return nil }
        guard group.sort == .list else { return group.seats }
        let teams = group.eligible.map { groups.found[$0]?.seats }
        let drawn = teams.contains(nil) ? nil : teams.reduce(0) { $0 + ($1 ?? 0) }
        return [group.seats, drawn].compactMap { $0 }.min()
    }
}
