import Foundation
import Ledger

/// A folder with the tree of P-71 in it, as files.
struct ExportFolder {
    let path: String
    private static let folderMode: mode_t = 0o755

    /// Takes a folder that is there, or makes it.
    init(_ path: String) throws(StoreError) {
        self.path = DataFolder.clean(path)
        try DurableFile.makeFolder(self.path, mode: ExportFolder.folderMode)
    }

    /// The checkpoint that stands there; of the empty ledger when there is none. Throws when this key did not
    /// sign it.
    func checkpoint(by key: NoteKey, of log: LogName = .ledger) throws(StoreError) -> SealedHead {
        guard let note = try read(log.checkpoint) else { return SealedHead(head: .empty, note: []) }
        do throws(Malformed) {
            let signed = try SignedCheckpoint(verifying: note, origin: key.name, keys: [key])
            return SealedHead(head: signed.checkpoint.head, note: note)
        } catch {
            throw StoreError(
                .export, "\(path)/\(log.checkpoint) is not signed by this data folder's key, \(key.vkey): \(error).",
                remedy: "Nothing was written. Take the export of this very ledger, or an empty folder.")
        }
    }

    func read(_ file: ExportPath) throws(StoreError) -> [UInt8]? {
        try DurableFile.read(path + "/" + file.text)
    }

    func write(_ bytes: [UInt8], at file: ExportPath) throws(StoreError) {
        var folder = path
        for part in file.text.split(separator: "/").dropLast() {
            folder += "/" + part
            try DurableFile.makeFolder(folder, mode: ExportFolder.folderMode)
        }
        try DurableFile.write(bytes, to: path + "/" + file.text)
    }

    /// Removes a file; that it is gone already, or stays, harms nobody.
    func remove(_ file: ExportPath) {
        unlink(path + "/" + file.text)
        // A folder of partial tiles goes when it is empty.
        rmdir(DurableFile.parts(path + "/" + file.text).folder)
    }

    /// The entries that its checkpoint covers, in order, from the bundles.
    func entries(
        below size: Int, from first: Int = 0, of log: LogName = .ledger, _ each: ([UInt8]) throws(StoreError) -> Void
    )
        throws(StoreError)
    {
        for place in stride(
            from: first / TilePath.widthMax * TilePath.widthMax, to: size, by: TilePath.widthMax)
        {
            guard let name = TilePath.bundle(of: place, at: size) else { continue }
            guard let bytes = try read(log.tile(name)) else {
                throw StoreError(.export, "\(path)/\(name) is missing.", remedy: "Take another export.")
            }
            let entries: [ArraySlice<UInt8>]
            do throws(Malformed) { entries = try EntryBundle.decoded(bytes, as: name) } catch {
                throw StoreError(
                    .export, "\(path)/\(name) is no bundle: \(error).", remedy: "Take another export.")
            }
            for (offset, entry) in entries.enumerated() where place + offset >= first {
                try each(Array(entry))
            }
        }
    }
}
