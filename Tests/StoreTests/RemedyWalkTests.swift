import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Goal: doing exactly what a message says never ends in the same message. Each file is damaged in each way, and what the
/// messages say is done, until the server starts or a message says what is lost.
@Suite struct RemedyWalkTests {
    enum Damage: String, CaseIterable, Sendable { case gone, cut, emptied, noise, rows, triggers }
    enum End: Equatable, Sendable {
        case opens
        case lost
        case same
        case leads(String)
    }

    static let files = [
        "ledger.sqlite", "journal.sqlite", "vault.sqlite", "vault-keys.sqlite", "visitors.sqlite", "anchor",
        "journal-anchor",
    ]

    private let root = NSTemporaryDirectory() + "foureyes-remedy-\(UUID().uuidString)"
    private var path: String { root + "/data" }
    private var out: String { root + "/out" }

    /// A folder with everything in it, and an export of all of it or of what was there before `more`.
    private func world(isOld: Bool = false) async throws -> StoreWorld {
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        let world = try await StoreWorld.filled()
        let store = try world.open()
        _ = try await world.describe(2, ["contact": "ann@example.org"], into: store)
        try store.journal.write(JournalTests.line(1, at: world.clock.now))
        try store.journal.seal()
        if isOld { _ = try Export(of: store).write(to: out) }
        _ = try await world.describe(3, ["contact": "ben@example.org"], into: store)
        try store.journal.write(JournalTests.line(2, at: world.clock.now))
        try store.journal.seal()
        if !isOld { _ = try Export(of: store).write(to: out) }
        store.close()
        try VisitorStore(in: world.path).close()
        return world
    }

    private func fault(_ world: StoreWorld) -> StoreError? {
        do throws(StoreError) {
            let store = try LedgerStore(opening: DataFolder(opening: path), clock: world.clock.read)
            defer { store.close() }
            try VisitorStore(in: path).close()
            return nil
        } catch { return error }
    }

