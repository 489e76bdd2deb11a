import Ledger
import Rules
import TestWorld
import Testing

/// Expects that the last thing said is refused by this rule at the door, and that a server which enters it all the
/// same gets a void entry that changes nothing (P-4).
@discardableResult
func refused(
    _ clause: String, _ ca: TestCA, _ comment: Comment? = nil, at location: SourceLocation = #_sourceLocation,
    _ say: (inout TestCA) throws -> Void
) -> Refusal? {
    var ca = ca
    do {
        try say(&ca)
        Issue.record("it counts, though \(clause) forbids it", sourceLocation: location)
        return nil
    } catch let refusal as Refusal {
        #expect(refusal.clause == clause, "\(refusal.text)", sourceLocation: location)
        let before = ca.state.world.stateHash
        do {
            let judgement = try ca.force(ca.offered)
            if case .counts = judgement { Issue.record("forced, it counts", sourceLocation: location) }
        } catch { Issue.record("forced, it stops the replay: \(error)", sourceLocation: location) }
        #expect(ca.state.world.stateHash == before, "a void entry changes nothing", sourceLocation: location)
        return refusal
    } catch {
        Issue.record("refused for another reason: \(error)", sourceLocation: location)
        return nil
    }
}

/// Certificate authorities that many tests start from, made once.
enum Worlds {
    /// Council p1…p4, keepers p5 (leads) and p6, reviewers p7 (leads) and p8, reviser p9, p10 without office.
    static let small = Result {
        var ca = try TestCA.small()
        for witnesses in [[1, 2], [3, 4], [1, 2], [3, 4], [1, 2], [3, 4]] { try ca.enrol(witnesses: witnesses) }
        for (person, team, kind) in [
            (5, "keepers", "lead"), (6, "keepers", "appoint"), (7, "reviewers", "lead"), (8, "reviewers", "appoint"),
        ] {
            let place = try ca.propose(
                "authority/team.\(kind)", .line(["person": .person(person), "team": .string(team)]), by: 1)
            try ca.carry(place)
        }
        try ca.carry(
            ca.propose("authority/body.seat", .line(["body": .string("reviser"), "person": .person(9)]), by: 1))
        ca.wait(3600)
        return ca
    }

    /// CAcert: Board p1…p5, Access Engineers p6 (leads) and p7, Systems Administrators p8 (leads) and p9, auditor
    /// p10, p11 without office, p12 and p13 Systems Administrators too.
    static let cacert = Result {
        var ca = try TestCA.cacert()
        for number in 0..<8 { try ca.enrol(witnesses: number % 2 == 0 ? [1, 2] : [3, 4]) }
        for (person, team) in [(6, "access"), (8, "systems-administration")] {
            try ca.carry(ca.propose("authority/team.lead", member(person, team), by: 1))
        }
        for (person, team, leader) in [
            (7, "access", 6), (9, "systems-administration", 8), (12, "systems-administration", 8),
            (13, "systems-administration", 8),
        ] {
            let place = try ca.propose(
                "authority/team.appoint", member(person, team), by: leader, slot: "recommendation")
            try ca.carry(place)
        }
        try ca.carry(
            ca.propose("authority/body.seat", .line(["body": .string("auditor"), "person": .person(10)]), by: 1))
        ca.wait(3600)
        return ca
    }
}

func small() throws -> TestCA { try Worlds.small.get() }
func cacert() throws -> TestCA { try Worlds.cacert.get() }

/// The body of an act about a person and a team.
func member(_ person: Int, _ team: String) -> JSON { .line(["person": .person(person), "team": .string(team)]) }
func listed(_ person: Int, _ list: String) -> JSON { .line(["list": .string(list), "person": .person(person)]) }
func bodied(_ person: Int, _ body: String) -> JSON { .line(["body": .string(body), "person": .person(person)]) }
func target(_ text: String) -> JSON { .line(["target": .string(text)]) }

extension TestCA {
    /// Signs an act of authority in a slot.
    @discardableResult
    mutating func sign(
        _ place: Int, _ slot: String, by person: Int, with key: SoftwareKey? = nil, head: Head? = nil
    ) throws -> Int { try say(.sign(act(place), slot: slot), by: person, with: key, head: head) }

