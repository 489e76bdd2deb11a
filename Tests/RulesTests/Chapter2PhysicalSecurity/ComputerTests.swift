import Ledger
import Rules
import TestWorld
import Testing

/// SP-2.2.1: how a computer enters, serves and leaves. What service asks for is in ComputerServiceTests.
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
