import Foundation
import Ledger
import Rules

/// Rebuilds a lost, damaged or rolled-back `ledger.sqlite` from an export, with the data folder's log keys.
///
/// Entries come from OUT and, behind its end, from what can be read of the old file. Every checkpoint that is
/// known to be signed (anchor, OUT, old file) must be a beginning of the result, and the result must reach the
/// largest of them: signing below it would split the log. The old file is kept aside.
package struct Recovery {
    /// What a recovery did.
    package struct Report: Equatable, Sendable {
        /// Entries in the ledger now.
        package let size: Int
        /// The largest size that was ever signed, as far as is known here.
        package let signed: Int
        /// Where the old file lies, if there was one.
        package let aside: String?
    }

    let folder: DataFolder
    let layout: FolderLayout
    let out: ExportFolder
    /// What `--without-anchor` says: people have compared heads elsewhere and accept that the anchor is lost.
    let withoutAnchor: Bool

    /// Recovers the data folder from OUT; may be repeated after an interruption. Throws without touching the old
    /// file when something does not fit.
    package static func recover(
        _ path: String, from out: String, withoutAnchor: Bool = false
    ) throws(StoreError) -> Report {
        let folder = try DataFolder(opening: path)
        guard DurableFile.length(DataFolder.clean(out) + "/checkpoint") != nil else {
            throw StoreError(
                .export, "\(out) holds no export: there is no file `checkpoint`.",
                remedy: "Name another folder.")
        }
        let recovery = Recovery(
            folder: folder, layout: folder.layout, out: try ExportFolder(out), withoutAnchor: withoutAnchor)
        return try recovery.run()
    }

    private func run() throws(StoreError) -> Report {
        let anchored = try anchor.read(orWithout: withoutAnchor)
        if DurableFile.length(layout.recovered) == nil { try RebuiltLedger(self, anchored: anchored).build() }
        // The rebuilt file holds the largest checkpoint; the anchor takes it before the ledger is in its place.
        let rebuilt = try LogFile(layout.recovered)
        let last = try rebuilt.checkpoints().last
        try rebuilt.checkpointLog(.truncate)
        rebuilt.close()
        guard let last,
            let signed = try? SignedCheckpoint(verifying: last.note, origin: key.name, keys: [key])
        else {
            throw StoreError(
                .damaged, "\(layout.recovered) is not whole.", remedy: "Delete it and run `recover` again.")
        }
        try anchor.raise(from: anchored, to: SealedHead(head: signed.checkpoint.head, note: last.note))
        let aside = try putInPlace()
        let start = try StartUp(folder)
        start.files.close()
        return Report(size: start.replay.state.log.size, signed: start.sealed.head.size, aside: aside)
    }

    var key: NoteKey { folder.ledgerSigner.key }

    private var anchor: RecoveredAnchor {
        RecoveredAnchor(path: layout.anchor, key: key, layout: layout, name: "anchor.sqlite")
    }

    /// Moves the old file aside and the rebuilt one to its place. The write-ahead log goes first: SQLite would
    /// take an old one for the new file's.
    private func putInPlace() throws(StoreError) -> String? {
        let aside = try Recovery.setAside(["ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.sqlite"], in: layout)
        guard rename(layout.recovered, layout.ledger) == 0 else {
            throw DurableFile.fault("rename", layout.recovered)
        }
        try DurableFile.syncFolder(layout.root)
        return aside
    }

    /// Moves files of a data folder into a new folder under `aside/`; says which.
    static func setAside(_ names: [String], in layout: FolderLayout) throws(StoreError) -> String? {
        let there = names.filter { DurableFile.length(layout.root + "/" + $0) != nil }
        guard !there.isEmpty else { return nil }
        try DurableFile.makeFolder(layout.root + "/aside")
        let taken = (try? FileManager.default.contentsOfDirectory(atPath: layout.root + "/aside"))?.count ?? 0
        let place = layout.root + "/aside/\(taken + 1)"
        try DurableFile.makeFolder(place)
        for name in there {
            let old = layout.root + "/" + name
            guard rename(old, place + "/" + name) == 0 else { throw DurableFile.fault("move", old) }
        }
        try DurableFile.syncFolder(place)
        try DurableFile.syncFolder(layout.root)
        return place
    }
}
