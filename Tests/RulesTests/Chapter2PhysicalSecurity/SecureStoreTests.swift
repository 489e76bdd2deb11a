import Ledger
import Rules
import TestWorld
import Testing

/// SP-2.2.3.2a: secure stores: who counts them, what a count finds, and when one may be closed.
struct SecureStoreTests {
    let media = MediaCase()

    /// S-1, with M-1 in it, is kept by the keepers.
    func kept() throws -> TestCA {
        var ca = try media.stocked()
        try change(&ca, ["custodians": "keepers"])
        return ca
    }
    func change(_ ca: inout TestCA, _ set: [String: String], _ store: String = "S-1") throws {
        let set = JSON.sorted(set.map { JSON.Member($0.key, .string($0.value)) })
        _ = try DerivedKindTests().both(
            &ca, "register/store.change", .line(["set": set, "store": .string(store)]))
    }
    func close(_ ca: inout TestCA, _ store: String) throws {
        let act = try ca.propose("register/store.close", .line(["store": .string(store)]), by: 5, slot: "keeper")
        try ca.signThing(act, "reviewer", by: 7)
    }
    @discardableResult
    func count(
        _ ca: inout TestCA, _ seen: Int, missing: [String] = [], unexpected: [String] = [], store: String = "S-1",
        by person: Int = 5, observer: Int? = 7
    ) throws -> Int {
        ca.wait(5)
        let body = JSON.line([
            "happened": .string(ca.now.text), "missing": missing.isEmpty ? nil : .texts(missing),
            "parties": observer.map { .observer($0) }, "seen": .integer(seen), "store": .string(store),
            "unexpected": unexpected.isEmpty ? nil : .texts(unexpected),
        ])
        let place = try ca.say(.of(ca.kind("record/store.count"), body), by: person)
        if let observer { try ca.say(.observe(ca.record(place)), by: observer) }
        return place
    }

