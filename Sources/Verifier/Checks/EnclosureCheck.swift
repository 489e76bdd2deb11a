import Ledger

/// The enclosures of an export against what the statements say of them (P-7).
struct EnclosureCheck {
    let folder: ExportFolder
    let listing: ExportListing
    let listed: [Digest: [Folding.Listed]]
    private(set) var faults = Faults()
    /// Listed by counting statements.
    private(set) var asked = 0
    /// Those whose bytes are there and good.
    private(set) var good = 0
    /// Those that are not there, ascending. Nothing explains that one is missing: no act removes any yet.
    private(set) var notAtHand: [Digest] = []
    private(set) var strangers: [Digest] = []

    init(folder: ExportFolder, listing: ExportListing, listed: [Digest: [Folding.Listed]]) {
        self.folder = folder
        self.listing = listing
        self.listed = listed
    }

    mutating func run() throws(FolderFailure) {
        for (digest, statements) in listed.sorted(by: { $0.key < $1.key }) {
            let counting = statements.filter(\.counts)
            if !counting.isEmpty { asked += 1 }
            guard listing.enclosures.contains(digest) else {
                if let first = counting.first {
                    notAtHand.append(digest)
                    let what = "the enclosure is missing, and nothing explains it"
                    faults.add(Fault("P-7", what, entry: first.entry, file: .enclosure(digest)))
                }
                continue
            }
            try check(digest, counting, longest: statements.map(\.length).max() ?? 0)
        }
        strangers = listing.enclosures.filter { listed[$0] == nil }.sorted()
    }

    private mutating func check(
        _ digest: Digest, _ counting: [Folding.Listed], longest: Int
    ) throws(FolderFailure) {
        let path = ExportPath.enclosure(digest)
        guard let found = try folder.measure(path, longest: longest) else {
            faults.add(Fault("P-7", "it is not a regular file", file: path))
            return
        }
        guard let sha256 = found.sha256 else {
            let what = "it has \(found.length) bytes, and no statement that lists it says more than \(longest)"
            faults.add(Fault("P-7", what, file: path))
            return
        }
        guard sha256 == digest else {
            faults.add(Fault("P-7", "its bytes have the SHA-256 \(sha256.hex)", file: path))
            return
        }
        if !counting.isEmpty { good += 1 }
        for statement in counting where statement.length != found.length {
            let what = "the statement says \(statement.length) bytes, but there are \(found.length)"
            faults.add(Fault("P-7", what, entry: statement.entry, file: path))
        }
    }
}

/// Length and digest of a file; no digest where it is longer than it may be, and was not read.
package struct MeasuredFile: Sendable {
    package let length: Int
    package let sha256: Digest?
}
