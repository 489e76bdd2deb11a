import Ledger
import Rules
import TestWorld
import Testing

/// SP-2.2.3: which media are in a computer, and what they keep it from.
struct MachineMediaTests {
    let media = MediaCase()
    let computers = ComputerTests()

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
