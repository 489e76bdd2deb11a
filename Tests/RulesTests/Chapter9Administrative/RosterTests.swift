import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.2a, SP-1.2c: who could decide what, by filling slots with people; compared with trying every choice of people.
struct RosterTests {
    /// Whether some choice of different people fills all places, tried one after the other.
    private func isFilled(_ places: [Filling.Place], _ gone: Set<Int>, used: Set<Int> = [], at index: Int = 0) -> Bool {
        let units = places.flatMap { place in (0..<place.count).map { _ in place.people } }
        guard index < units.count else { return true }
        return units[index].contains {
            !gone.contains($0) && !used.contains($0)
                && isFilled(places, gone, used: used.union([$0]), at: index + 1)
        }
    }

    @Test("SP-1.2c: slots are filled as trying every choice says, and so is who can be done without")
    func bruteForce() {
        var dice = Dice(7)
        var short = 0, thin = 0
        for _ in 0..<2000 {
            let places = (0..<Int.random(in: 1...3, using: &dice)).map { _ in
                Filling.Place(
                    count: Int.random(in: 1...2, using: &dice),
                    people: (1...5).filter { _ in Int.random(in: 0...2, using: &dice) > 0 })
            }
            let gone = Set((1...5).filter { _ in Int.random(in: 0...4, using: &dice) == 0 })
            let filling = Filling(places), can = isFilled(places, gone)
            #expect((filling.filled(without: gone) != nil) == can)
            guard can else {
                short += 1
                #expect(filling.needed(without: gone) == nil)
                continue
            }
            if let chosen = filling.filled(without: gone) {
                let all = chosen.flatMap { $0 }
                #expect(Set(all).count == all.count && gone.isDisjoint(with: all))
                for (place, people) in zip(places, chosen) {
                    #expect(people.count == place.count && Set(people).isSubset(of: place.people))
                }
            }
            let needed = (1...5).filter { !gone.contains($0) && !isFilled(places, gone.union([$0])) }
            if !needed.isEmpty { thin += 1 }
            #expect(filling.needed(without: gone) == needed)
        }
        #expect(short > 200 && thin > 200)
    }

    private func line(_ ca: TestCA, _ kind: String, _ group: String? = nil) throws -> RosterLine {
        try #require(
            ca.state.roster(days: 8, at: ca.now).first { $0.kind.name == kind && (group == nil || $0.group == group) })
    }

    @Test(
        "SP-9.1.2a: two of two on a team: nobody may be missing; one is away from a day on, and nobody could from there"
    )
    func away() throws {
        var ca = try small()
        let kind = "register/medium.retire"
        #expect(try line(ca, kind).days.allSatisfy { Set($0.needed ?? []).isSuperset(of: [5, 6]) })
        let today = CalendarDay(of: ca.now)
        try AbsenceTests.enter(&ca, 6, from: today.later(by: 3).text, until: today.later(by: 4).text)
        let days = try line(ca, kind).days
        #expect(days.map { $0.needed == nil } == [false, false, false, true, true, false, false, false])
    }

    @Test("SP-1.2c: a motion needs more than half of all seated: who is away is missed there too")
    func motion() throws {
        var ca = try cacert()
        let kind = "authority/policy.change"
        #expect(try line(ca, kind).days[0].needed == [])
        let today = CalendarDay(of: ca.now)
        for person in [1, 2] {
            try ca.propose(
                "register/absence.enter",
                .line([
                    "from": .string(today.text), "person": .person(person), "reachable": .string("no"),
                    "until": .string(today.later(by: 2).text),
                ]), by: person, slot: "reporter")
        }
        #expect(try line(ca, kind).days[0].needed == [3, 4, 5])
        #expect(try line(ca, kind).days[5].needed == [])
        try ca.propose(
            "register/absence.enter",
            .line([
                "from": .string(today.later(by: 1).text), "person": .person(3), "reachable": .string("no"),
                "until": .string(today.later(by: 1).text),
            ]), by: 3, slot: "reporter")
        #expect(try line(ca, kind).days[1].needed == nil)
    }

    @Test("SP-9.1.2a: a kind that names a team has a line for each: its leader alone may recommend")
    func groups() throws {
        let ca = try cacert()
        #expect(try line(ca, "authority/team.appoint", "access").days[0].needed?.contains(6) == true)
        #expect(try line(ca, "authority/team.appoint", "systems-administration").days[0].needed?.contains(8) == true)
        #expect(try line(ca, "authority/team.appoint", "support").days[0].needed == nil, "nobody leads it")
    }
}
