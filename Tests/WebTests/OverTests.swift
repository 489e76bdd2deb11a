import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: what is over goes on saying what it was decided by, whatever seats, keys and policy have become.
@Suite struct OverTests {
    @Test("K-17: an act in effect goes on saying who signed, when the signer has left, and asks nobody for more")
    func left() async throws {
        var ca = try TestCA.busy()
        let kind = ca.kind("authority/team.leave")
        let body: JSON = .line(["person": .person(1), "team": .string("keepers")])
        let slot = try #require(ca.state.ownSlot(of: kind, body, by: 1, at: ca.now))
        let act = try ca.say(.of(kind, body, slot: slot), by: 1)
        #expect(ca.state.world.actView(at: act, now: ca.now)?.condition == .ended(.inEffect(act)))
        ca.wait(60)
        let site = try await TestSite(ca)
        for view in ca.state.world.actViews(at: ca.now, limit: 100) {
            guard case .ended(.inEffect) = view.condition else { continue }
            #expect(
                view.ways.allSatisfy { $0.lacking == nil && $0.slots.allSatisfy { $0.missing == 0 } }, "\(view.name)")
            let signers = Set(view.signatures.map(\.person))
            #expect(Set(view.ways.flatMap(\.slots).flatMap(\.signed).map(\.person)).isSubset(of: signers))
            #expect(view.signatures.isEmpty || view.ways.contains { $0.slots.contains { !$0.signed.isEmpty } })
        }
        let text = try await site.get("/acts/A-\(act)").text
        #expect(!text.contains("nobody could sign this now") && !text.contains("class=\"empty"))
    }

    @Test("K-17: a decided motion goes on saying the tally, the seats and what it needed")
    func motion() async throws {
        let ca = try TestCA.busy()
        let decided = ca.authority.motions.filter { $0.count != nil }
        #expect(!decided.isEmpty)
        for motion in decided {
            let view = try #require(ca.state.motionView(at: motion.place, now: ca.now))
            #expect(view.tally.yes >= view.floor && view.seats == motion.count?.seated && view.waiting.isEmpty)
        }
    }
}

extension OverTests {
    @Test("who declined stands with the reason that they gave")
    func declinedWhy() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let act = try #require(
            ca.state.world.actViews(at: ca.now, limit: .max).last {
                $0.isOpen && $0.kind.name == "register/store.enter"
            })
        let done = try await ThreadTests.say(
            site, "/acts/\(act.name)/decline", [("c.reason", "There is no room for it.")], by: 6)
        #expect(done.status == 303)
        let text = try await site.get("/acts/\(act.name)").text
        #expect(text.contains("Who declined, and why") && text.contains("There is no room for it."))
    }
}
