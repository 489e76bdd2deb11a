import Ledger
import Rules
import TestWorld
import Testing

/// SP-2.2.1, SP-2.2.2, SP-3.2: what a computer must have before it serves, and keep while it does.
struct ComputerServiceTests {
    let media = MediaCase()
    private let computers = ComputerTests()

    @Test("SP-2.2.1: service names everything that is missing at once, each by its clause, with who can supply it")
    func everything() throws {
        var ca = try media.stocked()
        try media.did("install", &ca)
        let refusal = refused("SP-1.1a", ca) { try computers.act("serve", &$0) }
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
        var ca = try computers.ready()
        try computers.change(&ca, [:], clear: [fact])
        refused(clause, ca) { try computers.act("serve", &$0) }
        refused(clause, try computers.served(), "by a change") { try computers.change(&$0, [:], clear: [fact]) }
    }

    @Test("SP-3.2: a licence that the Manual does not list is none; what is no server is not asked")
    func licence() throws {
        var ca = try computers.ready()
        try computers.change(&ca, ["os-licence": .string("BUSL-1.1")])
        refused("SP-3.2", ca) { try computers.act("serve", &$0) }
        refused("SP-3.2", try computers.served()) { try computers.change(&$0, ["os-licence": .string("BUSL-1.1")]) }
        refused("SP-3.2.1", try computers.served()) {
            try computers.change(&$0, ["encryption": .string("not-applicable")])
        }
        // A switch bears its vendor's firmware; a signer on a serial line has no address.
        try computers.change(
            &ca, ["link": .string("serial-only"), "sort": .string("network")], clear: ["addresses", "os", "encryption"])
        try computers.act("serve", &ca)
        #expect(computers.state(ca) == .inService)
        refused("SP-3.2", ca, "and as one that is, it is asked again") {
            try computers.change(&$0, ["sort": .string("server")])
        }
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
        try computers.change(&ca, ComputerTests.facts)
        var clause = "SP-2.2.1d"
        switch what {
        case "label": try computers.labelled(&ca, ["front"])
        case "label by others": try computers.labelled(&ca, by: 8)
        case "label of another name":
            try computers.labelled(&ca)
            try computers.change(&ca, ["hostname": .string("other")])
        default: try computers.labelled(&ca)
        }
        switch what {
        case "packaging":
            try computers.acquired(&ca, ["packaging": .string("broken")])
            clause = "SP-2.2.1.1"
        case "collector":
            try computers.acquired(&ca, ["collected-by": .string("p6")])
            clause = "SP-2.2.1.1"
        default: try computers.acquired(&ca)
        }
        switch what {
        case "claimed":
            try computers.did("computer.inspect", &ca, ["report": .string("INS-1")], observer: 7, confirmed: false)
            clause = "SP-3.2.2b"
        case "open":
            try computers.inspected(&ca, open: ["cups"])
            clause = "SP-3.2.2b"
        case "inspected alone":
            try computers.inspected(&ca, observer: nil)
            clause = "SP-3.2.2b"
        case "worked on":
            try computers.inspected(&ca)
            try computers.did("hardware.maintain", &ca, ["by": .string("us")], observer: 7, confirmed: false)
            clause = "SP-3.2.2b"
        default: try computers.inspected(&ca)
        }
        refused(clause, ca, "\(what)") { try computers.act("serve", &$0) }
    }

    @Test("SP-2.2.2: with a service security risk retirement is the only way, after its media")
    func serviceRisk() throws {
        var ca = try computers.ready()
        try computers.did("computer.fault", &ca, ["service-risk": .string("no")])
        try computers.act("serve", &ca)
        try media.did("erase", &ca)
        try media.did("install", &ca)
        try computers.did("computer.fault", &ca, ["service-risk": .string("yes")])
        #expect(ca.finds("computer-lacks") == ["H-1"] && ca.finds("computer-to-retire") == ["H-1"])
        let worked = try computers.did("hardware.maintain", &ca, ["by": .string("vendor-on-site")], observer: 7)
        #expect(ca.record(worked).breaches.map(\.clause) == ["SP-2.2.2"])
        try computers.act("withdraw", &ca)
        try computers.inspected(&ca)
        refused("SP-2.2.2", ca, "not back, however clean it is") { try computers.act("serve", &$0) }
        refused("SP-2.2.2", ca, "M-1 is in it") { try computers.act("retire", &$0) }
        try media.did("remove", &ca, observer: nil)
        refused("SP-2.2.2", ca, "nobody saw that it came out") { try computers.act("retire", &$0) }
        try media.did("remove", &ca)
        try computers.act("retire", &ca)
        #expect(ca.finds("computer-to-retire") == [])
    }

    @Test("SP-2.2.1d: what no longer holds while it serves is a finding, by its clause")
    func stays() throws {
        var ca = try computers.served()
        // One of a team may name a third side that can be seen; nobody has labelled it.
        let amend = try ca.propose(
            "register/computer.amend",
            .line(["computer": .string("H-1"), "set": .line(["sides": .texts(["front", "left", "rear"])])]), by: 7)
        try ca.signThing(amend, "reviewer", by: 7)
        #expect(computers.computer(ca).given.sides.values.count == 3)
        let found = ca.state.findings(at: ca.now).filter { $0.rule.name == "computer-lacks" }
        #expect(found.map(\.about.text) == ["H-1"] && found.first?.clauses == ["SP-2.2.1d"])
        try computers.labelled(&ca, ["left"])
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
}
