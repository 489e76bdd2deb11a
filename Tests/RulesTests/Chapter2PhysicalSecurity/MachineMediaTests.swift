import Ledger
import Rules
import TestWorld
import Testing

/// SP-2.2.3: which media are in a computer, and what they keep it from.
struct MachineMediaTests {
    let media = MediaCase()
    let computers = ComputerTests()

    @Test("Shape 11: of 10,000 media each store and computer looks at its own only")
    func many() throws {
        var ca = try media.stocked()
        let kinds = DerivedKindTests()
        for number in 3...12 {
            _ = try kinds.both(&ca, "register/store.enter", .line(["label": .string("shelf \(number)")]))
        }
        let rows = (0..<9_999).map { "drive \($0),disk,S-\(3 + $0 % 10)\n" }.joined()
        let table = ca.state.importTable(
            Array(("label,sort,store\n" + rows).withMediumFacts.utf8), into: try #require(Register.named("media")),
            at: ca.now)
        let enclosure = ca.enclose(try #require(table.enclosure))
        _ = try kinds.both(
            &ca, "register/medium.import", .line(["rows": .string(enclosure.sha256.hex)]), enclosures: [enclosure])
        try media.did("install", &ca)
        try media.did("install", &ca, ["medium": .string("M-7")])
        try media.did("move", &ca, ["medium": .string("M-9")])
        try media.did("move", &ca, ["medium": .string("M-10")], observer: nil)
        // What the facts say of the store that received it changes nothing of where it was.
        _ = try kinds.both(
            &ca, "register/medium.change",
            .line(["medium": .string("M-11"), "set": .line(["store": .string("S-1")])]))
        let world = ca.state.world
        func looked(_ place: String) -> Int { ItemID(place).map { world.physical.media(everIn: $0).count } ?? 0 }
        #expect(world.physical.media.count == 10_000)
        #expect(["S-1", "S-2", "H-1", "S-3", "S-12"].map(looked) == [1, 2, 2, 1_000, 999])
        #expect((1...12).reduce(0) { $0 + looked("S-\($1)") } == 10_002)
        let stores = try #require(Register.named("stores"))
        let held = try #require(stores.column("media"))
        for number in 1...12 {
            let all = world.physical.media.count { $0.whereabouts(in: world)?.text == "S-\(number)" }
            #expect(held.value(world, number)?.text == "\(all)", "S-\(number)")
        }
        try IndexTests().check(ca)
    }

    @Test("SP-2.2.3.2c: a computer does not change between critical and non-critical with media in it")
    func changes() throws {
        var ca = try media.stocked()
        try MediaPlaceTests().systems(&ca)
        func set(_ ca: inout TestCA, _ system: String?) throws {
            try computers.change(
                &ca, system.map { ["system": .string($0)] } ?? [:], clear: system == nil ? ["system"] : [])
        }
        try set(&ca, "SYS-2")
        try media.did("erase", &ca)
        try media.did("install", &ca)
        #expect(!media.medium(ca).isExposed(in: ca.state.world))
        for system in ["SYS-1", nil] {
            refused("SP-2.2.3.2c", ca, "\(system ?? "none")") { try set(&$0, system) }
        }
        let correction = JSON.line([
            "computer": .string("H-1"), "field": .string("system"), "happened": .string(ca.now.text),
            "new": .string("SYS-1"), "old": .string("SYS-2"), "parties": .observer(7),
        ])
        let corrected = try ca.propose("record/computer.correct", correction, by: 5)
        try ca.say(.observe(ca.record(corrected)), by: 7)
        #expect(media.breaches(ca, corrected) == ["SP-2.2.3.2c"])
        // What one alone says came out may be in it.
        try media.did("remove", &ca, observer: nil)
        refused("SP-2.2.3.2c", ca) { try set(&$0, "SYS-1") }
        try media.did("remove", &ca)
        try set(&ca, "SYS-1")
        try media.did("erase", &ca)
        try media.did("install", &ca)
        #expect(media.medium(ca).isExposed(in: ca.state.world))
        refused("SP-2.2.3.2c", ca, "out of the scope") { try set(&$0, "SYS-2") }
        // A computer of no system counts as critical.
        try set(&ca, nil)
        refused("SP-2.2.3.2c", ca, "out of the scope") { try set(&$0, "SYS-2") }
        try media.did("remove", &ca)
        try set(&ca, "SYS-2")
    }

    @Test("SP-2.2.3.1b: a medium in it that was not erased bars service, also when it was said to be lost, or retired")
    func badMedia() throws {
        var ca = try computers.ready()
        try media.did("install", &ca)
        try media.did("lost", &ca, by: 1)
        refused("SP-2.2.3.2a", ca, "lost") { try computers.act("serve", &$0) }
        #expect(ca.finds("medium-in-use-unerased") == ["M-1"] && ca.finds("medium-lost") == ["M-1"])
        // Found in a store, as somebody says alone: it may be in the machine as before.
        try media.did("found", &ca, confirmed: false)
        refused("SP-2.2.3.2a", ca) { try computers.act("serve", &$0) }
        // An erasure ends that use, and no loss begins it again.
        ca = try computers.ready()
        try media.did("install", &ca)
        try media.did("erase", &ca)
        try media.did("lost", &ca)
        #expect(ca.finds("medium-in-use-unerased") == [])
        refused("SP-2.2.3.2a", ca, "erased, and lost") { try computers.act("serve", &$0) }
        ca = try computers.ready()
        try media.did("erase", &ca)
        try media.retire(&ca)
        try computers.act("serve", &ca)
        #expect(try media.breaches(&ca) { try media.did("install", &$0) } == ["SP-2.2.3.3a"])
        #expect(ca.finds("computer-lacks") == ["H-1"])
        try computers.act("withdraw", &ca)
        refused("SP-2.2.3.3a", ca, "retired") { try computers.act("serve", &$0) }
        try media.did("remove", &ca)
        try computers.act("serve", &ca)
    }
}
