import Foundation
import Ledger

/// What people say is lost beside the file that a recovery rebuilds, and what they bring from elsewhere. A recovery takes away
/// nothing that opens, and never takes a loss for granted.
package struct AcceptedLoss: Sendable {
    /// The anchor: people have compared heads elsewhere.
    package var anchor: Bool
    /// The vault, and its keys.
    package var vault: Bool, vaultKeys: Bool
    /// Files with signed checkpoints that somebody shows: of a copy, a witness, an older export.
    package var checkpoints: [String]

    package init(anchor: Bool = false, vault: Bool = false, vaultKeys: Bool = false, checkpoints: [String] = []) {
        self.anchor = anchor
        self.vault = vault
        self.vaultKeys = vaultKeys
        self.checkpoints = checkpoints
    }

    static func read(_ file: String, by key: NoteKey) throws(StoreError) -> SealedHead {
        guard let note = try DurableFile.read(file) else {
            throw StoreError(.export, "There is no file \(file).", remedy: "Give a file with a signed checkpoint.")
        }
        do throws(Malformed) {
            let signed = try SignedCheckpoint(verifying: note, origin: key.name, keys: [key])
            return SealedHead(head: signed.checkpoint.head, note: note)
        } catch {
            throw StoreError(
                .export, "\(file) is no checkpoint that \(key.vkey) signed: \(error).",
                remedy: "Nothing was changed. Give one of this ledger.")
        }
    }
}

extension FolderLayout {
    /// Moves files into a new folder under `aside/`; says which.
    func setAside(_ files: [String]) throws(StoreError) -> String? {
        let there = files.filter { DurableFile.length($0) != nil }
        guard !there.isEmpty else { return nil }
        let aside = root + "/aside"
        try DurableFile.makeFolder(aside)
        let taken = (try? FileManager.default.contentsOfDirectory(atPath: aside))?.count ?? 0
        let folder = "\(aside)/\(taken + 1)"
        try DurableFile.makeFolder(folder)
        for file in there {
            guard rename(file, folder + "/" + DurableFile.parts(file).name) == 0 else {
                throw DurableFile.fault("move", file)
            }
        }
        try DurableFile.syncFolder(folder)
        try DurableFile.syncFolder(root)
        return folder
    }
}
