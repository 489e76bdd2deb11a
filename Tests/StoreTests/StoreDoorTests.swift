import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Goal: what others send costs nobody else anything for long. What does not load is not let in (K-9), and one person does
/// not fill the disk of all (K-22).
@Suite struct StoreDoorTests {
    private func submit(_ draft: Draft, by person: Int, _ world: StoreWorld, _ store: LedgerStore) async throws
        -> SubmissionResult
    {
        world.clock.now = world.ca.now
        let statement = world.ca.statement(draft, by: person)
        let enclosures = statement.enclosures.compactMap { world.ca.enclosures[$0.sha256] }
        let submission = try Submission(bytes: statement.line() + world.ca.key(person).armour(line: statement.line()))
        return await store.submit(try Incoming(checking: submission, enclosures: enclosures))
    }

    @Test("K-9: a policy that does not load is not let in; the answer lists its first 50 faults")
    func policy() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        defer { store.close() }
        let size = store.published.state.log.size
        let groups = JSON.sorted((0..<50_000).map { JSON.Member("group-\($0)", .line(["unknown": .integer(1)])) })
        let bad: [([[String]: JSON?], String)] = [
            ([["groups", "keepers", "minimum"]: .string("two")], "policy groups/keepers/minimum: this must be"),
            ([["groups"]: groups], "at least 50 faults"),
        ]
        for (changes, says) in bad {
            let draft = try world.ca.policyChange(changes)
            guard case .unfit(let misfit) = try await submit(draft, by: 1, world, store) else {
                Issue.record("it was let in: \(says)")
                continue
            }
            #expect(misfit.rule == "K-9" && misfit.what.contains(says), "\(misfit.what.prefix(300))")
            #expect(misfit.what.utf8.count < 20_000)
        }
        // What only the loader asks is asked too: a kind of a register may not require more than its import.
        let silent = try world.ca.policyChange([["exceptions", "RP-1.4-personal", "review"]: nil])
        if case .unfit(let misfit) = try await submit(silent, by: 1, world, store) {
            #expect(misfit.what.contains("`review` is missing"), "\(misfit.what)")
        } else {
            Issue.record("a policy without a review was let in")
        }
        #expect(store.published.state.log.size == size)
        // Whose key it is not, hears it from `decide`, and costs no compilation.
        let strange = try world.ca.policyChange([["groups", "keepers", "minimum"]: .string("two")])
        let statement = world.ca.statement(strange, by: 1)
        let submission = try Submission(bytes: statement.line() + world.ca.key(2).armour(line: statement.line()))
        let enclosures = statement.enclosures.compactMap { world.ca.enclosures[$0.sha256] }
        let answer = await store.submit(try Incoming(checking: submission, enclosures: enclosures))
        guard case .refused = answer else {
            Issue.record("\(answer)")
            return
        }
        // One that loads comes in.
        let good = try world.ca.policyChange([["groups", "keepers", "minimum"]: .integer(2)])
        #expect(try await submit(good, by: 1, world, store).receipt?.place == size)
    }

    @Test(
        "K-22: a person has so many bytes and statements a day; a new day begins anew; what did not enter does not count"
    )
    func shares() throws {
        let shares = DailyShares()
        let noon = TestCA.start
        #expect(shares.take(DailyShares.bytesMax - 1, of: 1, at: noon) == nil)
        let wait = try #require(shares.take(2, of: 1, at: noon))
        #expect(wait == 86_400 - noon.seconds % 86_400)
        #expect(shares.take(2, of: 2, at: noon) == nil, "another person has a share of their own")
        shares.giveBack(DailyShares.bytesMax - 1, of: 1, at: noon)
        #expect(shares.take(2, of: 1, at: noon) == nil)
        #expect(shares.take(DailyShares.bytesMax, of: 1, at: noon.adding(wait)) == nil)
        for _ in 1..<DailyShares.countMax { _ = shares.take(0, of: 3, at: noon) }
        #expect(shares.take(0, of: 3, at: noon) == nil && shares.take(0, of: 3, at: noon) != nil)
    }

    @Test("K-22: who has had their share is told to come again; a stop is taken all the same, with its words")
    func full() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        defer { store.close() }
        world.ca.wait(60)
        world.clock.now = world.ca.now
        #expect(store.shares.take(DailyShares.bytesMax, of: 1, at: world.ca.now) == nil)
        let draft = Draft.of(
            world.ca.kind("authority/team.appoint"), .line(["person": .person(3), "team": .string("keepers")]))
        guard case .busy(.share(let seconds)) = try await submit(draft, by: 1, world, store) else {
            Issue.record("there was room")
            return
        }
        #expect(seconds > 0 && seconds <= 86_400)
        let stop = Draft.of(world.ca.kind("authority/stop.set"), .line(["target": .person(1)]))
        #expect(try await submit(stop, by: 1, world, store).receipt != nil)
    }

    @Test("the store says how it is: writing, anchor, disk, newest entry, bytes of the vault")
    func health() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        defer { store.close() }
        let good = store.health
        #expect(good.stopped == nil && good.isAnchorInPlace && good.entries == world.ca.entries.count)
        #expect((good.diskFree ?? 0) > 0 && good.vaultBytes > 0 && good.waiting == 0)
        #expect(good.lastEntry == store.published.state.log.clock)
        try FileManager.default.removeItem(atPath: world.path + "/anchor")
        #expect(!store.health.isAnchorInPlace)
    }
}
