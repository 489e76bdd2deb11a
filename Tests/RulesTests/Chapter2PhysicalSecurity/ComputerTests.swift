import Ledger
import Rules
import TestWorld
import Testing

/// SP-2.2.1, SP-2.2.2, SP-3.2: what a computer must have before it serves and keep while it does, and how it leaves.
struct ComputerTests {
    let media = MediaCase()

    /// Everything that service asks for but for the labels and records, as facts of H-1.
    static let facts: [String: JSON] = [
        "addresses": .texts(["192.0.2.7"]), "encryption": .string("full-disk"), "link": .string("network"),
        "os": .string("Debian"), "os-licence": .string("GPL-2.0-only"), "os-version": .string("12.11"),
        "sides": .texts(["front", "rear"]), "system": .string("SYS-1"), "use": .string("signs certificates"),
    ]

    func computer(_ ca: TestCA) -> Computer { ca.state.world.physical.computers[ID<Computer>(1)] }
    func state(_ ca: TestCA) -> Computer.State { computer(ca).state(in: ca.state.world) }

    func change(_ ca: inout TestCA, _ set: [String: JSON], clear: [String] = []) throws {
        _ = try DerivedKindTests().both(
            &ca, "register/computer.change",
            .line([
                "clear": clear.isEmpty ? nil : .texts(clear.sorted()), "computer": .string("H-1"),
                "set": set.isEmpty ? nil : .sorted(set.map { JSON.Member($0.key, $0.value) }),
            ]))
    }

    /// A record about H-1, now; confirmed by its observer.
    @discardableResult
    func did(
        _ kind: String, _ ca: inout TestCA, _ more: [String: JSON] = [:], observer: Int? = nil, by person: Int = 5,
        confirmed: Bool = true
    ) throws -> Int {
        ca.wait(5)
        var fields = ["computer": JSON.string("H-1"), "happened": .string(ca.now.text)].merging(more) { $1 }
        if let observer { fields["parties"] = .observer(observer) }
        let place = try ca.say(
            .of(ca.kind("record/\(kind)"), .sorted(fields.map { JSON.Member($0.key, $0.value) })), by: person)
        if confirmed, let observer { try ca.say(.observe(ca.record(place)), by: observer) }
        return place
    }
    @discardableResult
    func acquired(_ ca: inout TestCA, _ more: [String: JSON] = [:]) throws -> Int {
        try did(
            "computer.acquire", &ca,
            [
                "chosen": .string("picked-from-stock"), "collected-by": .string("p5"), "packaging": .string("intact"),
                "source": .string("Acme GmbH"),
            ].merging(more) { $1 }, observer: 7)
    }
    func labelled(_ ca: inout TestCA, _ sides: [String] = ["front", "rear"], by person: Int = 5) throws {
        try did("computer.label", &ca, ["sides": .texts(sides)], by: person)
    }
    @discardableResult
    func inspected(_ ca: inout TestCA, open: [String] = [], observer: Int? = 7) throws -> Int {
        var fields = ["report": JSON.string("INS-1")]
        if !open.isEmpty { fields["open"] = .texts(open) }
        return try did("computer.inspect", &ca, fields, observer: observer)
    }
    func act(_ word: String, _ ca: inout TestCA) throws {
        let act = try ca.propose("register/computer.\(word)", .line(["computer": .string("H-1")]), by: 5)
        try ca.signThing(act, "keeper", by: 6)
        if word != "withdraw" { try ca.signThing(act, "reviewer", by: 7) }
    }

    /// H-1 with all that service asks for.
    func ready() throws -> TestCA {
        var ca = try media.stocked()
        _ = try DerivedKindTests().both(
            &ca, "register/system.enter", SystemTests.facts("Signer", owner: "keepers", sort: "signing-server"))
        try change(&ca, Self.facts)
        try acquired(&ca)
        try labelled(&ca)
        try inspected(&ca)
        return ca
    }
    func served() throws -> TestCA {
        var ca = try ready()
        try act("serve", &ca)
        return ca
    }

    @Test("SP-2.2.1: a computer is planned, acquired, in and out of service, and retired")
    func states() throws {
        var ca = try media.stocked()
        #expect(state(ca) == .planned)
        ca = try ready()
        #expect(state(ca) == .acquired)
        try act("serve", &ca)
        #expect(state(ca) == .inService && ca.finds("computer-lacks") == [])
        refused("SP-2.2.1a", ca, "twice") { try act("serve", &$0) }
        refused("SP-2.2.2", ca, "in service") { try act("retire", &$0) }
        try act("withdraw", &ca)
        refused("SP-2.2.1a", ca, "twice") { try act("withdraw", &$0) }
        #expect(state(ca) == .outOfService)
        try act("serve", &ca)
        try act("withdraw", &ca)
        try act("retire", &ca)
        #expect(state(ca) == .retired)
        refused("SP-2.2.2", ca) { try act("serve", &$0) }
        refused("SP-2.2.2", ca) { try act("retire", &$0) }
        #expect(try media.breaches(&ca) { try media.did("install", &$0) }.contains("SP-2.2.2"))
    }

