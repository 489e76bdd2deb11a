import Ledger
import Rules
import TestWorld
import Testing

/// Section G of the protocol: stops by page, and what sessions rest on (P-55).
struct GPageStopTests {
    private let store = Draft("register/store.enter", .line(["label": .string("cellar")]), under: ["RP-2.2"])

    /// A small CA with passkeys of p5, who leads the keepers, p6, and p1.
    private func paged() throws -> (ca: TestCA, pages: [Int: SoftwareKey]) {
        var ca = try small()
        var pages: [Int: SoftwareKey] = [:]
        for person in [1, 5, 6] {
            pages[person] = try ca.furtherKey(person, form: .webauthn, witnesses: person == 1 ? [3, 4] : [1, 2])
        }
        ca.wait(60)
        return (ca, pages)
    }
    private func stop(_ ca: inout TestCA, _ what: String, by person: Int, slot: String, with key: SoftwareKey?) throws {
        ca.wait(60)
        try ca.say(.of(ca.kind(SetStop.kind), target(what), slot: slot), by: person, with: key)
    }

    @Test(
        "P-55: by page, the person or the leader stops the stopped one's page signatures and sessions, and nothing local",
        arguments: [(6, "person"), (5, "leader")])
    func byPage(by: Int, slot: String) throws {
        var (ca, pages) = try paged()
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5)
        #expect(ca.authority.mayUsePages(6))
        try stop(&ca, "p6", by: by, slot: slot, with: pages[by])
        #expect(ca.authority.person(6)?.stopped == nil && ca.authority.person(6)?.pageStopped != nil)
        #expect(!ca.authority.mayUsePages(6))
        refused("P-55", ca, "a proposal") { try $0.say(store, by: 6, with: pages[6]) }
        refused("P-55", ca, "a signature") { try $0.signThing(act, "keeper", by: 6, with: pages[6]) }
        try ca.signThing(act, "keeper", by: 6)
        try ca.say(store, by: 6)
        #expect(ca.authority.membership(of: 6, in: "keepers", at: ca.now) != nil)
        #expect(ca.state.findings(at: ca.now).contains { $0.rule.name == "stop" && $0.what.contains("by page") })
    }

    @Test(
        "P-55: two of the list stop everything where both are local, else page signatures only",
        arguments: [([4, 5], true), ([4], false), ([], false)])
    func peers(local: [Int], everything: Bool) throws {
        var (ca, pages) = try paged()
        try ca.carry(ca.propose("authority/team.appoint", member(4, "keepers"), by: 1))
        let passkey = try ca.furtherKey(4, seed: "page", form: .webauthn, witnesses: [1, 2])
        ca.wait(60)
        let keys = [4: passkey, 5: pages[5]]
        let draft = Draft.of(ca.kind(SetStop.kind), target("p6"), slot: "peer")
        let act = try ca.say(draft, by: 4, with: local.contains(4) ? nil : keys[4]!)
        try ca.sign(act, "peer", by: 5, with: local.contains(5) ? nil : keys[5]!)
        #expect((ca.authority.person(6)?.stopped != nil) == everything)
        #expect((ca.authority.person(6)?.pageStopped != nil) == !everything)
    }

    @Test("P-55: an act is not stopped by page, and nothing is stopped by page twice")
    func twice() throws {
        var (ca, pages) = try paged()
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        refused("P-55", ca) { try stop(&$0, "A-\(act)", by: 5, slot: "person", with: pages[5]) }
        try stop(&ca, "p6", by: 5, slot: "leader", with: pages[5])
        refused("P-55", ca) { try stop(&$0, "p6", by: 5, slot: "leader", with: pages[5]) }
    }

    @Test("P-55, P-56: a local stop may follow one by page; each ends by itself, and by page alone no second time")
    func both() throws {
        var (ca, pages) = try paged()
        try stop(&ca, "p6", by: 5, slot: "leader", with: pages[5])
        try stop(&ca, "p6", by: 5, slot: "leader", with: nil)
        #expect(ca.authority.person(6)?.stopped != nil)
        try ca.endStop(2, by: [1, 2])
        #expect(ca.authority.person(6)?.stopped == nil && ca.authority.person(6)?.pageStopped != nil)
        refused("P-55", ca) { try $0.say(store, by: 6, with: pages[6]) }
        try ca.endStop(1, by: [1, 2])
        #expect(ca.authority.mayUsePages(6))
        ca.wait(60)
        try ca.say(store, by: 6, with: pages[6])
        refused("P-56", ca) { try stop(&$0, "p6", by: 5, slot: "leader", with: pages[5]) }
    }

    @Test(
        "P-55: a stop of a passkey by page, and of the pages of its person, hold its signatures",
        arguments: ["key", "person"])
    func key(what: String) throws {
        var (ca, pages) = try paged()
        let passkey = try #require(pages[6])
        let what = what == "key" ? passkey.publicKey.fingerprint.hex : "p6"
        try stop(&ca, what, by: 6, slot: "person", with: passkey)
        refused("P-55", ca) { try $0.say(store, by: 6, with: passkey) }
        try ca.say(store, by: 6)
        #expect(!ca.authority.mayUsePages(6))
    }

    @Test("P-32: a lifted stop by page begins anew for page signatures only", arguments: [true, false])
    func lifted(onKey: Bool) throws {
        var (ca, pages) = try paged()
        let byPage = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5)
        try ca.signThing(byPage, "keeper", by: 6, with: pages[6])
        let local = try ca.propose("register/store.enter", .line(["label": .string("y")]), by: 5)
        try ca.signThing(local, "keeper", by: 6)
        let what = onKey ? pages[6]!.publicKey.fingerprint.hex : "p6"
        try stop(&ca, what, by: 5, slot: "leader", with: pages[5])
        try ca.endStop(1, by: [1, 2])
        try ca.signThing(local, "reviewer", by: 7)
        #expect(ca.thingInEffect(local))
        try ca.signThing(byPage, "reviewer", by: 7)
        #expect(!ca.thingInEffect(byPage))
        try ca.signThing(byPage, "keeper", by: 6, with: pages[6])
        #expect(ca.thingInEffect(byPage))
    }

    @Test("P-55: votes by page count no more, votes from an own machine do; a record by page is in breach")
    func votes() throws {
        var (ca, pages) = try paged()
        let act = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 2)
        let motion = try ca.open(act, by: 2)
        try ca.vote(motion, .yes, by: 1, with: pages[1])
        try ca.vote(motion, .yes, by: 2)
        func tally() -> Tally { ca.authority.tally(ca.authority.motion(at: motion)!, at: ca.now) }
        #expect(tally().yes == 2)
        try stop(&ca, "p1", by: 1, slot: "person", with: pages[1])
        #expect(tally().yes == 1)
        refused("RP-1.1", ca) { try $0.vote(motion, .yes, by: 1, with: pages[1]) }
        try ca.vote(motion, .yes, by: 1)
        #expect(tally().yes == 2)
    }

    @Test("P-40: a record that is signed by a stopped one's page is in breach")
    func records() throws {
        var ca = try ERecordTests().stocked()
        let passkey = try ca.furtherKey(6, form: .webauthn, witnesses: [1, 2])
        let place = try ca.say(ERecordTests().move(to: "S-2", happened: ca.now), by: 5)
        ca.wait(60)
        try stop(&ca, "p6", by: 6, slot: "person", with: passkey)
        ca.wait(60)
        try ca.say(.observe(ca.record(place)), by: 6, with: passkey)
        #expect(ca.record(place).breaches.map(\.clause).contains("P-55"))
    }

    @Test(
        "P-55: a session ends with its key's stop or revocation, its person's stop, even a lifted one, and his termination",
        arguments: [
            "nothing", "other key", "key", "key by page", "person", "person by page", "lifted", "revoked", "ended",
            "ended, on a list",
        ])
    func sessions(what: String) throws {
        var (ca, pages) = try paged()
        let passkey = try #require(pages[6])
        let hex = passkey.publicKey.fingerprint.hex
        let opened = ca.entries.count
        func isGood() -> Bool { ca.authority.isGoodForSession(key: passkey.publicKey.fingerprint, since: opened) }
        #expect(isGood())
        switch what {
        case "nothing": break
        case "other key": try ca.stop(ca.key(6).publicKey.fingerprint.hex, by: 6, slot: "person")
        case "key": try ca.stop(hex, by: 6, slot: "person")
        case "key by page": try stop(&ca, hex, by: 6, slot: "person", with: passkey)
        case "person": try ca.stop("p6", by: 6, slot: "person")
        case "person by page": try stop(&ca, "p6", by: 5, slot: "leader", with: pages[5])
        case "lifted":
            try stop(&ca, "p6", by: 5, slot: "leader", with: pages[5])
            try ca.endStop(1, by: [1, 2])
        case "revoked":
            let key = JSON.line(["key": .string(hex)])
            try ca.propose(RevokeKey.kind, key, by: 6, slot: "owner")
        default:
            if what == "ended, on a list" {
                let add = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
                for member in [1, 2] { try ca.sign(add, "council", by: member) }
                #expect(isGood())
            }
            try ca.carry(ca.propose(EndSeat.kind, .line(["group": .string("keepers"), "person": .person(6)]), by: 1))
        }
        #expect(isGood() == ["nothing", "other key"].contains(what))
        let later = ca.authority.isGoodForSession(key: passkey.publicKey.fingerprint, since: ca.entries.count)
        #expect(
            later == ["nothing", "other key", "lifted", "ended", "ended, on a list"].contains(what), "a new session")
        #expect(!ca.authority.isGoodForSession(key: Digest.of([1])))
        #expect(ca.authority.mayUsePages(6) == later && !ca.authority.mayUsePages(99))
    }
}
