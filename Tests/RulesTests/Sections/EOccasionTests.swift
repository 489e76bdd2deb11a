import Ledger
import Rules
import TestWorld
import Testing

/// Records within another one, which they name by its hash (P-41, decision 0055).
struct EOccasionTests {
    let records = ERecordTests()

    func move(within hash: Digest, _ ca: TestCA) -> Draft {
        var draft = records.move(to: "S-2", happened: ca.now)
        draft.body = .sorted((draft.body.members ?? []) + [JSON.Member("within", .string(hash.hex))])
        return draft
    }
    func adrift(_ ca: TestCA) -> [String] {
        ca.found("record-adrift").map(\.about.text)
    }

    @Test(
        "P-41: a record names its occasion by a hash, and belongs to it wherever that comes in",
        arguments: [true, false])
    func order(occasionFirst: Bool) throws {
        var ca = try records.stocked()
        ca.wait(60)
        let opening = ca.statement(records.erasure(happened: ca.now), by: 5)
        let hash = Digest.of(opening.line())
        let signed = ca.key(5).signed(opening)
        if occasionFirst { try ca.enter(signed) }
        let place = try ca.say(move(within: hash, ca), by: 5)
        #expect((ca.state.world.occasion(of: ca.record(place)) != nil) == occasionFirst)
        #expect(adrift(ca) == (occasionFirst ? [] : ["R-\(place)"]))
        if !occasionFirst { try ca.enter(signed) }
        let occasion = try #require(ca.state.world.occasion(of: ca.record(place)))
        #expect(occasion.hash == hash && adrift(ca).isEmpty)
        #expect(ca.state.world.records(within: occasion, limit: 9).map(\.place) == [place])
        #expect(ca.record(place).breaches.isEmpty, "which of the two came first is no breach of anybody's")
    }

    @Test("P-41: an occasion that never comes, or is none, leaves the record alone and is found")
    func never() throws {
        var ca = try records.stocked()
        ca.wait(60)
        let other = try ca.say(records.move(to: "S-2", happened: ca.now), by: 5)
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5)
        var places: [Int] = []
        for hash in [Digest.of([9]), ca.record(other).hash, ca.registerAct(act).hash, ca.authority.founding!.hash] {
            places.append(try ca.say(move(within: hash, ca), by: 5))
            try ca.say(.observe(ca.record(places.last!)), by: 6)
        }
        for place in places {
            #expect(ca.state.world.occasion(of: ca.record(place)) == nil)
            #expect(ca.record(place).opensGates, "it is true that it was moved")
        }
        #expect(Set(adrift(ca)) == Set(places.map { "R-\($0)" }))
        #expect(ca.state.world.records(within: ca.record(other), limit: 9).isEmpty)
        refused("P-4", ca) { ca in
            var draft = records.move(to: "S-2", happened: ca.now)
            draft.body = .sorted((draft.body.members ?? []) + [JSON.Member("within", .string("R-\(other)"))])
            try ca.say(draft, by: 5)
        }
    }
}
