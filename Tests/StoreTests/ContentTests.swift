import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// What `mayEnter` asks before `decide` is (P-5).
@Suite struct ContentTests {
    @Test(
        "P-5, P-6, P-7: contents and enclosures are all there, fit, and none is more; else nothing is decided"
    )
    func mayEnter() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let part = OpenedPart(
            name: "reason", key: [UInt8](repeating: 7, count: 32), content: Array("because".utf8))
        let bytes = Array("script".utf8)
        let submission = try world.ca.key(1).submission(
            world.withdrawal(1, detached: [part], enclosures: [bytes]))
        let wrong = OpenedPart(name: "reason", key: part.key, content: Array("becausE".utf8))
        let more = OpenedPart(name: "more", key: part.key, content: [])
        for (parts, enclosures, says) in [
            ([], [bytes], "is missing"), ([wrong], [bytes], "does not match its commitment"),
            ([part, part], [bytes], "but 2 contents were sent"),
            ([part, more], [bytes], "a name that the statement does not list"),
            ([part], [bytes, [1]], "does not name the enclosure"),
        ] as [([OpenedPart], [[UInt8]], String)] {
            do throws(Malformed) {
                _ = try Incoming(checking: submission, parts: parts, enclosures: enclosures)
                Issue.record("taken: \(says)")
            } catch { #expect(error.what.contains(says)) }
        }
        // Without its enclosure it passes the check and is asked for at the store's door.
        let bare = try Incoming(checking: submission, parts: [part])
        guard case .unfit(let malformed) = await store.submit(bare) else {
            Issue.record("taken without its enclosure")
            return
        }
        #expect(malformed.rule == "P-7")
        let answer = try await world.enter(
            world.withdrawal(1, detached: [part], enclosures: [bytes]), parts: [part], enclosures: [bytes],
            into: store)
        let place = try #require(answer.receipt).place
        let hash = try Entry(bytes: world.ca.entries[place]).hash
        #expect(try store.publicContent(of: hash, name: "reason") == part)
        #expect(store.enclosure(.of(bytes)) == bytes)
        store.close()
    }

    @Test("K-19: a stop is entered without what lies beside it, and takes it in when it is handed in later, once")
    func later() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let part = OpenedPart(
            name: "reason", key: [UInt8](repeating: 7, count: 32), content: Array("stolen".utf8))
        var statement = world.withdrawal(1)
        statement.kind = SetStop.kind
        statement.body = .line(["target": .string("p1")])
        statement.slot = "person"
        statement.of = nil
        statement.detached = [world.detached(part, of: statement, audience: "everyone", exception: nil)]
        let submission = try world.ca.key(1).submission(statement)
        #expect(throws: Malformed.self, "who does not know that it stops something") {
            try Incoming(checking: submission)
        }
        #expect(store.published.state.authority.mayLackContent(statement))
        // Other words than were signed for, a part that nobody named, one that is too long: the stop is entered without them.
        let long = [UInt8](repeating: 65, count: PartLimits.bytesMax(of: "reason", in: SetStop.kind) + 1)
        let other = [
            OpenedPart(name: "reason", key: part.key, content: Array("lost".utf8)),
            OpenedPart(name: "contact", key: part.key, content: Array("x".utf8)),
            OpenedPart(name: "reason", key: part.key, content: long),
        ]
        #expect(throws: Malformed.self) { try Incoming(checking: submission, parts: other) }
        guard
            case .accepted(let receipt) = await store.submit(
                try Incoming(checking: submission, parts: other, mayLack: true))
        else {
            Issue.record("a stop was refused for want of its reason")
            return
        }
        #expect(try store.publicContent(of: submission.hash, name: "reason") == nil)
        guard
            case .accepted(let again) = await store.submit(
                try Incoming(checking: submission, parts: [part], mayLack: true))
        else {
            Issue.record("nobody could hand it in")
            return
        }
        #expect(again.place == receipt.place)
        #expect(try store.publicContent(of: submission.hash, name: "reason") == part)
        store.close()
    }

    @Test("P-6: restricted content is held against its commitment before the queue, like any other")
    func restricted() throws {
        let world = try StoreWorld(TestCA.small())
        var statement = world.withdrawal(1)
        let part = OpenedPart(name: "note", key: [UInt8](repeating: 7, count: 32), content: Array("secret".utf8))
        statement.detached = [world.detached(part, of: statement, audience: "members", exception: "RP-1.4-personal")]
        let submission = try world.ca.key(1).submission(statement)
        let incoming = try Incoming(checking: submission, parts: [part])
        #expect(incoming.parts.map(\.subject) == [.person(1)])
        for parts in [[], [OpenedPart(name: "note", key: part.key, content: [])]] as [[OpenedPart]] {
            #expect(throws: Malformed.self) { try Incoming(checking: submission, parts: parts) }
        }
    }

    @Test("A42: a forged signature never reaches the queue")
    func forged() throws {
        let world = try StoreWorld(TestCA.small())
        let good = try world.ca.key(1).submission(world.withdrawal(1)).bytes
        let line = Array(good[...(good.firstIndex(of: 0x0a) ?? 0)])
        let other = world.withdrawal(2)
        let forged = try Submission(bytes: other.line() + good.dropFirst(line.count))
        #expect(throws: Malformed.self) { try Incoming(checking: forged) }
    }
}
