import Ledger
import Rules
import TestWorld
import Testing

/// SP-2.2.1d: no two items bear what identifies one.
struct ItemTableTests {
    private let kinds = DerivedKindTests()
    private let records = ERecordTests()

    @Test("SP-2.2.1d, D8: unique facts compare folded, with what an item is changed to too, and say who bears them")
    func unique() throws {
        var ca = try records.stocked()
        _ = try kinds.both(
            &ca, "register/medium.enter",
            .medium("CA-105", serial: "WD-7165"))
        for (label, serial) in [("ca-105", "x"), ("y", "wd-7165")] {
            let body = JSON.medium(label, serial: serial, sort: "tape")
            refused("SP-2.2.3.1a", ca, "M-2 bears it") {
                try $0.say(.of($0.kind("register/medium.enter"), body), by: 5)
            }
        }
        refused("SP-2.2.3.1a", ca) {
            try $0.say(.of($0.kind("register/medium.change"), kinds.change(["label": "ca-105"])), by: 5)
        }
        // A name that an item gave up is free; two without a serial number are two.
        _ = try kinds.both(&ca, "register/medium.change", kinds.change(["label": "z"], clear: ["serial"]))
        _ = try kinds.both(&ca, "register/medium.enter", .medium("A"))
        #expect(ca.state.world.physical.media.count == 3)
    }

    @Test("SP-2.2.1d: no two computers bear one hostname, or one serial number of a vendor, however they are written")
    func computers() throws {
        var ca = try records.stocked()
        _ = try kinds.both(&ca, "register/computer.enter", .computer("node"))
        refused("SP-2.2.1a", ca, "the hostname") {
            _ = try kinds.both(&$0, "register/computer.enter", .computer("node", serial: "other"))
        }
        refused("SP-2.2.1a", ca, "vendor and serial number") {
            _ = try kinds.both(&$0, "register/computer.enter", .computer("edge", serial: "NODE-1"))
        }
        _ = try kinds.both(&ca, "register/computer.enter", .computer("edge"))
    }
}
