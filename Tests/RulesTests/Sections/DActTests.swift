import Ledger
import Rules
import TestWorld
import Testing

/// Section D of the protocol: who may fill a slot. How often they count is in CountingTests.
struct DActTests {

    @Test("P-30: the auditor fills no slot and proposes nothing in office")
    func auditor() throws {
        var ca = try small()
        let list = listed(6, "machine-room")
        refused("RP-2.1", ca, "proposes") { try $0.propose("authority/list.add", list, by: 9) }
        let act = try ca.propose("authority/list.add", list, by: 2)
        refused("RP-2.1", ca, "signs") { try $0.sign(act, "council", by: 9) }
        let key = try ca.propose(
            EnrolPerson.kind, .line(["key": .string(SoftwareKey(.ed25519, seed: "n").publicKey.openSSH)]), by: 1)
        refused("RP-1.4", ca, "hears") { try $0.sign(key, "witness", by: 9) }
        let motion = try ca.open(ca.propose("authority/team.appoint", member(10, "keepers"), by: 1))
        refused("RP-1.1", ca, "votes") { try $0.vote(motion, .yes, by: 9) }
    }

    @Test("P-30: the person concerned fills no slot, proposer or not", arguments: [1, 5])
    func concerned(person: Int) throws {
        var ca = try small()
        if person == 1 { try ca.carry(ca.propose("authority/team.appoint", member(1, "keepers"), by: 2)) }
        let act = try ca.propose("authority/list.add", listed(person, "machine-room"), by: 2)
        refused("RP-2.1", ca) { try $0.sign(act, person == 1 ? "council" : "manager", by: person) }
        refused("RP-2.1", ca) { ca in
            ca.wait(60)
            try ca.say(
                .of(
                    ca.kind("authority/list.add"), listed(person, "machine-room"),
                    slot: person == 1 ? "council" : "manager"), by: person)
        }
    }

    @Test("P-30: an excluded proposer fills no slot, in his proposal or later")
    func proposer() throws {
        var ca = try small()
        refused("RP-2.1", ca) {
            try $0.propose("authority/list.add", listed(6, "machine-room"), by: 1, slot: "council")
        }
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 1)
        refused("RP-2.1", ca) { try $0.sign(act, "council", by: 1) }
        let second = try ca.furtherKey(1)
        refused("RP-2.1", ca, "nor with another key") { try $0.sign(act, "council", by: 1, with: second) }
        try ca.sign(act, "council", by: 2)
        #expect(!ca.inEffect(act))
        try ca.sign(act, "council", by: 3)
        #expect(ca.inEffect(act))
    }

    @Test("P-30: whoever is in none of the pools signs nothing and proposes nothing", arguments: [7, 8, 10])
    func outside(person: Int) throws {
        var ca = try small()
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5)
        refused("RP-2.2", ca) { try $0.signThing(act, "keeper", by: person) }
        refused("RP-2.2", ca) { try $0.propose("register/store.enter", .line(["label": .string("y")]), by: person) }
        refused("RP-2.2", ca, "a slot that is none") { try $0.signThing(act, "king", by: 5) }
    }

    @Test("P-30: half of one way and half of another are no way")
    func ways() throws {
        var ca = try small()
        let act = try ca.propose("authority/team.leave", member(6, "keepers"), by: 6)
        try ca.sign(act, "council", by: 1)
        #expect(!ca.inEffect(act))
        try ca.sign(act, "council", by: 2)
        #expect(ca.inEffect(act))
    }

    @Test("P-31: a proposal fills the slot that it names, and is refused where that slot is not open to its proposer")
    func proposalSigns() throws {
        var ca = try small()
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        #expect(ca.registerAct(act).signatures.map(\.person) == [5])
        refused("RP-2.2", ca) {
            try $0.propose("register/store.enter", .line(["label": .string("y")]), by: 5, slot: "reviewer")
        }
        let without = try ca.propose("register/store.enter", .line(["label": .string("y")]), by: 5)
        #expect(ca.registerAct(without).signatures.isEmpty)
        let leave = try ca.propose("authority/team.leave", member(6, "keepers"), by: 6, slot: "leaver")
        #expect(ca.inEffect(leave), "one who may decide alone does so with the proposal")
    }
}
