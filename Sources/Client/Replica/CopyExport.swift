import Foundation
import Ledger
import Rules

/// Takes the ledger away: from one's own copy a folder that `foureyes-verify` finds good (P-71). What the copy does not keep
/// is fetched and held against what the log signed: the journal, public contents, enclosures that no rule reads.
extension Workspace {
    package mutating func export(to out: String, offline: Bool) async throws(Failure) -> Output {
        let folder = URL(fileURLWithPath: out)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: out)) ?? []
        guard names.isEmpty else {
            throw .usage("\(out) is not empty; give a new folder, so that nothing of another export is left in it")
        }
        if !offline { try await pair() }
        guard let checkpoint = replica.checkpoint else { throw .unavailable("the ledger is not founded yet") }
        if offline, replica.journalHead.size > 0 {
            throw .unavailable(
                "your copy keeps the head of the journal and not its segments; run foureyes export without --copy")
        }
        var writing = CopyExport(folder: folder)
        try await writing.contents(of: replica, transport: offline ? nil : transport)
        try await writing.journal(of: replica, transport)
        try writing.tiles(of: replica)
        // Last, so that whoever finds it finds all that it covers.
        try writing.put(checkpoint.note.bytes, .checkpoint)
        let words = Words.words24(replica.founding?.hash ?? .ofNothing).joined(separator: " ")
        let shown = Visible.text(out)
        return Output(
            ["\(shown): \(Layout.counted(replica.head.size, "entry", "entries")), \(writing.files) files"]
                + writing.missing.map { "missing, so not exported: \($0)" }
                + Layout.field("check it", "foureyes-verify \(shown) --founding \"\(words)\""),
            .line([
                "entries": .integer(replica.head.size), "files": .integer(writing.files),
                "missing": writing.missing.isEmpty ? nil : .texts(writing.missing),
            ]))
    }

    /// Both heads as a pair: no segment saw more of the ledger than the copy has, and no signer more of the journal.
    private mutating func pair() async throws(Failure) {
        for _ in 0..<10 {
            let seen = replica.journalHead
            try await sync()
            if replica.journalHead == seen { return }
        }
        throw .unavailable("the log grows faster than it can be copied; try again later")
    }
}

/// The files of an export as they are written.
struct CopyExport {
    let folder: URL
    private(set) var files = 0
    /// What entries name and nobody served, by its name in an export.
    private(set) var missing: [String] = []

    init(folder: URL) { self.folder = folder }

    mutating func put(_ bytes: [UInt8], _ path: ExportPath) throws(Failure) {
        let file = folder.appendingPathComponent(path.text)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file, options: .atomic)
        } catch { throw .unavailable("\(file.path) cannot be written (\(error.localizedDescription))") }
        files += 1
    }

    /// Enclosures and public contents; of what an act erased nothing is asked for.
    mutating func contents(of replica: Replica, transport: (any Transport)?) async throws(Failure) {
        var done: Set<Digest> = []
        for place in 0..<replica.head.size {
            guard let statement = replica.statement(at: place) else { continue }
            for enclosure in statement.enclosures where done.insert(enclosure.sha256).inserted {
                let path = ExportPath.enclosure(enclosure.sha256)
                var bytes = replica.enclosures[enclosure.sha256]
                if bytes == nil, let transport { bytes = try await transport.fetch(path) }
                guard let bytes, Digest.of(bytes) == enclosure.sha256 else {
                    missing.append(path.text)
                    continue
                }
                try put(bytes, path)
            }
            let hash = Digest.of(statement.line())
            for part in statement.detached where part.audience == Audience.everyone {
                guard replica.state.erasure(of: hash, part: part.name) == nil else { continue }
                let path = ExportPath.detached(statement: hash, name: part.name)
                var bytes = replica.storage.read(path.text)
                if bytes == nil, let transport { bytes = try await transport.fetch(path) }
                guard let bytes, bytes.count >= 32,
                    statement.opens(part: part.name, key: Array(bytes.prefix(32)), content: Array(bytes.dropFirst(32)))
                else {
                    missing.append(path.text)
                    continue
                }
                try put(bytes, path)
            }
        }
    }

    mutating func tiles(of replica: Replica) throws(Failure) {
        var hashes = KeptHashes()
        for path in TilePath.bundles(from: 0, to: replica.head.size) {
            var entries: [[UInt8]] = []
            for place in path.leaves {
                guard let entry = replica.entry(at: place) else {
                    throw .alarm(Alarm(.copy, "The copy lacks entry \(place)."))
                }
                entries.append(entry)
                hashes.append(.leaf(of: entry))
            }
            try put((try? EntryBundle.encoded(entries)) ?? [], .tile(path))
        }
        try tiles(hashes) { .tile($0) }
    }

    /// The journal is not in the copy, but its head is: what is served must be what that head covers.
    mutating func journal(of replica: Replica, _ transport: any Transport) async throws(Failure) {
        guard let journal = replica.journal else { return }
        var hashes = KeptHashes()
        for path in TilePath.bundles(from: 0, to: journal.tree.size) {
            guard let bytes = try await transport.fetch(.journal(.tile(path))),
                let entries = try? EntryBundle.decoded(bytes, as: path)
            else { throw withheld("bundle \(path.text)", transport) }
            for entry in entries { hashes.append(.leaf(of: Array(entry))) }
            try put(bytes, .journal(.tile(path)))
            for place in path.leaves {
                guard let lines = try await transport.fetch(.lines(place)), !lines.isEmpty else { continue }
                try put(lines, .lines(place))
            }
        }
        guard hashes.tree.head == journal.tree.head else {
            throw .alarm(Alarm(.journal, "The segments that \(transport.name) serves are not those that it signed."))
        }
        try tiles(hashes) { .journal(.tile($0)) }
        try put(journal.note, .journal(.checkpoint))
    }

    private func withheld(_ what: String, _ transport: any Transport) -> Failure {
        .alarm(Alarm(.journal, "\(transport.name) has signed for the \(what) of the journal and does not serve it."))
    }

    private mutating func tiles(_ hashes: KeptHashes, _ name: (TilePath) -> ExportPath) throws(Failure) {
        for path in TilePath.all(at: hashes.size) {
            guard case .hashes = path.content else { continue }
            try put(HashTile.encoded(hashes.tile(path) ?? []), name(path))
        }
    }
}