    @Test("SP-2.2.1: service names everything that is missing at once, each by its clause, with who can supply it")
    func everything() throws {
        var ca = try media.stocked()
        try media.did("install", &ca)
        let refusal = refused("SP-1.1a", ca) { try act("serve", &$0) }
        for clause in ["SP-2.2.1a", "SM-1.2.1", "SP-3.2", "SP-3.2.1", "SP-2.2.1.1", "SP-3.2.2b", "SP-2.2.3.1b"] {
            #expect(refusal?.what.contains("(\(clause))") == true, "\(clause): \(refusal?.what ?? "")")
        }
        for who in ["computer.change", "computer.acquire", "computer.inspect"] {
            #expect(refusal?.who.contains(who) == true, "\(who)")
        }
    }

    @Test(
        "SP-2.2.1a, SP-3.2, SP-3.2.1: without any one of its facts it does not go into service, and does not stay without",
        arguments: [
            ("system", "SP-1.1a"), ("use", "SP-2.2.1a"), ("link", "SP-2.2.1a"), ("addresses", "SP-2.2.1a"),
            ("sides", "SM-1.2.1"), ("os", "SP-3.2"), ("os-version", "SP-3.2"), ("os-licence", "SP-3.2"),
            ("encryption", "SP-3.2.1"),
        ])
    func facts(fact: String, clause: String) throws {
        var ca = try ready()
        try change(&ca, [:], clear: [fact])
        refused(clause, ca) { try act("serve", &$0) }
        refused(clause, try served(), "by a change") { try change(&$0, [:], clear: [fact]) }
    }

    @Test("SP-3.2: a licence that the Manual does not list is none; what is no server is not asked")
    func licence() throws {
        var ca = try ready()
        try change(&ca, ["os-licence": .string("BUSL-1.1")])
        refused("SP-3.2", ca) { try act("serve", &$0) }
        refused("SP-3.2", try served()) { try change(&$0, ["os-licence": .string("BUSL-1.1")]) }
        refused("SP-3.2.1", try served()) { try change(&$0, ["encryption": .string("not-applicable")]) }
        // A switch bears its vendor's firmware; a signer on a serial line has no address.
        try change(
            &ca, ["link": .string("serial-only"), "sort": .string("network")], clear: ["addresses", "os", "encryption"])
        try act("serve", &ca)
        #expect(state(ca) == .inService)
        refused("SP-3.2", ca, "and as one that is, it is asked again") { try change(&$0, ["sort": .string("server")]) }
    }

    @Test(
        "SP-2.2.1d, SP-2.2.1.1, SP-3.2.2b: a record opens nothing in breach, alone, claimed or by others",
        arguments: [
            "label", "label by others", "label of another name", "packaging", "collector", "claimed", "open",
            "inspected alone", "worked on",
        ])
    func records(what: String) throws {
        var ca = try media.stocked()
        _ = try DerivedKindTests().both(
            &ca, "register/system.enter", SystemTests.facts("Signer", owner: "keepers", sort: "signing-server"))
        try change(&ca, Self.facts)
        var clause = "SP-2.2.1d"
        switch what {
        case "label": try labelled(&ca, ["front"])
        case "label by others": try labelled(&ca, by: 8)
        case "label of another name":
            try labelled(&ca)
            try change(&ca, ["hostname": .string("other")])
        default: try labelled(&ca)
        }
        switch what {
        case "packaging":
            try acquired(&ca, ["packaging": .string("broken")])
            clause = "SP-2.2.1.1"
        case "collector":
            try acquired(&ca, ["collected-by": .string("p6")])
            clause = "SP-2.2.1.1"
        default: try acquired(&ca)
        }
        switch what {
        case "claimed":
            try did("computer.inspect", &ca, ["report": .string("INS-1")], observer: 7, confirmed: false)
            clause = "SP-3.2.2b"
        case "open":
            try inspected(&ca, open: ["cups"])
            clause = "SP-3.2.2b"
        case "inspected alone":
            try inspected(&ca, observer: nil)
            clause = "SP-3.2.2b"
        case "worked on":
            try inspected(&ca)
            try did("hardware.maintain", &ca, ["by": .string("us")], observer: 7, confirmed: false)
            clause = "SP-3.2.2b"
        default: try inspected(&ca)
        }
        refused(clause, ca, "\(what)") { try act("serve", &$0) }
    }

