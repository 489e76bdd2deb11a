import Ledger
import Rules
import Store
import TestWorld

/// A long ledger of an ordinary sort: pairs of a proposal and the signature that brings it into effect.
struct BenchLedger {
    let entries: [[UInt8]]
    let checked: [CheckedLeaf]
    let enclosed: @Sendable (Digest) -> [UInt8]?
    let ca: TestCA
    /// The reasons of proposals, by the hash of their statement.
    let reasons: [Digest: OpenedPart]

    /// With `reasons`, each proposal has one that everybody may read, as people write them.
    init(entries count: Int, reasons isReasoned: Bool = false) throws {
        var ca = try TestCA.cacert()
        for _ in 6...9 { try ca.enrol(witnesses: [1, 2]) }
        for (team, leader, member) in [("access", 6, 7), ("systems-administration", 8, 9)] {
            try ca.carry(
                try ca.propose("authority/team.lead", .line(["person": .person(leader), "team": .string(team)]), by: 1))
            try ca.carry(
                try ca.propose(
                    "authority/team.appoint", .line(["person": .person(member), "team": .string(team)]), by: leader,
                    slot: "recommendation"))
        }
        var number = 0
        var reasons: [Digest: OpenedPart] = [:]
        while ca.entries.count < count {
            number += 1
            if number % BenchLedger.pairsAtOnce == 1 { ca.wait(2 * BenchLedger.pairsAtOnce) }
            let draft = Draft.of(
                ca.kind("register/store.enter"), .line(["label": .string("safe-\(number)")]), slot: "access-engineer")
            var statement = ca.statement(draft, by: 6 + number % 2)
            if isReasoned {
                let reason = BenchLedger.reason(number)
                statement.detached = [BenchLedger.detached(reason, of: statement)]
                reasons[Digest.of(statement.line())] = reason
            }
            let place = try ca.enter(try ca.key(6 + number % 2).submission(statement).bytes)
            try ca.say(.sign(ca.registerAct(place), slot: "administrator"), by: 8 + number % 2)
        }
        self.reasons = reasons
        entries = ca.entries
        checked = ca.entries.map { CheckedLeaf(trusting: $0) }
        enclosed = ca.enclosed
        self.ca = ca
    }

    /// So many proposals with their signatures have one time: they go into a store together.
    private static let pairsAtOnce = 64

    private static func reason(_ number: Int) -> OpenedPart {
        let text = "Safe \(number) was delivered, unpacked and bolted to the floor; its keys are in the envelope."
        return OpenedPart(name: "reason", key: Digest.of(Array("key \(number)".utf8)).bytes, content: Array(text.utf8))
    }

    private static func detached(_ part: OpenedPart, of statement: Statement) -> DetachedPart {
        DetachedPart(
            audience: Audience.everyone,
            commitment: commitment(
                key: part.key, origin: statement.origin, signer: statement.signer, request: statement.request,
                kind: statement.kind, name: part.name, content: part.content),
            name: part.name)
    }
}

extension BenchLedger {
    /// Enters the first so many of its entries into a data folder that was just made, as the server's writer does.
    func fill(_ data: String, entries count: Int) throws {
        try DataFolder.create(at: data, ledger: ca.ledgerSigner, journal: ca.journalSigner)
        let clock = BenchClock()
        var (writer, _) = try LedgerStore.writer(opening: DataFolder(opening: data), clock: clock.read)
        defer { writer.close() }
        var waiting: [Incoming] = []
        for bytes in entries.prefix(count) {
            let entry = try Entry(bytes: bytes)
            if entry.recorded != clock.now {
                try enter(waiting, by: &writer)
                waiting = []
                clock.now = entry.recorded
            }
            waiting.append(
                try Incoming(
                    checking: try Submission(bytes: Array(bytes.dropLast(30))),
                    parts: reasons[entry.hash].map { [$0] } ?? [],
                    enclosures: entry.statement.enclosures.compactMap { ca.enclosures[$0.sha256] }))
        }
        try enter(waiting, by: &writer)
    }

    private func enter(_ waiting: [Incoming], by writer: inout LedgerWriter) throws {
        for outcome in writer.process(waiting) {
            guard case .entered = outcome else { throw NotTaken() }
        }
    }

    struct NotTaken: Error, CustomStringConvertible {
        var description: String { "the bench's own entry was not taken" }
    }
}
