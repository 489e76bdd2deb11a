import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: the page of a thing says how it is, what can be done with it now and nothing else, and how it was on any day.
@Suite("The page of a thing")
struct ItemPageTests {
    private static func section(_ text: String, _ heading: String) -> String {
        let rest = text.components(separatedBy: "<h2>\(heading)</h2>").dropFirst().first ?? ""
        return rest.components(separatedBy: "<h2").first ?? ""
    }

    @Test("what can be done now is offered; what the thing itself forbids is named with its clause, and has no link")
    func offers() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let text = try await site.get("/registers/media/M-1").text
        let now = Self.section(text, "Propose")
        let folded =
            text.components(separatedBy: "id=\"not-now\"").dropFirst().first?
            .components(separatedBy: "</details>").first ?? ""
        // M-1 was never erased, so it cannot be retired, and the refusal says who could change that.
        #expect(!now.contains("medium.retire") && folded.contains("Retire a medium"))
        #expect(!folded.contains("href=\"/propose/register/medium.retire"))
        #expect(folded.contains("SP-2.2.3.3"), "\(folded)")
        #expect(text.contains("/propose/record/medium.move?f.medium=M-1"))
    }

    @Test("a store says what is in it, as links, and its media say where they are")
    func inside() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let place = try #require(ca.state.world.physical.media.at(1)?.whereabouts(in: ca.state.world))
        let store = try await site.get("/registers/stores/\(place.text)").text
        let inside = Self.section(store, "What is in it")
        #expect(inside.contains("href=\"/registers/media/M-1\""), "\(inside)")
        #expect(
            try await site.get("/registers/media/M-1").text.contains("· in <a href=\"/registers/stores/\(place.text)\"")
        )
    }

    @Test("the same page as it was: state and history of that day, and nothing to do there")
    func past() async throws {
        var ca = try TestCA.busy()
        ca.wait(3 * 86400)
        let act = try ca.propose(
            "register/medium.enter", .medium("Late-1", serial: "WD-99"), by: 5, slot: "keeper")
        ca.wait(30)
        try ca.say(.sign(ca.registerAct(act), slot: "reviewer"), by: 6)
        let site = try await TestSite(ca)
        let id = "M-\(ca.state.world.physical.media.count)"
        let day = String(ca.now.adding(-2 * 86400).text.prefix(10))
        let now = try await site.get("/registers/media/\(id)")
        #expect(now.status == 200 && now.text.contains("<h2>Propose</h2>") && !now.text.contains("id=\"past\""))
        let then = try await site.get("/registers/media/\(id)?at=\(day)")
        #expect(then.status == 404 && then.text.contains("was not in the register"), "\(then.status)")
        let first = try await site.get("/registers/media/M-1?at=\(day)")
        #expect(first.status == 200 && first.text.contains("id=\"past\"") && !first.text.contains("<h2>Propose</h2>"))
        #expect(!first.text.contains("data-live"))
        #expect(try await site.get("/registers/media/M-1?at=1999-01-01").status == 404)
        #expect(try await site.get("/registers/media/M-1?at=yesterday").status == 400)
        // A day that has not passed is now.
        #expect(try await site.get("/registers/media/M-1?at=2999-01-01").text.contains("<h2>Propose</h2>"))
    }

    @Test("a state of the past is the state that the ledger had: its hash is the one of a replay")
    func sameState() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let reader = LedgerReader(site.store)
        let past = PastStates()
        for size in [1, ca.entries.count / 2, ca.entries.count - 1, ca.entries.count / 3] {
            var state = State()
            for entry in ca.entries.prefix(size) {
                _ = try state.fold(CheckedLeaf(checking: entry)) { reader.file(.enclosure($0)) }
            }
            let found = try await past.published(of: size, reader, for: "test").state
            #expect(found.world.stateHash == state.world.stateHash && found.log.size == size)
        }
    }

    @Test("clauses are shown as they were")
    func clauses() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let first = try #require(ca.state.log.rows.at(0)?.recorded)
        let then = try await site.get("/policy?at=\(first.text)")
        #expect(then.status == 200 && then.text.contains("id=\"past\""))
    }
}
