#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The system did not let the verifier read: nothing is known of the ledger then (exit code 7).
package struct FolderFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file or folder, with all that a terminal would obey made visible.
    package let name: String
    /// What was tried.
    package let doing: String
    /// The `errno` of the system.
    package let code: Int32

    /// Whether there is no export under this name: that is a slip of the pen, and says nothing of any ledger (exit code 2).
    package let isWrongFolder: Bool

    init(name: String, doing: String, code: Int32, isWrongFolder: Bool = false) {
        self.name = ShownText.of(name)
        self.doing = doing
        self.code = code
        self.isWrongFolder = isWrongFolder
    }

    /// A folder without any file of an export.
    static func noExport(_ path: String) -> FolderFailure {
        FolderFailure(name: path, doing: "looking for an export in", code: 0, isWrongFolder: true)
    }

    /// One sentence without its full stop.
    package var description: String {
        let reason =
            switch code {
            case 0: "it has neither a checkpoint nor entries. Give the folder OUT of foureyes-server export --to OUT"
            case ENOENT: "it does not exist"
            case ENOTDIR: "it is not a folder"
            case EACCES, EPERM: "permission denied"
            case EIO: "input/output error"
            case EMFILE, ENFILE: "too many open files"
            default: "system error \(code)"
            }
        return "\(doing) \(name): \(reason)"
    }
}
