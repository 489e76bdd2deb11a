import Foundation
import Ledger

/// What every recovery of a log does, the ledger's or the journal's: its leaves come from OUT and, behind its end, from what
/// can be read of the old file. Every checkpoint that is known to be signed (anchor, OUT, old file) must be a beginning of the
/// result, and the result must reach the largest of them: signing below it would split the log. The old file is kept aside.
struct LogRecovery {
    let name: LogName
    let folder: DataFolder
    let out: ExportFolder
    let accepted: AcceptedLoss
    /// Checkpoints that people brought from elsewhere.
    private let shown: [SealedHead]
    /// What else remembers heads of this log: the start will ask it too.
    private let known: [KnownHead]

    /// Takes the data folder's lock.
    init(of name: LogName, in path: String, from out: String, accepting accepted: AcceptedLoss) throws(StoreError) {
        self.name = name
        self.accepted = accepted
        folder = try DataFolder(opening: path)
        let key = name == .ledger ? folder.ledgerSigner.key : folder.journalSigner.key
        known = LogRecovery.known(name, folder)
        shown = try accepted.checkpoints.map { (file) throws(StoreError) in try AcceptedLoss.read(file, by: key) }
        let checkpoint = ExportPath.log(name, .checkpoint)
        guard DurableFile.length(DataFolder.clean(out) + "/\(checkpoint)") != nil else {
            throw StoreError(
                .export, "\(out) is not an export of a \(name.noun): it has no file `\(checkpoint)`.",
                remedy: "Give a different folder.")
        }
        self.out = try ExportFolder(out)
    }

    var layout: FolderLayout { folder.layout }
    var key: NoteKey { name == .ledger ? folder.ledgerSigner.key : folder.journalSigner.key }
    private var place: String { name == .ledger ? layout.ledger : layout.journal }
    private var anchorPlace: String { name == .ledger ? layout.anchor : layout.journalAnchor }
    /// The rebuilt file's name until it is in its place; it has it only when it is whole and on disk.
    private var built: String { name == .ledger ? layout.recovered : layout.recoveredJournal }
    /// Where it is built.
    var temporary: String { place + ".recovering" }

    /// Has the file built, unless an interrupted recovery did, and puts it in its place; says where the old one lies.
    func run(_ build: (_ anchored: SealedHead?) throws(StoreError) -> Void) throws(StoreError) -> String? {
        let anchored = try anchored()
        if DurableFile.length(built) == nil { try build(anchored) }
        // The rebuilt file holds the largest checkpoint; the anchor takes it before the log is in its place.
        let last = try lastCheckpoint()
        guard let last, let signed = try? SignedCheckpoint(verifying: last.note, origin: key.name, keys: [key])
        else {
            throw StoreError(.damaged, "\(built) is incomplete.", remedy: Remedy.goOn)
        }
        try raise(anchored, to: SealedHead(head: signed.checkpoint.head, note: last.note))
        // The write-ahead log goes first: SQLite would take an old one for the new file's.
        let aside = try layout.setAside(["-wal", "-shm", ""].map { place + $0 })
        try Self.rename(built, to: place)
        return aside
    }

    private func lastCheckpoint() throws(StoreError) -> (size: Int, note: [UInt8])? {
        let file = try LogFile(built, name.form)
        defer { file.close() }
        return try file.checkpoints().last
    }

    /// Every head that is known to be signed, ascending by size.
    func signed(_ old: OldLog, anchored: SealedHead?) throws(StoreError) -> [SealedHead] {
        let elsewhere = [
            anchored, try out.checkpoint(by: key, of: name), ExportedHead(layout, name, key).read(),
        ]
        let all = old.signedHeads(by: key) + shown + elsewhere.compactMap(\.self)
        return all.filter { $0.head.size > 0 }.sorted { $0.head.size < $1.head.size }
    }

    /// Hands over the leaves of OUT, then those of the old file.
    func entries(_ old: OldLog, _ each: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) {
        let exported = try out.checkpoint(by: key, of: name).head.size
        try out.entries(below: exported, of: name, each)
        try old.entries(from: exported, each)
    }

