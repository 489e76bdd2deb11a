import Ledger
import Rules
import TestWorld
import Testing

/// The register of systems under CAcert's policy: what the Policy is about, and who may add to it (SP-1.1a, SP-1.1b).
struct SystemTests {
    static func facts(_ name: String, owner: String = "systems-administration", sort: String? = nil) -> JSON {
        .line([
            "class": sort.map { .string($0) }, "name": .string(name), "owner": .string(owner),
            "used-for": .string("serving certificates"),
        ])
    }
    /// The leader of systems administration (p8) proposes and signs.
    static func propose(_ ca: inout TestCA, _ kind: String, _ body: JSON, reason: Bool = false) throws -> Int {
        ca.wait(60)
        var draft = Draft.of(ca.kind("register/system.\(kind)"), body, slot: "leader")
        if reason {
            draft.detached = [
                DetachedPart(audience: "everyone", commitment: Digest.of([1]), exception: nil, name: "reason")
            ]
        }
        return try ca.say(draft, by: 8)
    }
    /// One of the Policy's four, signed by one of the Board too.
    static func entered(_ ca: inout TestCA, _ name: String, _ sort: String = "core-server") throws {
        let act = try propose(&ca, "enter", facts(name, sort: sort))
        try ca.signThing(act, "board", by: 1)
    }
    /// Has the Board carry an act on things, and one who closed the motion bring it into effect.
    static func carry(_ ca: inout TestCA, _ act: Int, no: [Int] = []) throws {
        let motion = try ca.openThing(act)
        for person in 1...5 { try ca.vote(motion, no.contains(person) ? .no : .yes, by: person) }
        for person in [1, 2] { try ca.close(motion, by: person) }
        ca.wait(60)
        if no.isEmpty { try ca.signThing(act, "motion", by: 1) }
    }
    private func systems(_ ca: TestCA) -> [SystemItem] { Array(ca.state.world.references.systems) }
    private func says(_ ca: TestCA, _ column: String) -> [String?] {
        let register = Register.named("systems")!
        return (0..<systems(ca).count).map { register.column(column)?.value(ca.state.world, $0 + 1)?.text }
    }

    @Test("SP-1.1a: the Policy's four classes are entered by a leader and one of the Board, and are in the scope")
    func enter() throws {
        var ca = try cacert()
        for (name, sort) in [
            ("Rack servers", "hardware"), ("Web and database", "core-server"), ("Signer", "signing-server"),
            ("Source code", "source-code"),
        ] { try Self.entered(&ca, name, sort) }
        #expect(says(ca, "class") == ["hardware", "core-server", "signing-server", "source-code"])
        #expect(says(ca, "state") == Array(repeating: "in scope", count: 4))
        let alone = try Self.propose(&ca, "enter", Self.facts("another", sort: "hardware"))
        #expect(!ca.thingInEffect(alone))
        refused("SP-1.1a", ca, "no leader") { try $0.signThing(alone, "leader", by: 9) }
        refused("SP-1.1a", ca, "its name is borne") {
            _ = try Self.propose(&$0, "enter", Self.facts("SIGNER", sort: "hardware"))
        }
    }

    @Test("SP-1.1b: nothing further enters the scope but by the act that asks for the Board's motion")
    func further() throws {
        var ca = try cacert()
        for sort in ["further", "non-critical"] {
            refused("SP-1.1b", ca, "\(sort)") { _ = try Self.propose(&$0, "enter", Self.facts("x", sort: sort)) }
        }
        let rows = ca.enclose(
            JSON.line([
                "kind": .string("register/system.enter"), "rows": .array([Self.facts("x", sort: "further")]),
            ]).written())
        var importing = Draft.of(
            ca.kind("register/system.import"), .line(["rows": .string(rows.sha256.hex)]), slot: "leader")
        importing.enclosures = [rows]
        ca.wait(60)
        let act = try ca.say(importing, by: 8)
        refused("SP-1.1b", ca, "by import") { try $0.signThing(act, "board", by: 1) }
        try Self.entered(&ca, "Signer", "signing-server")
        refused("SP-1.1b", ca, "by change") { ca in
            let set = JSON.line(["class": .string("further")])
            _ = try Self.propose(&ca, "change", .line(["set": set, "system": .string("SYS-1")]))
        }
        let correction = try ca.propose(
            "record/system.correct",
            .line([
                "field": .string("class"), "happened": .string(ca.now.text), "new": .string("non-critical"),
                "old": .string("signing-server"), "parties": .observer(1), "system": .string("SYS-1"),
            ]), by: 8)
        try ca.say(.observe(ca.record(correction)), by: 1)
        #expect(ca.record(correction).breaches.map(\.clause) == ["SP-1.1b"])
        #expect(says(ca, "class") == ["signing-server"])
    }

