import Ledger
import Rules
import TestWorld
import Testing

/// Shape 11: what lists are read from is worked out from the tables, and says the same as they do.
struct IndexTests {
    @Test("Shape 11: after a random walk each index is what the tables give", arguments: [5, 6])
    func walk(seed: UInt64) throws {
        var walker = try Walker(seed: seed)
        for _ in 0..<600 { try walker.step() }
        try check(walker.ca)
    }

    @Test("Shape 11: after every kind of act and record each index is what the tables give")
    func everyKind() throws { try check(WholeHistory.made.get()) }

    private func rebuilt<S: Scope>(_ scope: S) -> ActIndex {
        var index = ActIndex()
        // An act on things that its motion lost keeps no end of its own.
        let table = scope.acts.table.map { act in
            var whole = act
            whole.end = scope.end(of: act)
            return whole
        }
        for (number, act) in table.enumerated() {
            var open = act
            open.end = nil
            index.append(number, open)
        }
        let ended = table.enumerated().filter { $0.element.end != nil }.sorted {
            ($0.element.end?.place ?? 0, $0.offset) < ($1.element.end?.place ?? 0, $1.offset)
        }
        for (number, act) in ended {
            var open = act
            open.end = nil
            index.replace(number, open, by: act)
        }
        return index
    }

    /// From what each medium keeps of where it was, denied or not.
    private func rebuilt(_ media: ItemTable<Medium>) -> [ItemID: Set<Int>] {
        var stays: [ItemID: Set<Int>] = [:]
        for medium in media {
            for stay in medium.place.line?.list ?? [] {
                guard let place = stay["value"]?.text.flatMap({ ItemID($0) }) else { continue }
                stays[place, default: []].insert(medium.number)
            }
        }
        return stays
    }

    func check(_ ca: TestCA) throws {
        let (state, world, authority) = (ca.state, ca.state.world, ca.authority)
        #expect(rebuilt(authority) == authority.acts.index)
        #expect(rebuilt(world) == world.acts.index)
        var records = RecordIndex()
        let completed = world.records.enumerated().sorted {
            ($0.element.complete ?? .max, $0.offset) < ($1.element.complete ?? .max, $1.offset)
        }
        for (number, record) in world.records.enumerated() {
            var claimed = record
            claimed.complete = nil
            records.append(number, claimed)
        }
        for (number, record) in completed where record.complete != nil {
            var claimed = record
            claimed.complete = nil
            records.replace(number, claimed, by: record)
        }
        #expect(records == world.recordIndex)
        let stays = world.physical.stays.map { ($0.key, Set($0.value)) }
        #expect(rebuilt(world.physical.media) == Dictionary(uniqueKeysWithValues: stays))
        #expect(
            authority.undecided.sorted()
                == authority.motions.enumerated().filter { $0.element.outcome == nil }.map(\.offset))
        for hours in [0, 1, 30, 400, 9000] {
            let now = ca.now.adding(hours * 3600)
            func open<S: Scope>(_ scope: S) -> [Int] {
                scope.acts.table.filter { scope.condition(of: $0, at: now) == .open }.map(\.place)
            }
            #expect(authority.openActs(at: now).map(\.place) == open(authority))
            #expect(world.openActs(at: now).map(\.place) == open(world))
        }
        try pages(state, at: ca.now)
        #expect(
            world.remarks.openQuestions.map(\.number)
                == world.remarks.questions.filter(\.isOpen).map(\.number).reversed())
        #expect(
            world.remarks.doubted
                == Set(world.remarks.questions.filter { $0.answers.contains { $0.verdict == .isFalse } }.map(\.about))
                .sorted())
        verdicts(world)
        for note in world.remarks.notes {
            #expect(world.remarks.notes(about: note.about).contains(note))
        }
        for person in 1...10 {
            let own = Set(world.places(of: person, limit: .max))
            for act in authority.acts.table
            where act.proposer == person || act.signatures.contains(where: { $0.person == person }) {
                #expect(own.contains(act.place))
            }
            for record in world.records where record.people.contains(person) { #expect(own.contains(record.place)) }
        }
    }

    /// The verdicts of each person on each record, as the answers say them.
    private func verdicts(_ world: World) {
        for record in world.records {
            let said = world.remarks.questions(about: record.place).flatMap(\.answers).filter { $0.verdict != nil }
            let byPerson = Dictionary(grouping: said.sorted { $0.place < $1.place }, by: \.person)
            let indexed = world.remarks.verdicts(on: record.place)
            #expect(indexed.count == byPerson.count && indexed.allSatisfy { byPerson[$0.key] == $0.value })
        }
    }

    /// Page after page, a list is the whole list.
    private func pages(_ state: State, at now: Time) throws {
        let world = state.world
        var places: [Int] = []
        while true {
            let page = world.actViews(at: now, before: places.last ?? .max, limit: 7)
            places += page.map(\.place)
            if page.count < 7 { break }
        }
        let all = state.authority.acts.table.map(\.place) + world.acts.table.map(\.place)
        #expect(places == all.sorted(by: >))
        #expect(world.actCount() == all.count)
        for word in ["in effect", "declined", "withdrawn", "defeated"] {
            let listed = world.endedActViews(word, at: now, limit: .max)
            let ended =
                state.authority.acts.table.filter { $0.end?.word == word }.map(\.place)
                + world.acts.table.filter { world.end(of: $0)?.word == word }.map(\.place)
            #expect(Set(listed.map(\.place)) == Set(ended) && listed.count == ended.count)
            #expect(world.actCount(word) == ended.count)
        }
        for word in ["claimed", "late", "in breach", "complete", "reversed", "answered false"] {
            let said = world.records.filter { world.word(of: $0) == word }.map(\.place)
            #expect(world.recordCount(word) == said.count)
            #expect(Set(world.records(word, limit: .max).map(\.place)) == Set(said))
        }
    }
}