    /// A journal that does not open remembers nothing.
    private static func known(_ name: LogName, _ folder: DataFolder) -> [KnownHead] {
        guard name == .ledger else {
            return KnownHead.journal(folder.layout, mark: CheckedMarkFile(folder.layout).read(), exported: nil)
        }
        let journal = try? JournalStart(folder)
        defer { journal?.close() }
        return StartUp.known(folder, journal)
    }

    /// The size that the log must reach.
    func floor(_ signed: [SealedHead]) -> Int { max(signed.last?.head.size ?? 0, known.map(\.head.size).max() ?? 0) }

    /// The hashes of those leaves, held against what is signed; throws what does not fit.
    func hashes(_ old: OldLog, _ signed: [SealedHead]) throws(StoreError) -> KeptHashes {
        let exported = try out.checkpoint(by: key, of: name).head
        var hashes = KeptHashes()
        try entries(old) { (entry) throws(StoreError) in hashes.append(.leaf(of: entry)) }
        guard hashes.root(at: exported.size) == exported.root else {
            throw StoreError(
                .export,
                "The \(name.leaves) in \(out.path) do not give the root in the checkpoint of the \(name.noun).",
                remedy: "Use a different export. `foureyes-verify` says what is wrong with this one.")
        }
        let own = signed.map {
            KnownHead(head: $0.head, source: "a checkpoint that the key of the \(name.noun) signed")
        }
        for known in own + known where known.head.size <= hashes.size {
            guard hashes.root(at: known.head.size) == known.head.root else {
                throw StoreError(
                    .fork,
                    "For size \(known.head.size), \(known.source) has a different root than \(out.path) and the old file give: "
                        + "\(known.head.root.base64).",
                    remedy: Remedy.people)
            }
        }
        let floor = floor(signed)
        guard hashes.size >= floor else {
            throw StoreError(
                .rolledBack,
                "A checkpoint of \(floor) \(name.leaves) was signed, but \(out.path) and the old file have only "
                    + "\(hashes.size) of them. Signing below would split the log.",
                remedy:
                    "Nothing was changed. Find a newer export or an undamaged copy of the file: anybody may have one. Without it "
                    + "the \(name.leaves) from \(hashes.size) to \(floor - 1) are lost, and the \(name.noun) cannot go on."
            )
        }
        return hashes
    }

    /// Gives the file that was built at `temporary`, and is closed, the name by which a repeated recovery finds it.
    func finish() throws(StoreError) { try Self.rename(temporary, to: built) }

    private static func rename(_ old: String, to new: String) throws(StoreError) {
        guard Foundation.rename(old, new) == 0 else { throw DurableFile.fault("rename", old) }
        try DurableFile.syncFolder(DurableFile.parts(new).folder)
    }
}

extension LogRecovery {
    /// What the anchor holds; nil when it is lost and people accept that.
    private func anchored() throws(StoreError) -> SealedHead? {
        do throws(StoreError) {
            let anchor = try Anchor(anchorPlace, of: name)
            defer { anchor.close() }
            return try anchor.read(by: key)
        } catch {
            // Whether the key is the ledger's, OUT's checkpoint and the founding tell.
            guard accepted.anchor else { throw error }
            return nil
        }
    }

    /// Lets the anchor hold the largest head that is known to be signed.
    private func raise(_ old: SealedHead?, to new: SealedHead) throws(StoreError) {
        guard let old else {
            _ = try layout.setAside([anchorPlace])
            return try Anchor.create(at: anchorPlace, with: new)
        }
        guard new.head.size > old.head.size else { return }
        let anchor = try Anchor(anchorPlace, of: name)
        defer { anchor.close() }
        try anchor.swap(old.head, for: new)
    }
}

extension LogName {
    /// The form of its file.
    var form: FileForm { self == .ledger ? .ledger : JournalSchema.form }
}
