import Foundation
import Ledger

/// A data folder: where a server keeps its stores and its log keys. Holding one is holding its lock.
///
///     ledger.sqlite   vault.sqlite   vault-keys.sqlite   anchor   visitors.sqlite   enclosures/SHA256HEX
///     journal.sqlite   journal-anchor   checked   exported   journal-exported
///     keys/ledger.key   keys/journal.key   keys/machine.key   keys/vault.key   keys/visitors.key   keys/checked.key   lock
package final class DataFolder: Sendable {
    /// The folder, without a slash at its end.
    package let path: String
    /// The ledger's key; its name is the ledger's origin.
    package let ledgerSigner: NoteSigner
    /// The journal's key.
    package let journalSigner: NoteSigner
    private let lock: FolderLock

    /// Opens a folder that `create` made, and takes its lock.
    package init(opening path: String) throws(StoreError) {
        self.path = DataFolder.clean(path)
        let layout = FolderLayout(self.path)
        guard DurableFile.length(layout.ledgerKey) != nil else { throw layout.withoutKey }
        lock = try FolderLock(layout.lock)
        ledgerSigner = try FolderKeys.read(layout.ledgerKey)
        journalSigner = try FolderKeys.read(layout.journalKey)
    }

    /// The name of the ledger (P-1).
    package var origin: String { ledgerSigner.key.name }
    var layout: FolderLayout { FolderLayout(path) }

    /// Makes a new data folder for a ledger of this origin, with keys from the operating system's randomness.
    package static func create(at path: String, origin: String) throws(StoreError) {
        try create(
            at: path, ledger: try FolderKeys.make(name: origin),
            journal: try FolderKeys.make(name: origin + "/journal"))
    }

    /// Makes a new data folder with these keys; throws when anything is there already.
    ///
    /// The anchor holds a signed checkpoint of the empty ledger from the first moment, so that a missing one
    /// always means that it was lost.
    package static func create(at path: String, ledger: NoteSigner, journal: NoteSigner) throws(StoreError) {
        let layout = FolderLayout(clean(path))
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        guard names?.isEmpty ?? true else {
            throw StoreError(
                .folder, "\(path) is not empty\(layout.hasLedger ? ": a ledger is in it" : "").",
                remedy: layout.hasLedger
                    ? "Delete nothing in it. Use a different folder for a new ledger."
                    : "Use a different folder. If an interrupted init left this one, you can delete it.")
        }
        let empty: Note
        let emptyJournal: Note
        do throws(Malformed) {
            empty = try Checkpoint(origin: ledger.key.name, head: .empty).signed(by: ledger)
            emptyJournal = try Checkpoint(origin: journal.key.name, head: .empty).signed(by: journal)
        } catch {
            throw StoreError(
                .folder, "\(ledger.key.name) cannot be the origin of a ledger: \(error).",
                remedy: "Choose a different one.")
        }
        try DurableFile.makeFolders(layout.root)
        let lock = try FolderLock(layout.lock)
        try DurableFile.makeFolder(layout.keys)
        try DurableFile.makeFolder(layout.enclosures)
        try LogFile.create(at: layout.ledger)
        try VaultFile.create(at: layout.vault)
        try Vault.createKeys(layout)
        try Anchor.create(at: layout.anchor, with: SealedHead(head: .empty, note: empty.bytes))
        try JournalFile.create(at: layout.journal)
        try Anchor.create(at: layout.journalAnchor, with: SealedHead(head: .empty, note: emptyJournal.bytes))
        _ = try FolderKeys.machine(layout.machineKey)
        try FolderKeys.write(journal, to: layout.journalKey)
        // Last: a folder with the ledger's key is complete.
        try FolderKeys.write(ledger, to: layout.ledgerKey)
        lock.release()
    }

    /// Gives the lock back; whoever holds the folder must have closed its files.
    func release() { lock.release() }

    static func clean(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}

/// The names inside a data folder.
struct FolderLayout {
    let root: String
    init(_ root: String) { self.root = root }

    var ledger: String { root + "/ledger.sqlite" }
    var vault: String { root + "/vault.sqlite" }
    /// The subjects' keys of the vault.
    var vaultKeys: String { root + "/vault-keys.sqlite" }
    var anchor: String { root + "/anchor" }
    /// What the pages keep of their visitors: made at the first start, and no loss.
    var visitors: String { root + "/visitors.sqlite" }
    var journal: String { root + "/journal.sqlite" }
    var journalAnchor: String { root + "/journal-anchor" }
    var enclosures: String { root + "/enclosures" }
    var keys: String { root + "/keys" }
    var ledgerKey: String { keys + "/ledger.key" }
    var journalKey: String { keys + "/journal.key" }
    var machineKey: String { keys + "/machine.key" }
    /// What wraps the subjects' keys.
    var vaultKey: String { keys + "/vault.key" }
    /// What binds sessions, invitations and feeds to this server: made at the first start.
    var visitorsKey: String { keys + "/visitors.key" }
    /// How much was checked here, and the key that seals it: made at the first start, and no loss (K-21).
    var checked: String { root + "/checked" }
    /// The largest checkpoint that ever went into an export from here (KnownHead).
    func exported(_ log: LogName) -> String { root + (log == .ledger ? "/exported" : "/journal-exported") }
    var checkedKey: String { keys + "/checked.key" }
    var lock: String { root + "/lock" }
    /// A ledger that `recover` has built and not yet put in place; complete as soon as it has this name.
    var recovered: String { root + "/ledger.sqlite.recovered" }
    var recoveredJournal: String { journal + ".recovered" }

    /// Whether entries are here, or what cannot be told from them: an interrupted `init` leaves a file without any.
    var hasLedger: Bool {
        guard DurableFile.length(ledger) != nil || DurableFile.length(recovered) != nil else { return false }
        guard let file = try? LogFile(ledger, isReadOnly: true) else { return true }
        defer { file.close() }
        return (try? file.head().head.size) != 0
    }

    /// What a folder without the ledger's key is: a new key would make another ledger, and an `init` here none.
    var withoutKey: StoreError {
        guard hasLedger else {
            return StoreError(
                .folder, "\(root) is not a data folder: \(ledgerKey) is missing.",
                remedy: "Make one with `foureyes-server init --data NEW`, in a folder that is new or empty.")
        }
        return StoreError(
            .otherKey, "\(root) has a ledger, but its key \(ledgerKey) is missing.",
            remedy: "Delete nothing, and make no new key. " + Remedy.of(ledgerKey))
    }
}
