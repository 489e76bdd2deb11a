import Ledger
import Rules
import TestWorld
import Testing

/// Section E of the protocol.
struct ERecordTests {
    /// The small CA with stores S-1 and S-2, computer H-1 and medium M-1 in S-1.
    static let stocked = Result {
        var ca = try RulesTests.small()
        for label in ["one", "two"] {
            let act = try ca.propose("register/store.enter", .line(["label": .string(label)]), by: 5, slot: "keeper")
            try ca.signThing(act, "reviewer", by: 7)
        }
        let computer = JSON.computer("h")
        let medium = JSON.medium("a", serial: "a")
        for (kind, body) in [("register/computer.enter", computer), ("register/medium.enter", medium)] {
            let act = try ca.propose(kind, body, by: 5, slot: "keeper")
            try ca.signThing(act, "reviewer", by: 7)
        }
        ca.wait(3600)
        return ca
    }
    func stocked() throws -> TestCA { try Self.stocked.get() }

    func move(to: String, observer: Int? = 6, happened: Time) -> Draft {
        Draft("record/medium.move", .passage(to: to, observer: observer, happened: happened), under: ["RP-2.3d"])
    }
    /// Into H-1, or out of it: p7 may observe it too where critical data is involved.
    func install(observer: Int? = 7, happened: Time) -> Draft {
        Draft("record/medium.install", .passage(to: "H-1", observer: observer, happened: happened), under: ["RP-2.3d"])
    }
    func remove(to: String = "S-1", observer: Int? = 7, happened: Time) -> Draft {
        Draft("record/medium.remove", .passage(to: to, observer: observer, happened: happened), under: ["RP-2.3d"])
    }
    /// An erasure that was observed with a key of p7, who disowned it afterwards.
    func disowned() throws -> (ca: TestCA, record: Int) {
        var ca = try stocked()
        let stolen = try ca.furtherKey(7)
        ca.wait(60)
        let record = try ca.say(erasure(happened: ca.now), by: 5)
        try ca.say(.observe(ca.record(record)), by: 7, with: stolen)
        try ca.disown(stolen, of: 7, since: record, with: stolen)
        return (ca, record)
    }
    func erasure(observer: Int? = 7, method: String = "purge", happened: Time) -> Draft {
        Draft(
            "record/medium.erase", .erasure(method: method, observer: observer, happened: happened),
            under: ["RP-2.3b"])
    }
    func medium(_ ca: TestCA) -> Medium { ca.state.world.physical.media[ID<Medium>(1)] }
    func whereabouts(_ ca: TestCA) -> String? { medium(ca).whereabouts(in: ca.state.world)?.text }
    func retire(_ ca: inout TestCA) throws {
        let act = try ca.propose(
            "register/medium.retire", .line(["fate": .string("destroyed"), "medium": .string("M-1")]), by: 5)
        try ca.signThing(act, "keeper", by: 6)
        try ca.signThing(act, "reviewer", by: 7)
    }

    @Test("K-8, P-41: a record stands in the history from its claim, and opens nothing before it is complete")
    func complete() throws {
        var ca = try stocked()
        let place = try ca.say(move(to: "S-2", happened: ca.now), by: 5)
        func opening() -> String? { medium(ca).place.opening(ca.state.world).last?.value.text }
        #expect(whereabouts(ca) == "S-2" && opening() == "S-1")
        #expect(ca.record(place).word == "claimed")
        try ca.say(.observe(ca.record(place)), by: 6)
        #expect(whereabouts(ca) == "S-2" && opening() == "S-2")
        #expect(ca.record(place).opensGates)
        refused("P-41", ca) { try $0.say(.observe($0.record(place)), by: 6) }
        refused("P-41", ca) { try $0.say(Draft("record/close", of: $0.record(place).hash, under: ["P-41"]), by: 5) }
    }

