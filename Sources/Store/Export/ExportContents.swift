import Ledger
import Rules

/// What entries name and do not hold, in an export: enclosures, contents that everybody may read, and the leaf hashes of
/// the journal's lines (P-70, P-71).
struct ExportContents {
    let ledger: LogFile
    let vault: VaultFile
    let enclosures: EnclosureFolder
    /// What the log says is erased; the vault's file is not asked, for whoever has it could put an older one in its place.
    /// Nil where a rule needs an enclosure that is missing: then nobody can tell, and no content is published.
    let state: State?
    let folder: ExportFolder
    /// Files written.
    private(set) var files = 0
    /// What entries name and the data folder does not have, by export name.
    private(set) var missing: [String] = []

    init(of export: Export, to folder: ExportFolder) {
        ledger = export.ledger.file
        vault = export.vault
        enclosures = export.enclosures
        state = export.state
        self.folder = folder
    }

    /// Enclosures and public contents of entries; what is missing is for the verifier to show.
    mutating func write(_ entries: Range<Int>) throws(StoreError) {
        var contents = self
        try ledger.rows(from: entries.lowerBound, below: entries.upperBound) { _, _, body in
            guard case .success(let entry) = CheckedLeaf(trusting: body).content else { return true }
            try contents.write(entry.verified)
            return true
        }
        self = contents
    }

    private mutating func write(_ verified: VerifiedStatement) throws(StoreError) {
        let (statement, hash) = (verified.statement, verified.hash)
        for enclosure in statement.enclosures {
            try put(enclosures.get(enclosure.sha256), at: .enclosure(enclosure.sha256))
        }
        for part in statement.detached where part.audience.utf8.elementsEqual(Incoming.everyone.utf8) {
            if state?.erasure(of: hash, part: part.name) != nil { continue }
            let kept = state == nil ? nil : try vault.part(of: hash, name: part.name)
            // What nobody signed for goes into no export: every verification would fail, and rightly.
            let opening = kept.flatMap {
                statement.opens(part: part.name, key: $0.key, content: $0.content) ? $0 : nil
            }
            try put(opening.map { $0.key + $0.content }, at: .detached(statement: hash, name: part.name))
        }
    }

    private mutating func put(_ bytes: [UInt8]?, at path: ExportPath) throws(StoreError) {
        guard let bytes else {
            missing.append(path.text)
            return
        }
        if try folder.read(path) == bytes { return }
        try folder.write(bytes, at: path)
        files += 1
    }

    /// Takes what an act has erased out of an older OUT.
    func removeErased() {
        for case .part(let reference) in state?.authority.erasures.map(\.target) ?? []
        where state?.erasure(of: reference.statement, part: reference.part) != nil {
            folder.remove(.detached(statement: reference.statement, name: reference.part))
        }
    }

    /// The leaf hashes of the lines of segments. What the lines say is in no export.
    mutating func writeLines(of journal: JournalFile, origin: String, _ segments: Range<Int>) throws(StoreError) {
        var lines = 0
        var new: [(place: Int, lines: Range<Int>)] = []
        try journal.log.rows(from: 0, below: segments.upperBound) { place, _, body in
            let count = try JournalEntry(trusting: body, origin: origin).segment.count
            if segments.contains(place), count > 0 { new.append((place, lines..<lines + count)) }
            lines += count
            return true
        }
        for segment in new {
            try folder.write(HashTile.encoded(try journal.leaves(segment.lines)), at: .lines(segment.place))
            files += 1
        }
    }
}
