import Foundation
import Ledger
import Rules

/// The vault in a recovery. Only one that is lost takes contents from an export: into one that is there they would bring back
/// what was erased.
struct LostVault {
    /// Whether it was missing and is new.
    let isLost: Bool
    private let file: VaultFile
    /// The one that does not open; whatever can be read of it serves.
    private let old: VaultFile?
    private let layout: FolderLayout
    private var temporary: String { layout.vault + ".recovering" }

    /// `lost` is the folder in which a vault lies that does not open.
    init(_ layout: FolderLayout, _ lost: String?) throws(StoreError) {
        self.layout = layout
        isLost = DurableFile.length(layout.vault) == nil
        old = lost.flatMap { try? VaultFile(asItIs: $0 + "/" + DurableFile.parts(layout.vault).name) }
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

    /// Takes a part out of the vault that does not open, if it can be read there; says so. What an act erased is erased
    /// again as soon as all is in its place.
    func salvage(_ name: String, of verified: VerifiedStatement) throws(StoreError) -> Bool {
        let reference = PartReference(statement: verified.hash, part: name)
        if let part = (try? old?.part(of: verified.hash, name: name)).flatMap(\.self),
            verified.statement.opens(part: name, key: part.key, content: part.content)
        {
            try file.put([(verified.hash, part)])
            return true
        }
        guard let sealed = (try? old?.sealed(reference)).flatMap(\.self) else { return false }
        try file.put([], sealed: [sealed])
        return true
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
        old?.close(afterFault: true)
        // Only now: a recovery that fails leaves no empty file in the place where the newest copy belongs.
        if DurableFile.length(layout.vaultKeys) == nil { try Vault.createKeys(layout) }
        guard isLost else { return }
        // SQLite would take a write-ahead log without its file for the new file's.
        _ = try layout.setAside(["-wal", "-shm"].map { layout.vault + $0 })
        guard rename(temporary, layout.vault) == 0 else { throw DurableFile.fault("rename", temporary) }
        try DurableFile.syncFolder(layout.root)
    }

    /// Moves a vault and keys that do not open out of the way, if people accept that; says where the vault lies then. What
    /// opens stays where it is.
    static func setAside(_ layout: FolderLayout, accepting accepted: AcceptedLoss) throws(StoreError) -> String? {
        var lost: String?
        do throws(StoreError) {
            if DurableFile.length(layout.vault) != nil { try VaultFile(layout.vault).close(afterFault: true) }
        } catch {
            guard accepted.vault, error.cause == .damaged else { throw error }
            lost = try layout.setAside(["-wal", "-shm", ""].map { layout.vault + $0 })
        }
        do throws(StoreError) {
            if DurableFile.length(layout.vaultKeys) != nil { try Vault.checkKeys(layout) }
        } catch {
            guard accepted.vaultKeys, [.damaged, .otherKey, .folder].contains(error.cause) else { throw error }
            _ = try layout.setAside(["-wal", "-shm", ""].map { layout.vaultKeys + $0 } + [layout.vaultKey])
        }
        return lost
    }
}
