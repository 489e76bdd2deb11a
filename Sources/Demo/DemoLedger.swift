import Attachments
import Foundation
import Ledger
import Rules
import Store

/// The demonstration's ledger, its people's keys and its clock: what an episode works with.
///
/// There is no way into the ledger here but the one that everybody uses: a signed submission that `decide` judges.
package final class DemoLedger {
    private let store: LedgerStore
    package let keys: DemoKeys
    let clock: DemoClock
    let origin: String
    let founding: FoundingPapers

    package init(store: LedgerStore, keys: DemoKeys, clock: DemoClock, origin: String, founding: FoundingPapers) {
        self.store = store
        self.keys = keys
        self.clock = clock
        self.origin = origin
        self.founding = founding
    }

    package var state: State { store.published.state }
    /// The key under which this server signs its segments of the journal.
    var machineKey: PublicKey { store.journal.machine }
    /// Lets the server sign what it has seen, when that is due by the demonstration's clock.
    func closeSegment() throws { try store.journal.tick() }
    package var now: Time { clock.now }
    func pass(minutes: Int = 0, hours: Int = 0) { clock.pass(seconds: minutes * 60 + hours * 3600) }

    /// Signs a draft as a person with the key file of that name, and enters it with the texts that are beside it.
    @discardableResult
    func say(
        _ draft: Draft, by person: Int, as name: String? = nil, texts: [String: String] = [:],
        published: Set<String> = [], files: [[UInt8]] = [],
        enclosures: [[UInt8]] = []
    ) async throws -> Int {
        pass(minutes: 1)
        var draft = draft
        let request = Request(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
        var contents: [OpenedPart] = []
        // Cleaned as a form and a command clean them: what a camera wrote into a photo never comes here.
        let photos = try zip(Attachment.names, files).map { ($0, try Attachment(cleaning: $1).bytes) }
        for (part, bytes) in (texts.map { ($0.key, Array($0.value.utf8)) } + photos).sorted(by: { $0.0 < $1.0 }) {
            let content = OpenedPart(
                name: part, key: (0..<32).map { _ in .random(in: .min ... .max) }, content: bytes)
            let stands = try state.authority.audience(
                of: part, in: draft.kind, isPublished: published.contains(part))
            let commitment = commitment(
                key: content.key, origin: origin, signer: .person(person), request: request, kind: draft.kind,
                name: content.name, content: content.content)
            draft.detached.append(
                DetachedPart(
                    audience: stands.audience, commitment: commitment, exception: stands.exception, name: part))
            contents.append(content)
        }
        let statement = draft.statement(
            by: .person(person), origin: origin, head: state.log.head, journal: store.journal.head, claimed: now,
            request: request)
        let submission = try keys.sign(statement, by: name ?? "p\(person)")
        return try await enter(submission, contents: contents, enclosures: enclosures)
    }

    /// The same queue and the same `decide` that the server's clients meet; throws the refusal, or why it could not be asked.
    private func enter(_ submission: Submission, contents: [OpenedPart], enclosures: [[UInt8]]) async throws -> Int {
        let incoming = try Incoming(
            checking: submission, parts: contents, enclosures: enclosures)
        switch await store.submit(incoming) {
        case .accepted(let receipt): return receipt.place
        case .refused(let refusal, _): throw refusal
        case .unfit(let malformed): throw malformed
        case .busy(let busy): throw HistoryError("the store cannot take it now: \(busy)")
        case .unknown(let why): throw HistoryError("the disk failed: \(why)")
        }
    }

    /// Founds the ledger with these people of the Board, each of whom accepts.
    func found(_ board: [Int]) async throws {
        var draft = Draft("authority/founding", try founding.body(board: board, keys: keys), under: ["P-54"])
        draft.enclosures = founding.documents.map { Enclosure(of: $0) }.sorted { $0.sha256 < $1.sha256 }
        try await say(draft, by: 1, enclosures: founding.documents)
        for person in board {
            pass(minutes: 9)
            let heard = try board.filter { $0 != person }.map {
                (person: $0, key: try keys.key(of: "p\($0)").fingerprint)
            }
            guard let founding = state.authority.founding else {
                throw HistoryError("the founding was refused")
            }
            try await say(.accept(founding, heard: heard), by: person)
        }
    }

    func propose(
        _ kindName: String, _ fields: [String: String], by person: Int, slot: String? = nil, because: String? = nil,
        texts: [String: String] = [:], published: Set<String> = [], files: [[UInt8]] = []
    ) async throws -> Int {
        pass(minutes: 2)
        guard let kind = Kind.named(kindName) else { throw HistoryError("there is no kind \(kindName)") }
        return try await say(
            .of(
                kind,
                .sorted(
                    fields.map { name, text in
                        // As somebody types it at a form; what is not a field is refused where it is entered.
                        let note = kind.notes.first { $0.name == name }
                        return JSON.Member(name, note?.type.read(text) ?? .string(text))
                    }), slot: slot), by: person,
            texts: because.map { texts.merging(["reason": $0]) { own, _ in own } } ?? texts, published: published,
            files: files)
    }

    func sign(_ act: Int, slot: String, by person: Int, as name: String? = nil) async throws {
        pass(minutes: 4)
        if let open = state.authority.acts[place: act] {
            try await say(.sign(open, slot: slot), by: person, as: name)
        } else if let open = state.world.acts[place: act] {
            try await say(.sign(open, slot: slot), by: person, as: name)
        } else {
            throw HistoryError("there is no act A-\(act)")
        }
    }

    /// Closes the replacement that an act announced, with the new key.
    func close(replacement act: Int, by person: Int, as name: String) async throws {
        guard let announced = state.authority.acts[place: act] else {
            throw HistoryError("there is no act A-\(act)")
        }
        try await say(.closeReplacement(announced), by: person, as: name)
    }

    func record(
        _ kindName: String, _ fields: [String: String], by person: Int, because: String? = nil
    ) async throws -> Int {
        try await propose(kindName, fields, by: person, because: because)
    }

    func observe(_ record: Int, by person: Int) async throws {
        pass(minutes: 12)
        guard let index = state.world.recordIndex(at: record) else {
            throw HistoryError("there is no record R-\(record)")
        }
        try await say(.observe(state.world.records[index]), by: person)
    }

    /// A question about an act, for everyone to read; and its answer.
    func ask(about act: Int, _ text: String, by person: Int) async throws -> Int {
        pass(minutes: 7)
        guard let open = state.world.acts[place: act] else { throw HistoryError("there is no act A-\(act)") }
        return try await say(
            .question(about: open.hash, under: open.kind.clauses.first ?? "P-40"), by: person, texts: ["text": text])
    }

    func answer(_ place: Int, _ text: String, by person: Int) async throws {
        pass(minutes: 11)
        guard let question = state.world.remarks.questions.first(where: { $0.born == place }) else {
            throw HistoryError("there is no question at entry \(place)")
        }
        try await say(.answer(question), by: person, texts: ["text": text])
    }
}

/// The history does not go as it was written.
struct HistoryError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
