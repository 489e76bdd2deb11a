import Client
import Ledger
import Rules
import TestWorld
import Testing

@Suite("The journal's head is compared like the ledger's (P-8, P-70)")
struct JournalTests {
    private func serve(_ play: Play, _ leaves: [[UInt8]], signedBy signer: NoteSigner? = nil) throws {
        try play.log.with { inside in
            let tree = Tree(leaves.map { Digest.leaf(of: $0) })
            let signer = signer ?? inside.ca.journalSigner
            inside.journal = [
                .checkpoint: try Checkpoint(origin: signer.key.name, head: tree.head).signed(by: signer).bytes
            ]
            for path in TilePath.all(at: leaves.count) where path.content == .entries {
                inside.journal[.tile(path)] = try EntryBundle.encoded(Array(leaves[path.leaves]))
            }
        }
    }

    private let leaves: [[UInt8]] = (0..<7).map { Array("segment \($0)".utf8) }

    @Test("It grows with the log, stands in what is signed, and in status beside the ledger's head")
    func grows() async throws {
        let play = try Play.small()
        let storage = MemoryStorage()
        var one = try await play.workspace(1, storage: storage)
        #expect(one.replica.journalHead == .empty)
        try serve(play, Array(leaves.prefix(3)))
        try await one.sync()
        try serve(play, leaves)
        try await one.sync()
        let head = Tree(leaves.map { Digest.leaf(of: $0) }).head
        #expect(one.replica.journalHead == head)
        #expect(try one.status().json["journal-root"]?.text == head.root.hex)
        let said = try await one.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-1"])
        }
        #expect(said.submission.statement.journal == head)
        // Another start with the same copy remembers it.
        #expect(try await play.workspace(1, storage: storage).replica.journalHead == head)
    }

    @Test("Shorter, other, withheld, unsigned: each is an alarm, and the highest head stays")
    func differs() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        try serve(play, leaves)
        try await one.sync()
        let head = one.replica.journalHead
        var other = leaves
        other[2] = Array("another".utf8)
        for changed in [Array(leaves.prefix(3)), other, other + leaves] {
            try serve(play, changed)
            let found = await failure { try await one.sync() }
            #expect(found?.alarm == .journal && found?.exitCode == 6, "\(changed.count)")
            #expect(one.replica.journalHead == head)
        }
        play.log.with { $0.journal = [:] }
        #expect(await failure { try await one.sync() }?.alarm == .journal)
        try serve(play, leaves + leaves, signedBy: play.log.ca.ledgerSigner)
        #expect(await failure { try await one.sync() }?.alarm == .journal)
        try serve(play, leaves + leaves)
        play.log.with { inside in inside.journal = inside.journal.filter { $0.key == .checkpoint } }
        #expect(await failure { try await one.sync() }?.alarm == .journal)
    }
}
