import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: a history tells what happened to this thing, and nothing else.
@Suite struct HistoryTests {
    private static func steps(_ text: String) -> [String] {
        let list = text.components(separatedBy: "<ol class=\"chain\"").dropFirst().first ?? ""
        return (list.components(separatedBy: "</ol>").first ?? "").components(separatedBy: "<li").dropFirst().map {
            String($0)
        }
    }

    @Test("P-36: of several things that one signature enters, each page has the one act that entered it")
    func several() async throws {
        var ca = try TestCA.busy()
        var acts: [Int] = []
        for number in 2...5 {
            acts.append(
                try ca.propose(
                    "register/medium.enter", .medium("D-\(number)", serial: "WD-\(number)"), by: 5, slot: "keeper"))
        }
        ca.wait(30)
        let views = acts.compactMap { ca.state.world.actView(at: $0, now: ca.now) }
        let several = ca.state.several(views, by: 6, slot: nil, page: false, at: ca.now) { _ in nil }
        try ca.say(try #require(several.draft), by: 6)
        let site = try await TestSite(ca)
        for number in 2...5 {
            let steps = Self.steps(try await site.get("/registers/media/M-\(number)").text)
            #expect(steps.count == 1 && steps.first?.contains("<del>") == false, "M-\(number): \(steps.count)")
            #expect(steps.first?.contains("/acts/A-\(acts[number - 2])\"") == true)
        }
    }

    @Test("SP-2.2.1c, SP-2.2.3.3c: a container's page says what came in; a second erasure is no change of the first")
    func container() async throws {
        var ca = try TestCA.busy()
        for method in ["purge", "gutmann-35"] {
            ca.wait(60)
            let place = try ca.say(
                .of(
                    ca.kind("record/medium.erase"),
                    .erasure(in: "H-1", method: method, observer: 6, happened: ca.now)), by: 5)
            try ca.say(.observe(ca.record(place)), by: 6)
        }
        let site = try await TestSite(ca)
        let store = try await site.get("/registers/stores/S-2").text
        #expect(store.contains("M-1 (<bdi>D-1</bdi>) came in"))
        let entered = Self.steps(try await site.get("/registers/stores/S-1").text)
        #expect(entered.contains { $0.contains("<bdi>D-1</bdi> came in") })
        #expect(!entered.contains { $0.contains("<del>") })
        let medium = Self.steps(try await site.get("/registers/media/M-1").text)
        #expect(medium.contains { $0.contains("gutmann-35") } && !medium.contains { $0.contains("<del>purge</del>") })
        // Where it was is told of each move.
        #expect(medium.contains { $0.contains("<del>") && $0.contains("where") })
    }

    @Test("K-8: “erased” is what counts, and beside it stands what was claimed")
    func erased() async throws {
        let site = try await TestSite(try TestCA.busy())
        let text = try await site.get("/registers/media/M-1").text
        #expect(text.contains("never; claimed 2026-"))
    }
}