    @Test("P-40: only who has a part in a record signs it", arguments: ["sign", "close"])
    func parts(what: String) throws {
        var ca = try stocked()
        let place = try ca.say(move(to: "S-2", happened: ca.now), by: 5)
        for person in [5, 6, 8] where (what == "sign") != (person == 6) && (what != "close" || person != 5) {
            refused("P-40", ca) {
                try $0.say(Draft("record/\(what)", of: $0.record(place).hash, under: ["P-41"]), by: person)
            }
        }
    }

    /// What breaks a rule is kept: the record counts, in breach, and changes the register all the same.
    @Test(
        "P-40: what breaks a rule is kept in breach, never refused",
        arguments: [
            "performer outside", "observer outside", "nobody observed", "observed by himself", "not observed", "page",
            "stopped", "key stopped", "future",
        ])
    func breach(what: String) throws {
        var ca = try stocked()
        let passkey = try ca.furtherKey(5, form: .webauthn)
        let second = try ca.furtherKey(5, seed: "third")
        var draft = move(to: "S-2", happened: ca.now)
        switch what {
        case "stopped": try ca.stop("p5", by: 5, slot: "person")
        case "key stopped": try ca.stop(second.publicKey.fingerprint.hex, by: 5, slot: "person")
        case "nobody observed": draft = move(to: "S-2", observer: nil, happened: ca.now)
        case "observed by himself": draft = move(to: "S-2", observer: 5, happened: ca.now)
        case "observer outside": draft = move(to: "S-2", observer: 10, happened: ca.now)
        case "future": draft = move(to: "S-2", happened: ca.now.adding(86_400 * 3650))
        default: break
        }
        ca.wait(10)
        let performer = what == "performer outside" ? 10 : 5
        let place = try ca.say(
            draft, by: performer, with: what == "page" ? passkey : what == "key stopped" ? second : nil)
        switch what {
        case "nobody observed", "observed by himself": break
        case "not observed": try ca.say(Draft("record/close", of: ca.record(place).hash, under: ["P-41"]), by: 5)
        default: try ca.say(.observe(ca.record(place)), by: what == "observer outside" ? 10 : 6)
        }
        // Whoever is stopped is among the performers no longer: that is said too.
        #expect(ca.record(place).breaches.count == (what == "stopped" ? 2 : 1), "\(ca.record(place).breaches)")
        #expect(!ca.record(place).opensGates)
        #expect(whereabouts(ca) == "S-2")
    }

    @Test("P-41: each party signs once, the last completes; who says that it was not so leaves it in breach")
    func parties() throws {
        var ca = try stocked()
        var draft = move(to: "S-2", observer: nil, happened: ca.now)
        draft.body = .line([
            "happened": .string(ca.now.text), "medium": .string("M-1"), "to": .string("S-2"),
            "parties": .parties([6: "observer", 7: "observer"]),
        ])
        // One too many looked on: kept, in breach.
        let two = try ca.say(draft, by: 5)
        try ca.say(.observe(ca.record(two)), by: 7)
        #expect(ca.record(two).complete == nil && ca.record(two).waitsFor.map(\.person) == [6])
        refused("P-41", ca) { try $0.say(.observe($0.record(two)), by: 7) }
        try ca.say(.observe(ca.record(two)), by: 6)
        #expect(ca.record(two).breaches.map(\.clause) == ["SP-1.2b"] && ca.record(two).complete != nil)
        // A role that the kind does not have is no role.
        draft.body = .line([
            "happened": .string(ca.now.text), "medium": .string("M-1"), "to": .string("S-2"),
            "parties": .parties([6: "observer", 7: "friend"]),
        ])
        let friend = try ca.say(draft, by: 5)
        #expect(ca.record(friend).breaches.count == 1)
        // “I did not see this.”
        let place = try ca.say(move(to: "S-1", happened: ca.now), by: 5)
        var objection = Draft("record/object", of: ca.record(place).hash, under: ["P-41"])
        refused("P-6", ca, "it gives no words") { try $0.say(objection, by: 6) }
        objection.detached = [EQuestionTests.part()]
        refused("P-40", ca) { try $0.say(objection, by: 8) }
        try ca.say(objection, by: 6)
        #expect(ca.record(place).word == "in breach" && ca.record(place).party(6)?.objected != nil)
        refused("P-41", ca) { try $0.say(.observe($0.record(place)), by: 6) }
    }

