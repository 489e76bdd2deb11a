import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// What the pages keep of their visitors is bound to a key that lies apart: who writes the file is nobody by it.
@Suite struct FrontTests {
    private let token = [UInt8](repeating: 7, count: 32)
    private let now = TestCA.start

    private func begun(_ front: Front, person: Int = 9) throws {
        _ = try front.begin(
            token: token, person: person, key: Digest.of([1]), sort: .key, device: "test", place: 5, at: now)
    }

    @Test("design 9: store and pages' file close once; whoever closes again, or reads meanwhile, ends nothing")
    func closing() async throws {
        let world = try await StoreWorld.filled()
        let front = try Front(in: world.path)
        let store = try world.open()
        let readers = (0..<3).map { _ in
            Task.detached { while (try? store.body(at: 0)) != nil {} }
        }
        while (try? store.body(at: 0)) == nil {}
        store.close()
        store.close()
        front.close()
        front.close()
        for reader in readers { await reader.value }
        #expect(throws: StoreError.self) { try store.body(at: 0) }
        #expect(world.fault() == nil)
    }
}