    @Test("SP-2.2.2: with a service security risk retirement is the only way, after its media")
    func serviceRisk() throws {
        var ca = try ready()
        try did("computer.fault", &ca, ["service-risk": .string("no")])
        try act("serve", &ca)
        try media.did("erase", &ca)
        try media.did("install", &ca)
        try did("computer.fault", &ca, ["service-risk": .string("yes")])
        #expect(ca.finds("computer-lacks") == ["H-1"] && ca.finds("computer-to-retire") == ["H-1"])
        let worked = try did("hardware.maintain", &ca, ["by": .string("vendor-on-site")], observer: 7)
        #expect(ca.record(worked).breaches.map(\.clause) == ["SP-2.2.2"])
        try act("withdraw", &ca)
        try inspected(&ca)
        refused("SP-2.2.2", ca, "not back, however clean it is") { try act("serve", &$0) }
        refused("SP-2.2.2", ca, "M-1 is in it") { try act("retire", &$0) }
        try media.did("remove", &ca, observer: nil)
        refused("SP-2.2.2", ca, "nobody saw that it came out") { try act("retire", &$0) }
        try media.did("remove", &ca)
        try act("retire", &ca)
        #expect(ca.finds("computer-to-retire") == [])
    }

    @Test("SP-2.2.1d: what no longer holds while it serves is a finding, by its clause")
    func stays() throws {
        var ca = try served()
        // One of a team may name a third side that can be seen; nobody has labelled it.
        let amend = try ca.propose(
            "register/computer.amend",
            .line(["computer": .string("H-1"), "set": .line(["sides": .texts(["front", "left", "rear"])])]), by: 7)
        try ca.signThing(amend, "reviewer", by: 7)
        #expect(computer(ca).given.sides.values.count == 3)
        let found = ca.state.findings(at: ca.now).filter { $0.rule.name == "computer-lacks" }
        #expect(found.map(\.about.text) == ["H-1"] && found.first?.clauses == ["SP-2.2.1d"])
        try labelled(&ca, ["left"])
        #expect(ca.finds("computer-lacks") == [])
        refused("SP-2.2.1a", ca, "it gives a right") { ca in
            let set = JSON.line(["encryption": .string("volumes")])
            try ca.propose("register/computer.amend", .line(["computer": .string("H-1"), "set": set]), by: 7)
        }
        refused("SP-2.2.1a", ca, "what service asks for") { ca in
            let body = JSON.line(["clear": .texts(["use"]), "computer": .string("H-1")])
            try ca.propose("register/computer.amend", body, by: 7)
        }
    }

    @Test("SP-2.2.1a: a computer has a serial number, unique with its vendor, or says that it bears none")
    func serial() throws {
        let ca = try media.stocked()
        func enter(_ ca: inout TestCA, _ serial: String?, _ none: String?) throws {
            let body = JSON.line([
                "hostname": .string("g"), "model": .string("m"), "serial": serial.map { .string($0) },
                "serial-none": none.map { .string($0) }, "sort": .string("power"), "vendor": .string("dell"),
            ])
            _ = try DerivedKindTests().both(&ca, "register/computer.enter", body)
        }
        for (serial, none) in [(nil, nil), (nil, "no"), ("q", "yes")] as [(String?, String?)] {
            refused("SP-2.2.1a", ca) { try enter(&$0, serial, none) }
        }
        refused("SP-2.2.1a", ca, "H-1 bears it") { try enter(&$0, "H-1", nil) }
        for (serial, none) in [("q", nil), ("q", "no"), (nil, "yes")] as [(String?, String?)] {
            var ca = ca
            try enter(&ca, serial, none)
        }
    }

    /// Every kind of record and act about computers, once.
    func chain(_ ca: inout TestCA) throws {
        try change(&ca, Self.facts)
        try acquired(&ca)
        try labelled(&ca)
        try did("hardware.maintain", &ca, ["by": .string("us")], observer: 7)
        try inspected(&ca)
        try act("serve", &ca)
        try did("computer.fault", &ca, ["service-risk": .string("no")])
        let amend = try ca.propose(
            "register/computer.amend", .line(["computer": .string("H-1"), "set": .line(["use": .string("signs")])]),
            by: 5)
        try ca.signThing(amend, "keeper", by: 5)
        for word in ["withdraw", "retire"] { try act(word, &ca) }
    }
}