    @Test("P-40: a stopped observer's signature completes the record, in breach")
    func stoppedObserver() throws {
        var ca = try stocked()
        let place = try ca.say(move(to: "S-2", happened: ca.now), by: 5)
        try ca.stop("p6", by: 6, slot: "person")
        try ca.say(.observe(ca.record(place)), by: 6)
        #expect(ca.record(place).word == "in breach")
    }

    @Test("P-35, P-40: a record that names what does not exist, or was born after its signer's head, is refused")
    func unknown() throws {
        var ca = try stocked()
        let old = Head(
            root: ca.state.log.roots[medium(ca).born], size: medium(ca).born
        )
        refused("P-35", ca) { try $0.say(move(to: "S-9", happened: $0.now), by: 5) }
        refused("P-35", ca) { try $0.say(move(to: "S-2", observer: 99, happened: $0.now), by: 5) }
        refused("P-35", ca, "he cannot have meant this one") {
            try $0.say(move(to: "S-2", happened: $0.now), by: 5, head: old)
        }
        // A record signature's “of” need not stand at its head.
        let place = try ca.say(move(to: "S-2", happened: ca.now), by: 5)
        try ca.say(.observe(ca.record(place)), by: 6, head: old)
        #expect(ca.record(place).complete != nil)
    }

    @Test("P-42: erasure is local in the code, whatever the policy says")
    func localInCode() throws {
        var ca = try stocked()
        let passkey = try ca.furtherKey(5, form: .webauthn)
        // The loader refuses the first of these; a fold reads rules of records by form alone (K-9), and the code holds.
        try ca.changePolicy([
            ["records", "record/medium.erase", "local"]: .bool(false),
            ["records", "record/medium.move", "local"]: .bool(false),
        ])
        ca.wait(10)
        let erased = try ca.say(erasure(happened: ca.now), by: 5, with: passkey)
        let moved = try ca.say(move(to: "S-2", happened: ca.now), by: 5, with: passkey)
        #expect(ca.record(erased).breaches.map(\.clause) == ["P-42"])
        #expect(ca.record(moved).breaches.isEmpty)
    }

    @Test(
        "P-43: late after an hour from the claim or a day from the happening, of any of its statements",
        arguments: [
            (claimed: 3600, happened: 86_400, signed: 0, late: false),
            (claimed: 3601, happened: 86_400, signed: 0, late: true),
            (claimed: 0, happened: 86_401, signed: 0, late: true),
            (claimed: 0, happened: 86_000, signed: 401, late: true),
            (claimed: 0, happened: 86_000, signed: 400, late: false),
        ])
    func late(claimed: Int, happened: Int, signed: Int, late: Bool) throws {
        var ca = try stocked()
        ca.wait(200_000)
        var statement = ca.statement(move(to: "S-2", happened: ca.now.adding(-happened)), by: 5, window: 30 * 86_400)
        statement.claimed = ca.now.adding(-claimed)
        statement.until = statement.claimed.adding(30 * 86_400)
        let place = try ca.enter(ca.key(5).signed(statement))
        ca.wait(signed)
        try ca.say(.observe(ca.record(place)), by: 6)
        #expect(ca.record(place).late == late)
        #expect(ca.record(place).opensGates == !late)
    }

