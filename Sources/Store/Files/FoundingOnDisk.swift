import Ledger

/// Entry 0 of a data folder, read beside whoever holds its lock: what a companion of the server may know without
/// touching a file of it.
package enum FoundingOnDisk {
    /// The statement of the founding; nil for a folder that holds no ledger of ours, or one without an entry.
    package static func statement(in data: String) -> Statement? {
        let layout = FolderLayout(DataFolder.clean(data))
        guard DurableFile.length(layout.ledger) != nil, let file = try? LogFile(layout.ledger, isReadOnly: true)
        else { return nil }
        defer { file.close() }
        guard let bytes = try? file.bodies(0..<1).first, let entry = try? Entry(bytes: bytes),
            entry.statement.kind == "authority/founding"
        else { return nil }
        return entry.statement
    }
}