    /// Signs an act on things in a slot.
    @discardableResult
    mutating func signThing(
        _ place: Int, _ slot: String, by person: Int, with key: SoftwareKey? = nil, head: Head? = nil
    ) throws -> Int { try say(.sign(registerAct(place), slot: slot), by: person, with: key, head: head) }

    /// Gives a person one more key, heard by two, and returns it.
    mutating func furtherKey(
        _ person: Int, seed: String = "second", form: Form = .ed25519, witnesses: [Int] = [3, 4]
    ) throws -> SoftwareKey {
        let key =
            form == .webauthn
            ? SoftwareKey.passkey(seed: "p\(person) \(seed)", rpID: "localhost", origin: "http://localhost:8080")
            : SoftwareKey(form, seed: "p\(person) \(seed)")
        let place = try propose(
            EnrolKey.kind, .line(["key": .string(key.publicKey.openSSH), "person": .person(person)]), by: person)
        let slot = authority.policy?.kinds[EnrolKey.kind]?.ways[0].slots.last?.name ?? ""
        for witness in witnesses { try sign(place, slot, by: witness) }
        try sign(place, "holder", by: person, with: key)
        return key
    }

    /// Announces that a key replaces all others of a person of the small CA, and returns the act's place.
    mutating func announceReplacement(
        _ person: Int, by key: SoftwareKey, asked: Int? = nil, witnesses: [Int] = [1, 2], council: Int = 3
    ) throws -> Int {
        let act = try propose(
            AnnounceReplacement.kind,
            .line(["key": .string(key.publicKey.openSSH), "person": .person(person)]), by: asked ?? person)
        try sign(act, "holder", by: person, with: key)
        for witness in witnesses { try sign(act, "witness", by: witness) }
        try sign(act, "council", by: council)
        return act
    }

    /// Replaces all keys of a person, who signs with the new one from here on.
    mutating func replaceKeys(_ person: Int, seed: String = "replaced") throws {
        let key = SoftwareKey(.ed25519, seed: "p\(person) \(seed)")
        let act = try announceReplacement(person, by: key)
        wait(73 * 3600)
        try say(.closeReplacement(self.act(act)), by: person, with: key)
        setKey(person, key)
    }

    /// Disowns a key of a person from a place on.
    @discardableResult
    mutating func disown(_ key: SoftwareKey, of person: Int, since: Int, with signing: SoftwareKey) throws -> Int {
        wait(60)
        let body = JSON.line(["key": .string(key.publicKey.fingerprint.hex), "since": .integer(since)])
        return try say(.of(kind(DisownKey.kind), body, slot: "owner"), by: person, with: signing)
    }

    /// Whether an act of authority is in effect.
    func inEffect(_ place: Int) -> Bool {
        if case .inEffect? = act(place).end { true } else { false }
    }
    func thingInEffect(_ place: Int) -> Bool {
        if case .inEffect? = registerAct(place).end { true } else { false }
    }
    func word(_ place: Int) -> String { authority.condition(of: act(place), at: now).word }

    /// What a rule of that name finds now.
    func found(_ name: String) -> [Finding] { state.findings(at: now).filter { $0.rule.name == name } }

    /// Stops by one's own or a leader's signature in the proposal.
    @discardableResult
    mutating func stop(_ what: String, by person: Int, slot: String) throws -> Int {
        try propose(SetStop.kind, target(what), by: person, slot: slot)
    }

    /// Two restorers end a stop after 72 hours.
    mutating func endStop(_ number: Int, by people: [Int]) throws {
        wait(73 * 3600)
        let place = try propose(EndStop.kind, .line(["stop": .string("X-\(number)")]), by: people[0])
        for person in people { try sign(place, "restorer", by: person) }
    }

    /// Opens a motion about an act and returns the motion's place.
    mutating func open(_ place: Int, by person: Int = 1) throws -> Int {
        wait(60)
        return try say(.motion(about: act(place), body: authority.policy?.governs ?? ""), by: person)
    }
    mutating func vote(_ motion: Int, _ choice: Vote.Choice, by person: Int, with key: SoftwareKey? = nil) throws {
        try say(.vote(authority.motion(at: motion)!, choice), by: person, with: key)
    }
    mutating func close(_ motion: Int, by person: Int, tally: Tally? = nil, with key: SoftwareKey? = nil) throws {
        let found = authority.motion(at: motion)!
        try say(.close(found, tally ?? authority.tally(found, at: now)), by: person, with: key)
    }
}