    @Test("SP-2.2.3.2a: a store is counted by one who keeps it and one who does not, and what was seen adds up")
    func counted() throws {
        var ca = try media.stocked()
        #expect(try media.breaches(&ca) { try count(&$0, 1) } == ["SP-2.2.3.2a"], "it has no custodians")
        ca = try kept()
        #expect(try media.breaches(&ca) { try count(&$0, 1) } == [])
        // p5 and p6 keep it, p7 and p8 do not, p10 is in no office.
        #expect(try media.breaches(&ca) { try count(&$0, 1, observer: 6) } == ["SP-2.2.3.2a"])
        #expect(try media.breaches(&ca) { try count(&$0, 1, by: 7, observer: 8) } == ["SP-2.2.3.2a"])
        #expect(try media.breaches(&ca) { try count(&$0, 1, observer: 10) }.count == 1)
        #expect(try media.breaches(&ca) { try count(&$0, 1, observer: nil) } == ["SP-1.2b", "SP-2.2.3.2a"])
        #expect(try media.breaches(&ca) { try count(&$0, 1, by: 7, observer: 5) } == [])
        for (seen, missing, unexpected) in [(0, [], []), (2, [], []), (1, ["M-1"], []), (2, [], ["M-1"])]
            as [(Int, [String], [String])]
        {
            var ca = ca
            #expect(
                try media.breaches(&ca) { try count(&$0, seen, missing: missing, unexpected: unexpected) } == [
                    "SP-2.2.3.2a"
                ])
        }
    }

    @Test("SP-2.2.3.2a: what a count misses is lost, what it finds elsewhere is found; both at once")
    func differs() throws {
        var ca = try kept()
        try change(&ca, ["custodians": "keepers"], "S-2")
        #expect(try media.breaches(&ca) { try count(&$0, 0, missing: ["M-1"]) } == [])
        #expect(ca.finds("medium-lost") == ["M-1"] && media.state(ca) == .lost)
        #expect(try media.breaches(&ca) { try count(&$0, 1, unexpected: ["M-1"], store: "S-2") } == [])
        #expect(ca.finds("medium-lost") == [] && ca.finds("medium-found") == ["M-1"])
        #expect(media.records.whereabouts(ca) == "S-2")
        // Counted by one alone it is missed, and not found.
        ca = try kept()
        try count(&ca, 0, missing: ["M-1"], observer: nil)
        try count(&ca, 1, unexpected: ["M-1"], store: "S-2", observer: nil)
        #expect(media.state(ca) == .lost)
    }

    @Test("SP-2.2.3.2a: a count is due by the Manual's interval, a task of those who keep the store")
    func due() throws {
        var ca = try kept()
        #expect(ca.finds("store-count") == [])
        ca.wait(340 * 86_400)
        func tasks(_ person: Int) -> [String] {
            ca.state.tasks(for: person, at: ca.now).filter { $0.rule.name == "store-count" }.map(\.id)
        }
        #expect(tasks(5) == ["S-1"] && tasks(7) == [] && ca.finds("store-count") == [])
        ca.wait(30 * 86_400)
        #expect(ca.finds("store-count") == ["S-1", "S-2"])
        // What opens no gate counts for nothing here either.
        try count(&ca, 1, observer: nil)
        #expect(ca.finds("store-count") == ["S-1", "S-2"])
        try count(&ca, 1)
        #expect(ca.finds("store-count") == ["S-2"] && tasks(5) == [])
        try close(&ca, "S-2")
        #expect(ca.finds("store-count") == [])
    }

    @Test("SP-2.2.3.2a: a store is closed by two when nothing is in it, by clean records, and takes nothing afterwards")
    func closed() throws {
        var ca = try kept()
        refused("SP-2.2.3.2a", ca, "M-1 is in it") { try close(&$0, "S-1") }
        try media.did("move", &ca, observer: nil)
        refused("SP-2.2.3.2a", ca, "said by one alone") { try close(&$0, "S-1") }
        refused("SP-2.2.3.2a", ca, "and so it may be there") { try close(&$0, "S-2") }
        try media.did("move", &ca)
        try close(&ca, "S-1")
        refused("SP-2.2.3.2a", ca, "twice") { try close(&$0, "S-1") }
        #expect(try media.breaches(&ca) { try media.did("move", &$0, ["to": .string("S-1")]) } == ["SP-2.2.3.2a"])
        try media.did("erase", &ca)
        try media.did("install", &ca)
        #expect(try media.breaches(&ca) { try media.did("remove", &$0) } == ["SP-2.2.3.2a"])
        try media.did("remove", &ca, ["to": .string("S-2")])
        try media.did("lost", &ca)
        #expect(try media.breaches(&ca) { try media.did("found", &$0) } == ["SP-2.2.3.2a"])
        refused("SP-2.2.3.2a", ca) { _ = try DerivedKindTests().both(&$0, "register/medium.enter", .medium("b")) }
        refused("P-35", ca) { try change(&$0, ["custodians": "nobody"], "S-2") }
    }

    @Test("SP-2.2.3.2a: of two moves by one alone, the second does not empty the store that the first may have filled")
    func movedTwice() throws {
        var ca = try kept()
        try media.did("move", &ca, observer: nil)
        try media.did("move", &ca, ["to": .string("S-1")], observer: nil)
        for store in ["S-1", "S-2"] { refused("SP-2.2.3.2a", ca, "\(store)") { try close(&$0, store) } }
        try media.did("move", &ca, ["to": .string("S-1")])
        try close(&ca, "S-2")
    }

    /// Each kind of record and act about stores, once.
    func chain(_ ca: inout TestCA) throws {
        try count(&ca, 1)
        let store = try ca.propose("register/store.enter", .line(["label": .string("case")]), by: 5, slot: "keeper")
        try ca.signThing(store, "reviewer", by: 7)
        try close(&ca, "S-\(ca.state.world.physical.stores.count)")
    }
}