    @Test("SP-1.1b: a further system is in the scope once the Board carried it, and not before, and not else")
    func add() throws {
        var ca = try cacert()
        let act = try Self.propose(&ca, "add", Self.facts("OCSP mirror"))
        for person in [1, 8] { refused("P-50", ca, "p\(person) alone") { try $0.signThing(act, "motion", by: person) } }
        var lost = ca
        try Self.carry(&lost, act, no: [3, 4, 5])
        #expect(
            systems(lost).isEmpty
                && lost.state.world.condition(of: lost.registerAct(act), at: lost.now).word == "defeated")
        try Self.carry(&ca, act)
        #expect(says(ca, "class") == ["further"] && says(ca, "state") == ["in scope"])
        refused("SP-1.1b", ca, "another team's leader") { ca in
            ca.wait(60)
            try ca.say(
                .of(ca.kind(AddSystem.kind), Self.facts("y", owner: "systems-administration"), slot: "leader"), by: 6)
        }
    }

    @Test("SP-1.1b: no policy lets a further system in without a motion")
    func withoutMotion() throws {
        var ca = try small()
        try ca.changePolicy([["kinds", "register/system.add", "motion"]: nil as JSON?])
        refused("SP-1.1b", ca) { ca in
            ca.wait(60)
            try ca.say(.of(ca.kind(AddSystem.kind), Self.facts("x", owner: "keepers"), slot: "leader"), by: 5)
        }
    }

    @Test("SP-1.1.2: a team's leader notes what is not critical, alone and with the reason")
    func note() throws {
        var ca = try cacert()
        refused("SP-1.1.2", ca, "no reason") { _ = try Self.propose(&$0, "note", Self.facts("Wiki")) }
        let act = try Self.propose(&ca, "note", Self.facts("Wiki"), reason: true)
        #expect(ca.thingInEffect(act) && says(ca, "class") == ["non-critical"] && says(ca, "state") == ["outside"])
        refused("SP-1.1.2", ca, "of another team") {
            _ = try Self.propose(&$0, "note", Self.facts("Blog", owner: "access"), reason: true)
        }
    }

    @Test("SP-1.1a: name, owner and use change by two; an owner is a team of the policy")
    func change() throws {
        var ca = try cacert()
        try Self.entered(&ca, "Signer")
        func set(_ field: String, _ value: String) -> JSON {
            .line(["set": .line([field: .string(value)]), "system": .string("SYS-1")])
        }
        let act = try Self.propose(&ca, "change", set("owner", "access"))
        #expect(says(ca, "owner") == ["systems-administration"])
        try ca.signThing(act, "administrator", by: 9)
        #expect(says(ca, "owner") == ["access"])
        refused("P-35", ca, "no team") { _ = try Self.propose(&$0, "change", set("owner", "board")) }
        // A record is never refused: what it corrects to no team is in breach, and the register stays.
        let correction = JSON.line([
            "field": .string("owner"), "happened": .string(ca.now.text), "new": .string("board"),
            "old": .string("access"), "system": .string("SYS-1"),
        ])
        let place = try ca.say(.of(ca.kind("record/system.correct"), correction), by: 8)
        #expect(ca.record(place).breaches.map(\.what).contains("The policy has no team “board”."))
        #expect(says(ca, "owner") == ["access"])
    }

    @Test("SP-1.1a, SP-1.1b: a system leaves by the Board's motion, after everything that belongs to it")
    func withdraw() throws {
        var ca = try cacert()
        for name in ["Signer", "Core"] { try Self.entered(&ca, name) }
        let entered = try ca.propose(
            "register/computer.enter", .computer("core1", system: "SYS-1"), by: 6, slot: "access-engineer")
        try ca.signThing(entered, "administrator", by: 8)
        func leaves(_ owner: String = "systems-administration") -> JSON {
            .line(["owner": .string(owner), "system": .string("SYS-1")])
        }
        refused("SP-1.1a", ca, "H-1 belongs to it") { _ = try Self.propose(&$0, "withdraw", leaves()) }
        let moved = try ca.propose(
            "register/computer.change",
            .line(["computer": .string("H-1"), "set": .line(["system": .string("SYS-2")])]), by: 6,
            slot: "access-engineer")
        try ca.signThing(moved, "administrator", by: 8)
        refused("SP-1.1b", ca, "owned by others") { ca in
            ca.wait(60)
            try ca.say(.of(ca.kind(WithdrawSystem.kind), leaves("access")), by: 6)
        }
        let act = try Self.propose(&ca, "withdraw", leaves())
        try Self.carry(&ca, act)
        #expect(says(ca, "state") == ["withdrawn", "in scope"])
        refused("SP-1.1b", ca, "twice") { _ = try Self.propose(&$0, "withdraw", leaves()) }
        refused("SP-1.1a", ca, "nothing new belongs to it") {
            try $0.propose(
                "register/computer.enter", .computer("core2", system: "SYS-1"), by: 6, slot: "access-engineer")
        }
    }
}
