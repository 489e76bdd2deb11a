import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

extension LedgerStore {
    /// The readings in the journal, in order.
    func readings() throws -> [JournalLine] {
        var lines: [JournalLine] = []
        try journal.file.lines(from: 0) { row in
            if let line = row.salted.flatMap({ try? JournalLine(bytes: $0.line) }), line.sort == .reading {
                lines.append(line)
            }
            return true
        }
        return lines
    }
}

extension StoreWorld {
    /// Plays what the CA has more than the store.
    func catchUp(_ store: LedgerStore) async throws {
        for answer in try await play(store.published.state.log.size..<ca.entries.count, into: store) {
            _ = try #require(answer.receipt)
        }
    }

    /// Says something with personal parts beside it, into the CA in memory and into the store; the statement's hash.
    @discardableResult
    func say(
        _ draft: Draft, by person: Int, personal: [String: String], reason: String? = nil, into store: LedgerStore
    ) async throws -> Digest {
        try await catchUp(store)
        ca.wait(60)
        clock.now = ca.now
        var statement = ca.statement(draft, by: person)
        var parts = personal.map { OpenedPart(name: $0.key, key: Self.key($0.value), content: Array($0.value.utf8)) }
        let reasons = [reason].compactMap(\.self).map {
            OpenedPart(name: "reason", key: Self.key($0), content: Array($0.utf8))
        }
        statement.detached =
            (parts.map { detached($0, of: statement, audience: "members", exception: "RP-1.4-personal") }
            + reasons.map { detached($0, of: statement) }).sorted { $0.name < $1.name }
        parts += reasons
        let submission = try ca.key(person).submission(statement)
        try ca.enter(submission.bytes)
        let answer = await store.submit(try Incoming(checking: submission, parts: parts))
        _ = try #require(answer.receipt)
        return submission.hash
    }

    /// The commitment key of a text, to be looked for later.
    static func key(_ text: String) -> [UInt8] { Digest.of(Array("key of \(text)".utf8)).bytes }

    func describe(_ person: Int, _ parts: [String: String], into store: LedgerStore) async throws -> Digest {
        let draft = Draft.of(ca.kind(DescribePerson.kind), .line(["person": .person(person)]), slot: "self")
        return try await say(draft, by: person, personal: parts, into: store)
    }

    /// Has an erasure carried, in the CA and in the store; the act's name.
    @discardableResult
    func erase(_ kind: String, _ body: JSON, into store: LedgerStore) async throws -> String {
        try await catchUp(store)
        let act = try ca.propose(kind, body, by: 1)
        try ca.carry(act)
        try await catchUp(store)
        return "A-\(act)"
    }
    func eraseSubject(_ person: Int, into store: LedgerStore) async throws -> String {
        try await erase(EraseSubject.kind, .line(["person": .person(person)]), into: store)
    }
    func eraseContent(_ statement: Digest, _ part: String, into store: LedgerStore) async throws -> String {
        try await erase(
            EraseContent.kind, .line(["part": .string(part), "statement": .string(statement.hex)]), into: store)
    }

    /// The files below a folder in which one of these stands, as bytes.
    func files(with needles: [[UInt8]], below folder: String? = nil) -> [String] {
        let folder = folder ?? root
        let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        return names.sorted().filter { name in
            let bytes = FileManager.default.contents(atPath: folder + "/" + name).map { [UInt8]($0) } ?? []
            return needles.contains { bytes.firstRange(of: $0) != nil }
        }
    }
}

extension VaultFile {
    /// What is sealed under a key.
    func boxes(under key: [UInt8]) throws -> [[UInt8]] { try references(under: key).compactMap { try sealed($0)?.box } }
}
