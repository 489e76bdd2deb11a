import Ledger
import Rules
import TestWorld
import Testing

/// SM-1.2.3.2a: the Manual says by sort which methods count, and nothing else does.
struct MediumMethodsTests {
    let media = MediaCase()

    @Test("SM-1.2.3.2a: no Manual makes a disc that is written once one that can be erased")
    func opticalInManual() throws {
        var ca = try media.stocked()
        let rows = Medium.Sort.allCases.map { sort in
            JSON.line([
                "destroy": .texts(["shred"]), "name": .string(sort.rawValue), "new": .texts(["purge"]),
                "used": .texts(["purge"]),
            ])
        }
        try ca.changePolicy([:], manual: [["values", "media.methods", "rows"]: .array(rows)])
        _ = try DerivedKindTests().both(&ca, "register/medium.enter", .medium("disc", sort: "optical"))
        let disc = ["medium": JSON.string("M-2")]
        #expect(try media.breaches(&ca) { try media.did("erase", &$0, disc) } == ["SM-1.2.3.2a"])
        refused("SP-2.2.3.3a", ca) { try media.act("retire", &$0, ["fate": "erased-and-stored", "medium": "M-2"]) }
        try media.act("retire", &ca, ["fate": "destroyed", "medium": "M-2"])
        #expect(try media.breaches(&ca) { try media.did("destroy", &$0, disc) } == [], "that the Manual does say")
    }

    @Test("SM-1.2.3.2a: an erasure counts for the sort that it was judged by")
    func sortChanged() throws {
        var ca = try media.stocked()
        try media.did("erase", &ca)
        #expect(media.state(ca) == .ready)
        _ = try DerivedKindTests().both(
            &ca, "register/medium.change",
            .line(["medium": .string("M-1"), "set": .line(["sort": .string("ssd")])]))
        #expect(media.state(ca) == .acquired)
        refused("SP-2.2.3.3b", ca) { try media.retire(&$0) }
    }

    @Test("SM-1.2.3.2a: new media may be erased by less, used ones not; root-key media are read back in full")
    func methods() throws {
        var ca = try media.stocked()
        let one = ["method": JSON.string("overwrite-1")]
        #expect(try media.breaches(&ca) { try media.did("erase", &$0, one) } == [])
        try media.did("install", &ca)
        #expect(try media.breaches(&ca) { try media.did("erase", &$0, one) } == ["SM-1.2.3.2a"])
        // An erasure of before, entered now, is one of before.
        #expect(try media.breaches(&ca) { try media.did("erase", &$0, one, ago: 60) } == [])
        #expect(media.state(ca) == .inUse)
        // In another machine than the register has it in: one of the two is wrong.
        _ = try DerivedKindTests().both(&ca, "register/computer.enter", .computer("g"))
        #expect(try media.breaches(&ca) { try media.did("erase", &$0, ["host": .string("H-2")]) } == ["SP-2.2.3.1a"])
        _ = try DerivedKindTests().both(&ca, "register/medium.enter", .medium("root", purpose: "root-key"))
        let sample = ["medium": JSON.string("M-2"), "verified": JSON.string("sample")]
        #expect(try media.breaches(&ca) { try media.did("erase", &$0, sample) } == ["SP-2.2.3.1b"])
        refused("SP-9.2.2a", ca) { ca in
            _ = try DerivedKindTests().both(
                &ca, "register/medium.change",
                .line(["medium": .string("M-2"), "set": .line(["purpose": .string("system")])]))
        }
    }

    @Test(
        "SM-1.2.3.2a: by another method nothing is erased or destroyed: the record is in breach and opens no retirement"
    )
    func other() throws {
        var ca = try media.stocked()
        let wish = ["method": JSON.string("good-will")]
        #expect(try media.breaches(&ca) { try media.did("erase", &$0, wish) } == ["SM-1.2.3.2a"])
        #expect(ca.finds("record-in-breach").count == 1)
        refused("SP-2.2.3.3b", ca) { try media.retire(&$0) }
        try media.did("erase", &ca)
        try media.retire(&ca)
        #expect(try media.breaches(&ca) { try media.did("destroy", &$0, wish) } == ["SM-1.2.3.2a"])
        #expect(media.state(ca) == .retired)
    }
}
