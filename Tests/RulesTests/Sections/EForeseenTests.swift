import Ledger
import Rules
import TestWorld
import Testing

/// P-40: what people are told before they sign is what is written against the record afterwards.
@Suite("E: what a record will be in breach of")
struct EForeseenTests {
    private let media = MediaCase()

    @Test("P-40: foretold to performer and observer alike, and then it is so")
    func foretold() throws {
        for (method, observer, ago) in [("zero", 7, 0), ("purge", 3, 0), ("purge", 7, -3000), ("purge", 7, 0)] {
            var ca = try media.stocked()
            ca.wait(5)
            let body: JSON = .erasure(method: method, observer: observer, happened: ca.now.adding(-ago))
            let kind = ca.kind("record/medium.erase")
            let before = ca.state.foreseenBreaches(of: kind, body, by: 5, at: ca.now)
            let place = try ca.say(.of(kind, body), by: 5)
            let between = ca.state.foreseenBreaches(of: ca.record(place), at: ca.now)
            try ca.say(.observe(ca.record(place)), by: observer)
            let kept = ca.record(place).breaches
            #expect(Set(before) == Set(kept) && Set(between) == Set(kept), "\(method) \(observer) \(ago): \(kept)")
        }
    }
}
