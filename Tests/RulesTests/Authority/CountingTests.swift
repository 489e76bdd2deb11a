import Ledger
import Rules
import TestWorld
import Testing

/// SP-1.2a, dual control: an act takes effect by different people who may sign it, and a person counts once.
struct CountingTests {
    @Test("SP-1.2a, P-30: nobody alone, nobody twice: one signature or two of one person bring nothing into effect")
    func alone() throws {
        var ca = try cacert()
        let second = try ca.furtherKey(8, witnesses: [3, 4])
        let store = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 8, slot: "administrator")
        refused("P-32", ca, "again with the same key") { try $0.signThing(store, "administrator", by: 8) }
        refused("P-32", ca, "again with another key of his") {
            try $0.signThing(store, "administrator", by: 8, with: second)
        }
        try ca.signThing(store, "administrator", by: 9)
        #expect(!ca.thingInEffect(store))
        try ca.signThing(store, "access-engineer", by: 6)
        #expect(ca.thingInEffect(store))
    }

    @Test("SP-1.2a, P-30: one person with two keys counts once in a slot of two")
    func twoKeys() throws {
        var ca = try cacert()
        let second = try ca.furtherKey(8, witnesses: [3, 4])
        let store = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 8, slot: "administrator")
        try ca.signThing(store, "access-engineer", by: 6)
        let act = try ca.propose("register/medium.enter", .medium("m", serial: "m"), by: 8, slot: "entry")
        refused("P-32", ca) { try $0.signThing(act, "entry", by: 8, with: second) }
        #expect(!ca.thingInEffect(act))
        try ca.signThing(act, "entry", by: 6)
        #expect(ca.thingInEffect(act))
    }

    @Test("SP-1.2f, P-30: one person fills one slot: his second signature moves the first")
    func oneSlot() throws {
        var ca = try small()
        // p1 sits on the council and leads the keepers after this.
        let lead = try ca.propose("authority/team.appoint", member(1, "keepers"), by: 2)
        try ca.carry(lead)
        try ca.carry(ca.propose("authority/team.lead", member(1, "keepers"), by: 2))
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        try ca.sign(act, "manager", by: 1)
        try ca.sign(act, "council", by: 1)
        #expect(!ca.inEffect(act))
        #expect(ca.act(act).signatures.map(\.slot) == ["council"])
        try ca.sign(act, "council", by: 2)
        #expect(ca.inEffect(act))
    }
}
