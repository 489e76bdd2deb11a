import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

@Suite struct AppendTests {
    @Test("Architecture 2: what is acknowledged is there after a reopening, byte for byte, with state and proofs")
    func appendAndReopen() async throws {
        let world = try StoreWorld(TestCA.small())
        let store = try world.open()
        let answers = try await world.play(into: store)
        for (place, answer) in answers.enumerated() {
            let receipt = try #require(answer.receipt)
            #expect(receipt.place == place)
            #expect(receipt.leaf == Digest.leaf(of: world.ca.entries[place]))
            let signed = try SignedCheckpoint(
                verifying: receipt.checkpoint.note, origin: world.ca.origin, keys: [world.ca.ledgerSigner.key]
            )
            #expect(signed.checkpoint.head.size == place + 1)
            #expect(Proof.includes(receipt.leaf, at: place, in: signed.checkpoint.head, path: receipt.proof))
        }
        #expect(store.published.state.log.head == world.ca.state.log.head)
        store.close()
        let again = try world.open()
        #expect(again.published.state.world.stateHash == world.ca.state.world.stateHash)
        #expect(again.published.checkpoint.head == world.ca.state.log.head)
        for (place, entry) in world.ca.entries.enumerated() {
            #expect(try again.body(at: place) == entry)
        }
        #expect(try again.body(at: world.ca.entries.count) == nil)
        again.close()
    }
}