    private func damage(_ file: String, _ damage: Damage) throws {
        let file = path + "/" + file
        let bytes = try #require(try DurableFile.read(file))
        func put(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: file)) }
        switch damage {
        case .gone: try #require(unlink(file) == 0)
        case .cut: try put(Array(bytes.prefix(bytes.count / 2 + 7)))
        case .emptied: try put([])
        case .noise: try put(bytes.indices.map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
        case .rows, .triggers:
            guard file.hasSuffix(".sqlite") else { return try put([UInt8](repeating: 0, count: bytes.count)) }
            let queue = try DatabaseQueue(path: file)
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA foreign_keys = OFF")
                let objects = try Row.fetchAll(
                    database, sql: "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
                let triggers = objects.filter { $0[0] == "trigger" }
                for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger[1] as String)") }
                if damage == .rows {
                    for table in objects where table[0] == "table" && table[1] != "sqlite_sequence" {
                        try database.execute(sql: "DELETE FROM \(table[1] as String)")
                    }
                    for trigger in triggers { try database.execute(sql: trigger[2]) }
                } else if triggers.isEmpty {
                    try database.execute(sql: "CREATE TABLE extra (x)")
                }
            }
            try queue.close()
        }
    }

    /// Does what the messages say, one after the other.
    private func walk(_ world: StoreWorld) throws -> End {
        var said: Set<String> = []
        var next = fault(world)
        while let fault = next {
            guard said.insert(fault.description).inserted else { return .same }
            if fault.remedy.contains(" are lost, and the ") { return .lost }
            if let command = fault.remedy.firstMatch(of: /`foureyes-server recover --data DIR --from OUT([a-z -]*)`/) {
                next = recover(String(command.1)) ?? self.fault(world)
            } else if fault.remedy.contains("Delete it"), let file = named(in: fault) {
                for suffix in ["", "-wal", "-shm"] { unlink(file + suffix) }
                next = self.fault(world)
            } else {
                return .leads(fault.description)
            }
        }
        return .opens
    }

    private func named(in fault: StoreError) -> String? {
        fault.what.split { " :,".contains($0) }.map(String.init).first { $0.hasPrefix(path + "/") }
    }

    private func recover(_ flags: String) -> StoreError? {
        let flags = Set(flags.split(separator: " ").map(String.init))
        let accepted = AcceptedLoss(
            anchor: flags.contains("--without-anchor"), vault: flags.contains("--without-vault"),
            vaultKeys: flags.contains("--without-vault-keys"))
        do throws(StoreError) {
            if flags.contains("--journal") {
                _ = try JournalRecovery.recover(path, from: out, accepting: accepted)
            } else {
                _ = try Recovery.recover(path, from: out, accepting: accepted)
            }
            return nil
        } catch { return error }
    }

    private func reset(_ world: StoreWorld) throws {
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: world.path, toPath: path)
    }

    @Test("Remedies: from every message about every file a way leads to a server that starts, with a fresh export")
    func fresh() async throws {
        let world = try await world()
        defer { try? FileManager.default.removeItem(atPath: root) }
        let size = world.ca.entries.count
        for file in Self.files {
            for damage in Damage.allCases {
                try reset(world)
                try self.damage(file, damage)
                #expect(try walk(world) == .opens, "\(file) \(damage)")
                let store = try LedgerStore(opening: DataFolder(opening: path), clock: world.clock.read)
                #expect(store.published.checkpoint.head.size == size, "\(file) \(damage)")
                let lacking = store.mismatches.filter { $0.sort == .missing || $0.sort == .closed }.count
                // Of the vault that was only changed in its form all that can be read is taken.
                let isLost = file == "vault-keys.sqlite" || file == "vault.sqlite" && damage != .triggers
                #expect((lacking > 0) == isLost, "\(file) \(damage): \(lacking) parts lack")
                store.close()
            }
        }
    }

    @Test("Remedies: with an older export only, what came after it is named as lost, or comes from the old file")
    func older() async throws {
        let world = try await world(isOld: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        for file in ["ledger.sqlite", "journal.sqlite", "anchor"] {
            for damage in Damage.allCases {
                try reset(world)
                try self.damage(file, damage)
                let isLog = file == "ledger.sqlite" || file == "journal.sqlite"
                #expect(try walk(world) == (isLog && damage != .triggers ? .lost : .opens), "\(file) \(damage)")
            }
        }
    }

    @Test("Remedies: the keys: one that can be made again is, of the others the message says what is lost without them")
    func keys() async throws {
        let world = try await world()
        defer { try? FileManager.default.removeItem(atPath: root) }
        for name in ["vault.key", "visitors.key", "machine.key", "checked.key", "ledger.key", "journal.key"] {
            for isGone in [true, false] {
                try reset(world)
                let file = path + "/keys/" + name
                if isGone { unlink(file) } else { try Data("noise\n".utf8).write(to: URL(fileURLWithPath: file)) }
                chmod(file, 0o600)
                let end = try walk(world)
                switch name {
                case "vault.key", "visitors.key", "checked.key": #expect(end == .opens, "\(name) \(isGone)")
                case "machine.key" where isGone: #expect(end == .opens, "\(name)")
                default:
                    guard case .leads(let message) = end else {
                        Issue.record("\(name) \(isGone): \(end)")
                        continue
                    }
                    #expect(message.contains("Put back its copy") && !message.contains("init"), "\(message)")
                }
            }
        }
    }

    @Test("Remedies: without the ledger's key nobody is told to make one, nor to delete the folder")
    func withoutKey() async throws {
        let world = try await StoreWorld.filled()
        unlink(world.path + "/keys/ledger.key")
        let fault = try #require(world.fault())
        #expect(fault.cause == .otherKey && fault.remedy.contains("Delete nothing"), "\(fault)")
        do throws(StoreError) {
            try DataFolder.create(at: world.path, ledger: world.ca.ledgerSigner, journal: world.ca.journalSigner)
            Issue.record("made a new folder over a ledger")
        } catch { #expect(error.remedy.contains("Delete nothing"), "\(error)") }
    }
}
