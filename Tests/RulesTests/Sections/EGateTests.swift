import Ledger
import Rules
import TestWorld
import Testing

/// Section E of the protocol: gates, and history by when it happened (P-41).
struct EGateTests {
    let records = ERecordTests()

    /// Into the machine, out of it or to another store, so many seconds before now, performed by p5, observed by p7.
    private func moved(_ ca: inout TestCA, to: String, ago: Int) throws {
        ca.wait(5)
        let place = try ca.say(draft(to, ca.now.adding(-ago)), by: 5)
        try ca.say(.observe(ca.record(place)), by: 7)
    }
    private func draft(_ to: String, _ happened: Time) -> Draft {
        switch to {
        case "H-1": records.install(happened: happened)
        case "S-1": records.remove(happened: happened)
        default: records.move(to: to, observer: 7, happened: happened)
        }
    }
    private func erased(_ ca: inout TestCA, ago: Int, method: String = "purge") throws {
        ca.wait(5)
        let place = try ca.say(records.erasure(method: method, happened: ca.now.adding(-ago)), by: 5)
        try ca.say(.observe(ca.record(place)), by: 7)
    }

    @Test("P-41: an older happening that completes later does not overwrite a newer one")
    func older() throws {
        var ca = try records.stocked()
        ca.wait(3600)
        let claim = try ca.say(records.move(to: "S-2", happened: ca.now.adding(-600)), by: 5)
        try moved(&ca, to: "H-1", ago: 300)
        try ca.say(.observe(ca.record(claim)), by: 6)
        #expect(records.whereabouts(ca) == "H-1")
    }

    @Test("P-41: of two happenings at one time the later place counts")
    func sameTime() throws {
        var ca = try records.stocked()
        ca.wait(3600)
        let at = ca.now
        for to in ["S-2", "H-1"] {
            let place = try ca.say(draft(to, at), by: 5)
            try ca.say(.observe(ca.record(place)), by: 7)
        }
        #expect(records.whereabouts(ca) == "H-1")
    }

    @Test(
        "SP-2.2.3.3b: a medium is retired only with a clean erasure newer than its last use, in whatever order records came",
        arguments: [
            ["erase 100"], ["into 300", "out 200", "erase 100"], ["erase 100", "out 200", "into 300"],
            ["out 200", "erase 100", "into 300"], ["into 300", "out 200", "erase 200"],
            // Erased in the machine: that ends its use, and being taken out is none.
            ["into 300", "erase 250", "out 200"], ["into 300", "erase 200", "out 200"],
            ["out 200", "into 300", "erase 250"], ["erase 250", "out 200", "into 300"],
        ])
    func opens(steps: [String]) throws {
        var ca = try play(steps)
        try records.retire(&ca)
        #expect(records.medium(ca).fate == .destroyed)
        refused("SP-2.2.3.3a", ca, "once") { try records.retire(&$0) }
    }

    @Test(
        "SP-2.2.3.3b: without such an erasure the gate is shut",
        arguments: [
            [], ["erase 400", "into 300", "out 200"], ["into 300", "out 200", "erase 350"], ["gutmann 100"],
            // One pass is for new media: not after a use, and not before one that nobody had entered yet.
            ["into 300", "out 200", "pass 100"], ["pass 100", "into 300", "out 200"],
        ])
    func shut(steps: [String]) throws {
        let ca = try play(steps)
        refused("SP-2.2.3.3b", ca) { try records.retire(&$0) }
    }

    @Test("SP-2.2.3.3b: a medium in a computer is not retired")
    func inUse() throws {
        refused("SP-2.2.3.3b", try play(["into 300", "erase 200"])) { try records.retire(&$0) }
    }

    @Test("P-40: an erasure in breach opens nothing; a claim without its observer opens nothing")
    func unclean() throws {
        var ca = try records.stocked()
        ca.wait(60)
        let claim = try ca.say(records.erasure(happened: ca.now), by: 5)
        refused("SP-2.2.3.3b", ca) { try records.retire(&$0) }
        try ca.say(Draft("record/close", of: ca.record(claim).hash, under: ["P-41"]), by: 5)
        refused("SP-2.2.3.3b", ca) { try records.retire(&$0) }
    }

    @Test("P-40: an erasure said to happen in the future opens nothing, now or then")
    func future() throws {
        var ca = try records.stocked()
        try erased(&ca, ago: -86_400)
        refused("SP-2.2.3.3b", ca) { try records.retire(&$0) }
        // Nor does a move out of the future hold against what really happens later.
        try moved(&ca, to: "S-2", ago: -86_400 * 365)
        try moved(&ca, to: "H-1", ago: 0)
        #expect(records.whereabouts(ca) == "H-1")
    }

    @Test("K-8: a removal in breach opens no retirement, and any claim that it went into a machine shuts it")
    func bothReadings() throws {
        var ca = try play(["into 300", "out 200", "erase 100"])
        // Out again, said by somebody who may not move media: it is not stored, as far as gates know.
        try moved(&ca, to: "H-1", ago: 0)
        ca.wait(10)
        try ca.say(records.remove(observer: nil, happened: ca.now), by: 10)
        #expect(records.whereabouts(ca) == "S-1")
        refused("SP-2.2.3.3b", ca) { try records.retire(&$0) }
        // A claim that nobody confirmed shuts the gate of a medium that was ready.
        ca = try play(["erase 100"])
        ca.wait(10)
        try ca.say(records.install(happened: ca.now), by: 5)
        refused("SP-2.2.3.3b", ca) { try records.retire(&$0) }
    }

    @Test("K-8: a move in breach, by an outsider, makes no medium stored and opens no retirement")
    func outsider() throws {
        var ca = try play(["into 100", "erase 50"])
        ca.wait(10)
        let place = try ca.say(records.move(to: "S-2", observer: nil, happened: ca.now), by: 10)
        #expect(!ca.record(place).breaches.isEmpty && records.whereabouts(ca) == "S-2")
        #expect(!records.medium(ca).isStored(in: ca.state.world))
        refused("SP-2.2.3.3b", ca) { try records.retire(&$0) }
    }

    private func play(_ steps: [String]) throws -> TestCA {
        var ca = try records.stocked()
        ca.wait(3600)
        let now = ca.now
        for step in steps {
            let words = step.split(separator: " ")
            let ago = ca.now.since(now) + (Int(words[1]) ?? 0) + 5
            switch words[0] {
            case "into": try moved(&ca, to: "H-1", ago: ago)
            case "out": try moved(&ca, to: "S-1", ago: ago)
            default:
                let methods = ["gutmann": "gutmann-35", "pass": "overwrite-1"]
                try erased(&ca, ago: ago, method: methods[String(words[0])] ?? "purge")
            }
        }
        return ca
    }
}
