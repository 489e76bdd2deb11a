import Ledger
import Rules
import TestWorld
import Testing

/// Things that people do with M-1 in the small CA, each as it should be done: p5 performs, p7 observes.
struct MediaCase {
    let records = ERecordTests()

    func stocked() throws -> TestCA { try records.stocked() }
    func medium(_ ca: TestCA) -> Medium { records.medium(ca) }
    func state(_ ca: TestCA) -> Medium.State { medium(ca).state(in: ca.state.world) }

    /// A record about M-1, so many seconds ago, signed by its observer.
    @discardableResult
    func did(
        _ word: String, _ ca: inout TestCA, _ more: [String: JSON] = [:], observer: Int? = 7, ago: Int = 0,
        by person: Int = 5,
        with key: SoftwareKey? = nil, confirmed: Bool = true
    ) throws -> Int {
        ca.wait(5)
        let now = ca.now.adding(-ago)
        let body: JSON =
            switch word {
            case "erase": .erasure(observer: observer, happened: now)
            case "install": .passage(to: "H-1", observer: observer, happened: now)
            case "remove": .passage(to: "S-1", observer: observer, happened: now)
            case "move": .passage(to: "S-2", observer: observer, happened: now)
            default:
                .sorted(
                    Self.usual(word).map { JSON.Member($0.key, $0.value) } + [
                        JSON.Member("happened", .string(now.text)), JSON.Member("medium", .string("M-1")),
                    ] + (word == "lost" ? [] : observer.map { [JSON.Member("parties", .observer($0))] } ?? []))
            }
        let members = (body.members ?? []).filter { more[$0.key] == nil } + more.map { JSON.Member($0.key, $0.value) }
        let place = try ca.say(.of(ca.kind("record/medium.\(word)"), .sorted(members)), by: person, with: key)
        if confirmed, word != "lost", let observer { try ca.say(.observe(ca.record(place)), by: observer) }
        return place
    }

    private static func usual(_ word: String) -> [String: JSON] {
        switch word {
        case "unreadable": ["tried": .string("three machines, no answer")]
        case "destroy": ["method": .string("shred"), "serial-read": .string("yes")]
        case "found": ["sealed": .string("yes"), "store": .string("S-1")]
        default: [:]
        }
    }

    func breaches(_ ca: TestCA, _ place: Int) -> [String] { ca.record(place).breaches.map(\.clause) }
    /// Of what happens now.
    func breaches(_ ca: inout TestCA, _ happens: (inout TestCA) throws -> Int) rethrows -> [String] {
        let place = try happens(&ca)
        return breaches(ca, place)
    }

    func act(_ word: String, _ ca: inout TestCA, _ body: [String: String]) throws {
        let members = ["medium": "M-1"].merging(body) { $1 }.map { JSON.Member($0.key, .string($0.value)) }
        let act = try ca.propose("register/medium.\(word)", .sorted(members), by: 5)
        try ca.signThing(act, "keeper", by: word == "retire" ? 6 : 5)
        try ca.signThing(act, "reviewer", by: 7)
    }
    func retire(_ ca: inout TestCA, _ fate: String = "destroyed") throws { try act("retire", &ca, ["fate": fate]) }

    /// From a new medium to what is left of it, with every kind that there is.
    func chain(_ ca: inout TestCA) throws {
        for word in ["erase", "install", "remove", "unreadable", "move", "lost", "found", "erase"] {
            try did(word, &ca)
        }
        try act("assign", &ca, ["system": "SYS-1"])
        try retire(&ca)
        for word in ["destroy", "dispose"] { try did(word, &ca) }
        let wrong = ca.state.world.recordsInBreach.filter { $0.kind.name.hasPrefix("record/medium") }
        #expect(wrong.isEmpty, "\(wrong.map { "\($0.kind.name) \($0.breaches.map(\.what))" })")
    }
}
