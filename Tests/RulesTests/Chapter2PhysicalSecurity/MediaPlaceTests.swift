import Ledger
import Rules
import TestWorld
import Testing

/// SP-2.2.3.2: where media are, that one is missing, and for which systems they may be used.
struct MediaPlaceTests {
    let media = MediaCase()

    // MARK: SP-2.2.3.2a, lost and found

    @Test(
        "SP-2.2.3.2a: one loses it at once; only two clean finders bring it back, and it is erased before anything else"
    )
    func lost() throws {
        var ca = try media.stocked()
        try media.did("erase", &ca)
        // Anybody in office: p1 sits on the council.
        try media.did("lost", &ca, by: 1)
        #expect(media.state(ca) == .lost && ca.finds("medium-lost") == ["M-1"])
        refused("SP-2.2.3.2a", ca) { try media.retire(&$0) }
        for observer in [nil, 10] { try media.did("found", &ca, observer: observer) }
        try media.did("found", &ca, confirmed: false)
        #expect(media.state(ca) == .lost, "found alone, with somebody outside, or not confirmed")
        try media.did("found", &ca)
        #expect(ca.finds("medium-lost") == [] && ca.finds("medium-found") == ["M-1"])
        #expect(media.state(ca) == .used)
        refused("SP-2.2.3.3b", ca) { try media.retire(&$0) }
        #expect(try media.breaches(&ca) { try media.did("install", &$0) } == ["SP-2.2.3.2b"])
        try media.did("remove", &ca)
        try media.did("erase", &ca)
        #expect(ca.finds("medium-found") == [])
        try media.retire(&ca)
        // One who is not in office says nothing about it that counts as clean, and shuts nothing for good either.
        ca = try media.stocked()
        try media.did("lost", &ca, by: 10)
        #expect(media.state(ca) == .lost)
        try media.did("found", &ca)
        #expect(media.state(ca) == .used)
    }

    @Test("SP-2.2.3.2a: what was found, and what a count did not expect, is erased before it is used again or leaves")
    func found() throws {
        let stores = SecureStoreTests()
        for what in ["found", "found open", "counted", "claimed"] {
            var ca = try stores.kept()
            try stores.change(&ca, ["custodians": "keepers"], "S-2")
            try media.did("erase", &ca)
            #expect(media.state(ca) == .ready)
            switch what {
            case "found": try media.did("found", &ca)
            case "found open": try media.did("found", &ca, ["sealed": .string("no")])
            case "counted": try stores.count(&ca, 1, unexpected: ["M-1"], store: "S-2")
            default: try media.did("found", &ca, confirmed: false)
            }
            #expect(media.state(ca) == .used && ca.finds("medium-found") == ["M-1"], "\(what)")
            refused("SP-2.2.3.3b", ca, "\(what)") { try media.retire(&$0) }
            #expect(try media.breaches(&ca) { try media.did("install", &$0) } == ["SP-2.2.3.2b"], "\(what)")
            try media.did("remove", &ca)
            try media.did("erase", &ca)
            #expect(media.state(ca) == .ready && ca.finds("medium-found") == [], "\(what)")
        }
    }

    @Test("SP-2.2.3.3b: what may be in a machine is not found out of it, by two in office or by a count")
    func foundInMachine() throws {
        let stores = SecureStoreTests()
        var ca = try stores.kept()
        try media.did("erase", &ca)
        try media.did("install", &ca)
        var other = ca
        #expect(try media.breaches(&ca) { try media.did("found", &$0, observer: 2, by: 1) } == ["SP-2.2.3.3b"])
        #expect(try media.breaches(&other) { try stores.count(&$0, 1, unexpected: ["M-1"]) } == ["SP-2.2.3.3b"])
        for found in [ca, other] {
            var ca = found
            #expect(media.state(ca) == .inUse && ca.finds("medium-found") == ["M-1"])
            try media.did("erase", &ca)
            refused("SP-2.2.3.3b", ca) { try media.retire(&$0) }
            try media.did("remove", &ca)
            try media.retire(&ca)
        }
        // Lost out of a machine it comes back by both records.
        try media.did("lost", &ca)
        try media.did("found", &ca)
        #expect(media.state(ca) == .lost)
        try media.did("remove", &ca)
        try media.did("found", &ca)
        #expect(media.state(ca) == .used)
    }

    // MARK: SP-2.2.3.3b, out of a machine by clean records only

    @Test("SP-2.2.3.3b: what went into a machine by a record in breach does not come out of it by another one")
    func twoBreaches() throws {
        let computers = ComputerTests()
        var ca = try computers.ready()
        #expect(try media.breaches(&ca) { try media.did("install", &$0, observer: nil) } == ["SP-1.2b"])
        refused("SP-2.2.3.1b", ca) { try computers.act("serve", &$0) }
        try media.did("remove", &ca, observer: nil)
        #expect(media.state(ca) == .inUse && ca.finds("medium-in-use-unerased") == ["M-1"])
        refused("SP-2.2.3.1b", ca, "taken out by one alone") { try computers.act("serve", &$0) }
        refused("SP-2.2.2", ca, "taken out by one alone") { try computers.act("retire", &$0) }
        // Nor is the removal entered as a move, whose signers are others.
        #expect(try media.breaches(&ca) { try media.did("move", &$0) } == ["SP-2.2.3.3b"])
        try media.did("erase", &ca)
        refused("SP-2.2.3.3b", ca, "erased in the machine, and perhaps still there") { try media.retire(&$0) }
        // A clean record of the removal is the second of one thing, and no use.
        try media.did("remove", &ca)
        #expect(media.state(ca) == .ready)
        #expect(try media.breaches(&ca) { try media.did("move", &$0) } == [])
        try media.retire(&ca)
        try computers.act("retire", &ca)
    }

