import Foundation
import Ledger
import PolicyFiles
import Rules
import Store

/// The papers of a founding in DIR/founding: the compiled documents, the body, and the statement that p1 signs.
struct Papers {
    let data: String
    private var folder: URL { URL(fileURLWithPath: data).appendingPathComponent("founding") }
    private static let documents = ["policy", "manual", "clauses"]

    init(data: String) throws { self.data = data }

    /// Compiles the policy, makes the data folder with its log keys, writes the papers.
    func make(
        policy path: String, origin: String, founders file: String, sort: Founding.Sort, rp: String,
        origins: [String]
    ) throws {
        let compiled: PolicyFolder.Compiled
        let founders: [FoundersFile.Founder]
        do throws(PolicyFolderError) {
            compiled = try PolicyFolder.load(path, kinds: Kind.allFacts)
            founders = try FoundersFile.load(file)
        } catch { throw Stop(.usage, "nothing was made:\n\(error.description)") }
        let keys: (ledger: String, journal: String)
        do throws(StoreError) {
            try DataFolder.create(at: data, origin: origin)
            let made = try DataFolder(opening: data)
            keys = (made.ledgerSigner.key.vkey, made.journalSigner.key.vkey)
        } catch { throw Stop(error) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let bytes = ["policy": compiled.policy, "manual": compiled.manual, "clauses": compiled.clauses]
        for name in Papers.documents { try write(bytes[name] ?? [], to: name + ".json") }
        let body = Papers.body(bytes, founders: founders, keys: keys, sort: sort, rp: rp, origins: origins)
        try write(body.written(), to: "body.json")
        try state(body, origin: origin)
    }

    /// Writes the statement again, for another hour.
    func renew() throws {
        let origin: String
        do throws(StoreError) {
            let opened = try DataFolder(opening: data)
            origin = opened.origin
            let store = try LedgerStore(opening: opened)
            defer { store.close() }
            guard store.published.state.log.size == 0 else {
                throw StoreError(.folder, "\(data) is already founded.", remedy: "Start it with serve.")
            }
        } catch { throw Stop(error) }
        try state(try JSON(enclosed: try read("body.json")), origin: origin)
    }

    /// Enters line and signature as entry 0.
    func enter(signature path: String) async throws {
        guard let armour = FileManager.default.contents(atPath: path) else {
            throw Stop(.usage, "there is no file \(path).")
        }
        let line = try read("statement")
        let documents = try Papers.documents.map { try read($0 + ".json") }
        let incoming: Incoming
        do throws(Malformed) {
            incoming = try Incoming(
                checking: try Submission(bytes: line + Array(armour)), enclosures: documents)
        } catch {
            throw Stop(
                .usage,
                "\(path) is not a signature of DIR/founding/statement: \(error). Sign it with p1’s key, as `init` says."
            )
        }
        let store: LedgerStore
        do throws(StoreError) { store = try LedgerStore(opening: try DataFolder(opening: data)) } catch {
            throw Stop(error)
        }
        defer { store.close() }
        switch await store.submit(incoming) {
        case .accepted(let receipt):
            tell(
                "Entry \(receipt.place): the ledger \(store.origin) is founded. Everybody should write down its 24 words:"
            )
            tell("\n    " + Papers.lines(Words.words24(incoming.submission.hash)) + "\n")
            MachineKey.tell(store.journal.machine, in: store.published.state.authority)
            tell("Start the server: foureyes-server serve --data \(data)")
            tell("Then each founder, including p1, runs: foureyes accept (docs/founding.md, step 5)")
        case .refused(let refusal, _):
            let again = refusal.sort == .over ? " Write it again: foureyes-server init --data \(data)" : ""
            throw Stop(.usage, "refused, and nothing was entered: \(refusal.text)\(again)")
        case .unfit(let malformed): throw Stop(.usage, "nothing was entered: \(malformed)")
        case .busy(let busy): throw Stop(.unavailable, "nothing was entered: \(busy)")
        case .unknown(let why):
            throw Stop(.unavailable, "it is not known whether it was entered: \(why) Start the server and check.")
        }
    }

    // MARK: Parts

    private func state(_ body: JSON, origin: String) throws {
        var draft = Draft("authority/founding", body, under: ["P-54"])
        draft.enclosures = try Papers.documents.map { Enclosure(of: try read($0 + ".json")) }.sorted {
            $0.sha256 < $1.sha256
        }
        guard let request = Request(hex: String(Digest.of(Randomness.bytes(32)).hex.prefix(32))) else {
            return
        }
        let statement = draft.statement(
            by: .person(1), origin: origin, head: .empty, claimed: LedgerStore.systemClock(), request: request
        )
        let line = statement.line()
        do throws(Malformed) { _ = try Statement(line: line[...]) } catch {
            throw Stop(.usage, "no founding can be made with these founders: \(error)")
        }
        try write(line, to: "statement")
        let path = folder.appendingPathComponent("statement").path
        tell("p1 must now sign the founding of \(origin), before \(statement.until.text):")
        tell(
            "\n    ssh-keygen -Y sign -n statement@foureyes -f KEY_OF_P1 \(path)\n    foureyes-server init --data \(data) --signature \(path).sig\n"
        )
        tell("Its 24 words:\n\n    " + Papers.lines(Words.words24(Digest.of(line))) + "\n")
    }

    private static func body(
        _ documents: [String: [UInt8]], founders: [FoundersFile.Founder],
        keys: (ledger: String, journal: String), sort: Founding.Sort, rp: String, origins: [String]
    ) -> JSON {
        func edition(_ part: KnownEditions.Part) -> JSON {
            .line(["digest": .string(KnownEditions.digest(part, 1)?.hex ?? ""), "number": .integer(1)])
        }
        func digest(_ name: String) -> JSON { .string(Digest.of(documents[name] ?? []).hex) }
        let list = founders.enumerated().map { place, founder in
            JSON.line([
                "key": .string(founder.key.openSSH), "person": .person(place + 1),
                "seats": .texts(founder.seats),
            ])
        }
        return .line([
            "clauses": digest("clauses"),
            "editions": .line(["authority": edition(.authority), "register": edition(.register)]),
            "founders": .array(list),
            "logs": .line(["journal": .string(keys.journal), "ledger": .string(keys.ledger)]),
            "manual": digest("manual"), "policy": digest("policy"), "sort": .string(sort.rawValue),
            "web": .line(["origins": .texts(origins), "rp": .string(rp)]),
        ])
    }

    private func write(_ bytes: [UInt8], to name: String) throws {
        do { try Data(bytes).write(to: folder.appendingPathComponent(name), options: .atomic) } catch {
            throw Stop(
                .unavailable, "\(folder.path)/\(name) cannot be written: \(error.localizedDescription)")
        }
    }

    private func read(_ name: String) throws -> [UInt8] {
        guard let bytes = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path)
        else {
            throw Stop(
                .usage,
                "\(folder.path)/\(name) is missing. First run init with --policy, --origin and --founders on an empty folder."
            )
        }
        return Array(bytes)
    }

    private static func lines(_ words: [String]) -> String {
        stride(from: 0, to: words.count, by: 6).map {
            words[$0..<min($0 + 6, words.count)].joined(separator: " ")
        }.joined(separator: "\n    ")
    }
}
