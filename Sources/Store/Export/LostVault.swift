import Foundation
import Ledger

/// The vault in a recovery. Only one that is lost takes contents from an export: into one that is there they
/// would bring back what was erased.
struct LostVault {
    /// Whether it was missing and is new.
    let isLost: Bool
    private let file: VaultFile
    private let layout: FolderLayout
    private var temporary: String { layout.vault + ".recovering" }

    init(_ layout: FolderLayout) throws(StoreError) {
        self.layout = layout
        isLost = DurableFile.length(layout.vault) == nil
        guard isLost else {
            file = try VaultFile(layout.vault)
            return
        }
        // Under another name until it is full, so that an interrupted recovery finds the vault still lost.
        let temporary = layout.vault + ".recovering"
        for suffix in ["", "-wal", "-shm"] { unlink(temporary + suffix) }
        try VaultFile.create(at: temporary)
        file = try VaultFile(temporary)
    }

    /// Puts a file of an export, 32 bytes of key and the content, back if it opens the statement's part.
    func restore(_ name: String, _ bytes: [UInt8], of verified: VerifiedStatement) throws(StoreError) {
        let part = OpenedPart(name: name, key: Array(bytes.prefix(32)), content: Array(bytes.dropFirst(32)))
        guard verified.statement.opens(part: name, key: part.key, content: part.content) else { return }
        try file.put([(verified.hash, part)])
    }

    /// Closes it and gives it its name.
    func finish() throws(StoreError) {
        try file.settle()
        file.close()
        // Only now: a recovery that fails leaves no empty file in the place where the newest copy belongs.
        if DurableFile.length(layout.vaultKeys) == nil { try Vault.createKeys(layout) }
        guard isLost else { return }
        guard rename(temporary, layout.vault) == 0 else { throw DurableFile.fault("rename", temporary) }
        try DurableFile.syncFolder(layout.root)
    }
}
