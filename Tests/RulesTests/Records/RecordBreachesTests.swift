import Ledger
import Rules
import TestWorld
import Testing

/// SP-1.2b, four eyes: without a performer and a different observer a record is not complete, or it is in breach.
struct RecordBreachesTests {
    let media = MediaCase()

    @Test("SP-1.2b: until its observer has signed, a record is not complete and opens nothing")
    func claimed() throws {
        var ca = try media.stocked()
        let place = try media.did("erase", &ca, confirmed: false)
        #expect(ca.record(place).complete == nil && ca.record(place).waitsFor.map(\.person) == [7])
        refused("P-40", ca, "its performer cannot be its second signature") {
            try $0.say(.observe($0.record(place)), by: 5)
        }
        #expect(media.state(ca) == .acquired)
        try ca.say(.observe(ca.record(place)), by: 7)
        #expect(ca.record(place).complete != nil && media.state(ca) == .ready)
    }

    @Test("SP-1.2b: a record that names no observer, or its own performer, is kept in breach and opens nothing")
    func alone() throws {
        var ca = try media.stocked()
        #expect(try media.breaches(&ca) { try media.did("erase", &$0, observer: nil) } == ["SP-1.2b"])
        #expect(media.state(ca) == .acquired)
        #expect(
            try media.breaches(&ca) { try media.did("erase", &$0, observer: 5, confirmed: false) }.contains("SP-1.2b"))
        #expect(media.state(ca) == .acquired && ca.finds("record-in-breach").count == 2)
    }
}
