import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// SP-9.1.8: a person's page has their trainings.
@Suite struct TrainingsTests {
    @Test("SP-9.1.8: who signed a training has it on their page; who did not, has none")
    func page() async throws {
        var ca = try TestCA.busy()
        let members = try #require(ca.authority.roster("keepers")?.seats.map(\.person))
        let place = try ca.file(
            HoldTraining.kind,
            .line([
                "happened": .string(ca.now.text), "parties": .parties([members[1]: "participant"]),
                "sort": .string("drill"), "team": .string("keepers"), "topic": .string("Fire in the machine room"),
            ]), by: members[0])
        func trainings(_ site: TestSite, _ person: Int) async throws -> String {
            let text = try await site.get("/people/p\(person)").text
            return text.components(separatedBy: "<h2>Trainings</h2>").dropFirst().first?
                .components(separatedBy: "<h2>").first ?? ""
        }
        #expect(try await !trainings(TestSite(ca), members[1]).contains("Fire in the machine room"), "not signed yet")
        ca.wait(60)
        try ca.say(.observe(ca.record(place)), by: members[1])
        let site = try await TestSite(ca)
        for person in members.prefix(2) {
            #expect(try await trainings(site, person).contains("Fire in the machine room"), "p\(person)")
        }
    }
}