    // MARK: SP-2.2.3.2c, only within critical systems

    /// SYS-1 is critical, SYS-2 is noted as non-critical.
    func systems(_ ca: inout TestCA) throws {
        let facts = SystemTests.facts
        _ = try DerivedKindTests().both(
            &ca, "register/system.enter", facts("Signer", "keepers", "signing-server"))
        var draft = Draft.of(ca.kind("register/system.note"), facts("Wiki", "keepers", nil), slot: "leader")
        draft.detached = [
            DetachedPart(audience: "everyone", commitment: Digest.of([1]), exception: nil, name: "reason")
        ]
        try ca.say(draft, by: 5)
    }

    @Test("SP-2.2.3.2c: what held critical data goes to no system outside, by whichever door")
    func outside() throws {
        var ca = try media.stocked()
        try systems(&ca)
        _ = try DerivedKindTests().both(&ca, "register/computer.enter", .computer("wiki", system: "SYS-2"))
        func change(_ ca: inout TestCA, _ system: String) throws {
            _ = try DerivedKindTests().both(
                &ca, "register/medium.change",
                .line(["medium": .string("M-1"), "set": .line(["system": .string(system)])]))
        }
        // Before it was used anybody who enters media says what it is for.
        try change(&ca, "SYS-2")
        #expect(!media.medium(ca).isExposed(in: ca.state.world))
        try media.did("erase", &ca)
        #expect(try media.breaches(&ca) { try media.did("install", &$0, ["into": .string("H-2")]) } == [])
        #expect(!media.medium(ca).isExposed(in: ca.state.world))
        refused("SP-2.2.3.2c", ca, "it was used") { try change(&$0, "SYS-1") }
        try media.did("remove", &ca)
        try media.did("erase", &ca)
        try media.act("assign", &ca, ["system": "SYS-1"])
        try media.did("install", &ca)
        #expect(media.medium(ca).isExposed(in: ca.state.world))
        try media.did("remove", &ca)
        try media.did("erase", &ca)
        refused("SP-2.2.3.2c", ca, "erased or not") { try media.act("assign", &$0, ["system": "SYS-2"]) }
        refused("SP-2.2.3.2c", ca) { try change(&$0, "SYS-2") }
        let correction = JSON.line([
            "field": .string("system"), "happened": .string(ca.now.text), "medium": .string("M-1"),
            "new": .string("SYS-2"), "old": .string("SYS-1"), "parties": .observer(7),
        ])
        let corrected = try ca.propose("record/medium.correct", correction, by: 5)
        try ca.say(.observe(ca.record(corrected)), by: 7)
        #expect(media.breaches(ca, corrected) == ["SP-2.2.3.2c"])
        #expect(media.medium(ca).given.system?.text == "SYS-1")
        #expect(try media.breaches(&ca) { try media.did("install", &$0, ["into": .string("H-2")]) } == ["SP-2.2.3.2c"])
        // What the machine is said to be for later changes nothing of what was on the medium.
        _ = try DerivedKindTests().both(
            &ca, "register/computer.change",
            .line(["computer": .string("H-1"), "set": .line(["system": .string("SYS-2")])]))
        #expect(media.medium(ca).isExposed(in: ca.state.world))
    }

    @Test("SP-2.2.3.2c: a medium is assigned by two, once, and not after its end")
    func assigned() throws {
        var ca = try media.stocked()
        try systems(&ca)
        let alone = try ca.propose(
            "register/medium.assign", .line(["medium": .string("M-1"), "system": .string("SYS-1")]), by: 5,
            slot: "keeper")
        #expect(!ca.thingInEffect(alone) && media.medium(ca).given.system == nil)
        try media.act("assign", &ca, ["system": "SYS-1"])
        refused("SP-2.2.3.2c", ca, "twice") { try media.act("assign", &$0, ["system": "SYS-1"]) }
        // The second signature on what was proposed before changes nothing now.
        refused("SP-2.2.3.2c", ca, "late") { try $0.signThing(alone, "reviewer", by: 7) }
        try media.did("erase", &ca)
        try media.retire(&ca)
        refused("SP-2.2.3.3a", ca) { try media.act("assign", &$0, ["system": "SYS-2"]) }
    }
}

extension TestCA {
    /// What a rule finds now.
    func finds(_ rule: String) -> [String] {
        state.findings(at: now).filter { $0.rule.name == rule }.map(\.about.text)
    }
}