    @Test("P-43: a late record opens a gate when one in office who took no part attests it")
    func attest() throws {
        var ca = try stocked()
        ca.wait(90_000)
        let place = try ca.say(erasure(happened: ca.now.adding(-86_500)), by: 5)
        let hash = ca.record(place).hash
        let attest = Draft("record/attest", of: hash, under: ["P-43"])
        refused("P-43", ca, "not complete") { try $0.say(attest, by: 8) }
        try ca.say(.observe(ca.record(place)), by: 7)
        refused("SP-2.2.3.3b", ca, "the gate is shut") { try retire(&$0) }
        for person in [5, 7, 9, 10] { refused("P-43", ca, "p\(person)") { try $0.say(attest, by: person) } }
        var stopped = ca
        try stopped.stop("p8", by: 8, slot: "person")
        refused("P-43", stopped) { try $0.say(attest, by: 8) }
        let passkey = try ca.furtherKey(8, form: .webauthn)
        ca.wait(60)
        refused("P-42", ca, "an erasure is local, and so is this") { try $0.say(attest, by: 8, with: passkey) }
        try ca.say(attest, by: 8)
        refused("P-43", ca, "once is enough") { try $0.say(attest, by: 1) }
        try retire(&ca)
        #expect(medium(ca).retired != nil)
    }

    @Test("P-42: what the policy lets people sign by page is attested by page")
    func attestByPage() throws {
        var ca = try stocked()
        try ca.changePolicy([["records", "record/medium.move", "local"]: .bool(false)])
        let passkey = try ca.furtherKey(8, form: .webauthn)
        ca.wait(90_000)
        let place = try ca.say(move(to: "S-2", happened: ca.now.adding(-86_500)), by: 5)
        try ca.say(.observe(ca.record(place)), by: 6)
        let attest = Draft("record/attest", of: ca.record(place).hash, under: ["P-43"])
        try ca.say(attest, by: 8, with: passkey)
        #expect(ca.record(place).opensGates)
        try ca.changePolicy([["records", "record/medium.move", "local"]: .bool(true)])
        ca.wait(90_000)
        let local = try ca.say(move(to: "S-1", happened: ca.now.adding(-86_500)), by: 5)
        try ca.say(.observe(ca.record(local)), by: 6)
        refused("P-42", ca) { ca in
            try ca.say(Draft("record/attest", of: ca.record(local).hash, under: ["P-43"]), by: 8, with: passkey)
        }
    }

    @Test("P-7, P-4, P-6: a record and its signatures enclose nothing; beside a signature stands a reason, and no slot")
    func form() throws {
        var ca = try stocked()
        var claim = move(to: "S-2", happened: ca.now)
        claim.enclosures = [ca.enclose([1, 2, 3])]
        refused("P-7", ca, "a claim") { try $0.say(claim, by: 5) }
        ca.wait(90_000)
        let place = try ca.say(move(to: "S-2", happened: ca.now.adding(-86_500)), by: 5)
        func said(_ verb: String, by person: Int) {
            var draft = Draft("record/\(verb)", of: ca.record(place).hash, under: ["P-41"])
            draft.detached = verb == "object" ? [EQuestionTests.part()] : []
            func bad(_ rule: String, _ change: (inout Draft) -> Void) {
                refused(rule, ca, "\(verb)") { ca in
                    var bad = draft
                    change(&bad)
                    try ca.say(bad, by: person)
                }
            }
            bad("P-7") { $0.enclosures = claim.enclosures }
            bad("P-4") { $0.slot = "keeper" }
            bad("P-6") { $0.detached = [EQuestionTests.part("hidden")] + $0.detached }
        }
        for (verb, person) in [("sign", 6), ("object", 6), ("close", 5)] { said(verb, by: person) }
        try ca.say(.observe(ca.record(place)), by: 6)
        said("attest", by: 8)
    }

    @Test("P-43: a record in time needs nobody to attest it")
    func inTime() throws {
        var ca = try stocked()
        let place = try ca.say(erasure(happened: ca.now), by: 5)
        try ca.say(.observe(ca.record(place)), by: 7)
        refused("P-43", ca) { try $0.say(Draft("record/attest", of: $0.record(place).hash, under: ["P-43"]), by: 8) }
    }
}
