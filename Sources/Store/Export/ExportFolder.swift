import CSync
import Foundation
import Ledger

/// A folder with the tree of P-71 in it, as files.
final class ExportFolder: Sendable {
    let path: String
    /// Open from the beginning, so that `settle` hears of every fault since.
    private let root: Int32
    private let lock: FolderLock?
    private static let folderMode: mode_t = 0o755
    /// What is just being written: in a folder of its own, so that an export that was killed leaves nothing that a later one,
    /// which takes erased contents away, does not find.
    private var writing: String { path + "/.writing" }
    private var lockPath: String { path + "/.lock" }

    /// Takes a folder that is there, or makes it. `isWritten`: one export at a time; two would each write checkpoints over
    /// files of the other.
    init(_ path: String, isWritten: Bool = false) throws(StoreError) {
        self.path = DataFolder.clean(path)
        try DurableFile.makeFolder(self.path, mode: ExportFolder.folderMode)
        lock =
            isWritten
            ? try FolderLock(
                self.path + "/.lock", busy: "Another export writes to \(self.path)",
                remedy: "Wait until it is done, then export again, or give another folder.") : nil
        root = open(self.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { throw DurableFile.fault("open", self.path) }
        guard isWritten else { return }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: writing)) ?? [] {
            guard unlink(writing + "/" + name) == 0 else { throw DurableFile.fault("remove", writing + "/" + name) }
        }
        try DurableFile.makeFolder(writing)
    }

    deinit { close(root) }

    /// Takes away what the writing needed, and lets others write.
    func finish() {
        rmdir(writing)
        lock?.release(removing: lockPath)
    }

    /// The checkpoint that is there; of the empty log when there is none. Throws when this key did not sign it.
    func checkpoint(by key: NoteKey, of log: LogName = .ledger) throws(StoreError) -> SealedHead {
        let name = ExportPath.log(log, .checkpoint)
        guard let note = try read(name) else { return SealedHead(head: .empty, note: []) }
        do throws(Malformed) {
            let signed = try SignedCheckpoint(verifying: note, origin: key.name, keys: [key])
            return SealedHead(head: signed.checkpoint.head, note: note)
        } catch {
            throw StoreError(
                .export, "\(path)/\(name) is not signed with the key of this data folder, \(key.vkey): \(error).",
                remedy: "Nothing was written. Use an export of this ledger, or an empty folder.")
        }
    }

    func read(_ file: ExportPath) throws(StoreError) -> [UInt8]? {
        try DurableFile.read(path + "/" + file.text)
    }

    /// Writes a file that nobody looks for before `settle` and the checkpoint behind it: whole or not there as long as
    /// the machine runs, after a power failure perhaps gone.
    ///
    /// A sync for each file would cost an export of 20,000 entries with their reasons some 60,000 of them.
    func write(_ bytes: [UInt8], at file: ExportPath) throws(StoreError) {
        try makeFolders(for: file)
        try DurableFile.write(bytes, to: path + "/" + file.text, syncs: false, by: temporary)
    }

    /// Makes durable all that was written. It throws where the disk lost any of it.
    func settle() throws(StoreError) {
        guard syncfs(root) == 0 else { throw DurableFile.fault("sync", path) }
    }

    /// Writes a file that says of others that they are there: what they need is settled.
    func writeLast(_ bytes: [UInt8], at file: ExportPath) throws(StoreError) {
        try makeFolders(for: file)
        try DurableFile.write(bytes, to: path + "/" + file.text, by: temporary)
    }

    /// Where the bytes of a file are until it has its name. One thread writes.
    private var temporary: String? { lock == nil ? nil : writing + "/file" }

    private func makeFolders(for file: ExportPath) throws(StoreError) {
        var folder = path
        for part in file.text.split(separator: "/").dropLast() {
            folder += "/" + part
            guard mkdir(folder, ExportFolder.folderMode) == 0 || errno == EEXIST else {
                throw DurableFile.fault("make the folder", folder)
            }
        }
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
            guard let bundle = TilePath.bundle(of: place, at: size) else { continue }
            // The full one may stand in a partial one's place.
            let found = [bundle, bundle.full].compactMap(\.self).first {
                DurableFile.length(path + "/" + ExportPath.log(log, .tile($0)).text) != nil
            }
            let name = ExportPath.log(log, .tile(found ?? bundle))
            guard let found, let bytes = try read(name) else {
                throw StoreError(.export, "\(path)/\(name) is missing.", remedy: "Use a different export.")
            }
            let entries: ArraySlice<ArraySlice<UInt8>>
            do throws(Malformed) { entries = try EntryBundle.decoded(bytes, as: found).prefix(bundle.width) } catch {
                throw StoreError(
                    .export, "\(path)/\(name) is not a bundle: \(error).", remedy: "Use a different export.")
            }
            for (offset, entry) in entries.enumerated() where place + offset >= first {
                try each(Array(entry))
            }
        }
    }
}
