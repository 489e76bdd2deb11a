/// Why a store does not open, is not made, exported or recovered: what is so, and what to do about it.
///
/// Nothing was signed and no entry was changed when one is thrown. The server prints it and exits.
package struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What sort of fault it is; tests and exit codes switch over it.
    package enum Cause: String, Sendable {
        /// The folder is there already, or is none of ours.
        case folder
        /// Another process has it open.
        case locked
        /// A setting on which durability or secrecy rests is not in force.
        case unsafe
        /// The bytes in the ledger's file do not fit each other.
        case damaged
        /// The ledger's file is missing, or ends before what was signed.
        case rolledBack
        /// The ledger is another one than was signed.
        case fork
        /// The record of what was signed last is missing.
        case anchorLost
        /// The record of what was signed last is older than a signature that is known.
        case anchorBehind
        /// A signature or the founding names another log key than the folder holds.
        case otherKey
        /// Bytes that a rule must read are not there.
        case enclosureMissing
        /// The ledger has an edition of the rules that this program does not know (P-60).
        case unknownEdition
        /// An export cannot be read, or does not fit.
        case export
        /// The disk is full.
        case full
        /// The process, or the machine, has no file descriptor left.
        case descriptors
        /// The operating system or SQLite reported an error.
        case disk
    }

    /// Whether what was asked for was certainly not done: there is no room, or somebody else holds the file.
    var isUndone: Bool { cause == .full || cause == .locked || cause == .descriptors }

    package let cause: Cause
    /// One or two sentences: what was found, with place and name.
    package let what: String
    /// One sentence: what to do.
    package let remedy: String

    package init(_ cause: Cause, _ what: String, remedy: String) {
        self.cause = cause
        self.what = what
        self.remedy = remedy
    }

    /// What was found and what to do, in one line.
    package var description: String { remedy.isEmpty ? what : what + " " + remedy }
}
