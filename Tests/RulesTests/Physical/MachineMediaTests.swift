import Ledger
import Rules
import TestWorld
import Testing

/// SP-2.2.3: which media are in a computer, and what they keep it from.
struct MachineMediaTests {
    let media = MediaCase()
    let computers = ComputerTests()

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
