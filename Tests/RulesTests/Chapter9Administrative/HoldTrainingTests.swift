import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.8: trainings of a team, and the day by which each member takes part in one.
struct HoldTrainingTests {
    static let team = "systems-administration"
    static func hold(
        _ ca: inout TestCA, by performer: Int = 8, with people: [Int], team: String = team, signed: Bool = true
    ) throws -> Int {
        ca.wait(60)
        let place = try ca.say(
            .of(
                ca.kind(HoldTraining.kind),
                .line([
                    "happened": .string(ca.now.text),
                    "parties": .parties(Dictionary(uniqueKeysWithValues: people.map { ($0, "participant") })),
                    "sort": .string("drill"), "team": .string(team), "topic": .string("Restore the database"),
                ])), by: performer)
        for person in people where signed {
            ca.wait(60)
            try ca.say(.observe(ca.record(place)), by: person)
        }
        return place
    }

    @Test("SP-9.1.8: everybody in a critical role is due a training of their team; a training counts for who signed it")
    func due() throws {
        var ca = try cacert()
        // Seats of the opening end after 180 days unless their people are checked (P-54), so the interval is shorter here.
        try ca.changePolicy([:], of: "cacert", manual: [["values", "training.repeat", "span"]: .integer(60 * 86_400)])
        func people(_ ca: TestCA) -> Set<String> { Set(ca.found("training").map(\.about.text)) }
        #expect(people(ca).isEmpty)
        ca.wait(61 * 86_400)
        #expect(people(ca).isSuperset(of: ["p8", "p9", "p12", "p13", "p6"]))
        _ = try Self.hold(&ca, with: [9, 12], signed: false)
        #expect(people(ca).isSuperset(of: ["p8", "p9", "p12"]), "nobody signed it")
        _ = try Self.hold(&ca, with: [9, 12])
        #expect(people(ca).isDisjoint(with: ["p8", "p9", "p12"]) && people(ca).contains("p13"))
        #expect(ca.state.world.trainings(of: 12).count == 1 && ca.state.world.trainings(of: 13).isEmpty)
        ca.wait(35 * 86_400)
        #expect(people(ca).isDisjoint(with: ["p9"]))
        #expect(ca.state.tasks(for: 9, at: ca.now).contains { $0.rule.name == "training" && $0.id == "p9" })
        ca.wait(26 * 86_400)
        #expect(people(ca).contains("p9"))
    }

    @Test("SP-9.1.8: a training of a team in which none of it took part is in breach and counts for nobody")
    func strangers() throws {
        var ca = try cacert()
        let place = try Self.hold(&ca, by: 6, with: [7])
        #expect(ca.record(place).breaches.map(\.clause) == ["SP-9.1.8"])
        #expect(ca.state.world.trainings(of: 7).isEmpty)
    }
}
