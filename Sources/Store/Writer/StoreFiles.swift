/// The open files of a data folder.
struct StoreFiles: Sendable {
    let layout: FolderLayout
    let ledger: LogFile
    let vault: Vault
    let anchor: Anchor
    let enclosures: EnclosureFolder

    /// Opens all of them; a missing or unsafe one is an error.
    init(_ layout: FolderLayout) throws(StoreError) {
        self.layout = layout
        ledger = try LogFile(layout.ledger)
        try DatabaseFile.quickCheck(ledger.pool, .ledger)
        anchor = try Anchor(layout.anchor)
        vault = try Vault(layout)
        enclosures = EnclosureFolder(layout.enclosures)
        try DurableFile.makeFolder(layout.enclosures)
        try enclosures.settle()
    }

    /// Closes them; after an error of the disk nothing more is written on our own account.
    func close(afterFault: Bool = false) {
        ledger.close(afterFault: afterFault)
        vault.close(afterFault: afterFault)
        anchor.close()
    }
}
