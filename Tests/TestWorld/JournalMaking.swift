import Foundation
import Ledger
import Rules

/// A journal in memory, made as a machine makes one, honest or not; deterministic like the CA it stands beside.
package struct JournalMaking: Sendable {
    package var entries: [[UInt8]] = []
    /// The leaf hashes of the lines of each segment.
    package var leaves: [[Digest]] = []
    package var signer: NoteSigner
    package var machine: MachineSigner
    package var number = 1
    private var last: (number: Int, hash: Digest)?
    private var salts: UInt8 = 0

    package init(_ ca: TestCA, machine: MachineSigner? = nil) throws {
        signer = ca.journalSigner
        self.machine = try machine ?? TestCA.machineSigner()
    }

    package var head: Head { Tree(entries.map { Digest.leaf(of: $0) }).head }

    /// The statement of the next segment over these lines, not yet signed.
    package mutating func statement(
        _ lines: [JournalLine], at time: Time, ledger: Head, leaves: inout [Digest]
    ) -> Statement {
        leaves = lines.map { line in
            salts &+= 1
            return SaltedLine(salt: [UInt8](repeating: salts, count: 32), line: line.bytes()).leaf
        }
        let segment = Segment(
            count: lines.count, digest: ReadBack.root(of: leaves), first: lines.first?.at, last: lines.last?.at,
            number: (last?.number ?? 0) + 1, previous: last?.hash)
        return Statement(
            body: segment.body, claimed: time, kind: Segment.kind, origin: signer.key.name,
            request: Request(high: 7, low: UInt64(entries.count)), journal: head, ledger: ledger,
            signer: .machine(number), under: Segment.under, until: time.adding(3600))
    }

    /// Closes a segment; `change` makes it one that no honest machine would sign.
    package mutating func close(
        _ lines: [JournalLine] = [], at time: Time, ledger: Head, change: (inout Statement) -> Void = { _ in }
    ) throws {
        var leaves: [Digest] = []
        var statement = statement(lines, at: time, ledger: ledger, leaves: &leaves)
        change(&statement)
        let submission = try machine.sign(statement)
        last = (statement.body["number"]?.number ?? 1, submission.hash)
        entries.append(submission.recorded(at: time))
        self.leaves.append(leaves)
    }

    /// Goes on with another key, whose numbers begin anew.
    package mutating func change(to machine: MachineSigner, number: Int) {
        self.machine = machine
        self.number = number
        last = nil
    }

    /// The checkpoint over the first segments.
    package func checkpoint(at size: Int) throws -> [UInt8] {
        let tree = Tree(entries.prefix(size).map { Digest.leaf(of: $0) })
        return try Checkpoint(origin: signer.key.name, head: tree.head).signed(by: signer).bytes
    }

    /// Writes `journal/…` into the folder of an export.
    package func write(to folder: URL) throws {
        func put(_ bytes: [UInt8], _ path: ExportPath) throws {
            let file = folder.appendingPathComponent(path.text)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        let hashes = KeptHashes(entries.map { Digest.leaf(of: $0) })
        try put(try checkpoint(at: entries.count), .journal(.checkpoint))
        try put(try checkpoint(at: entries.count), .journal(.cosigned(size: entries.count)))
        for path in TilePath.all(at: entries.count) {
            switch path.content {
            case .entries: try put(try EntryBundle.encoded(Array(entries[path.leaves])), .journal(.tile(path)))
            case .hashes: try put(HashTile.encoded(hashes.tile(path) ?? []), .journal(.tile(path)))
            }
        }
        for (place, leaves) in leaves.enumerated() where !leaves.isEmpty {
            try put(HashTile.encoded(leaves), .lines(place))
        }
    }
}
