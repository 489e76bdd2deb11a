import Ledger

/// What to do about a file: its own way back, so that doing what a message says does not end in the same message.
enum Remedy {
    static let recover = "Nothing is written or signed. Rebuild it from an export: " + command(.ledger)
    static let recoverJournal = "Nothing is written or signed. Rebuild the journal from an export: " + command(.journal)
    static let people =
        "Nothing is written or signed. Keep both, run `foureyes-verify` on the newest export, and ask the governing body to decide."
    static let goOn = "Delete it and run `foureyes-server recover` once more, as before."

    static func withoutAnchor(_ log: LogName) -> String { command(log, "--without-anchor") }

    /// By the file's name in the data folder.
    static func of(_ path: String) -> String {
        let name = DurableFile.parts(path).name
        return switch name {
        case "ledger.sqlite": recover
        case "journal.sqlite": recoverJournal
        case "vault.sqlite":
            "Put back its newest copy. If there is none: " + command(.ledger, "--without-vault")
                + " It keeps the old file aside, takes from it what can be read and from OUT what is public, and names the rest as lost."
        case "vault-keys.sqlite", "vault.key":
            "Put back its newest copy. If there is none: " + command(.ledger, "--without-vault-keys")
                + " Then restricted content that is here can never be read again."
        case "visitors.sqlite":
            "Delete it, with \(name)-wal and \(name)-shm, and start the server again. Everybody is signed out, and open invitations "
                + "and settings are lost, but nothing else."
        case "visitors.key":
            "Delete it and start the server again. Everybody is signed out, and open invitations are lost, but nothing else."
        case "ledger.key", "journal.key":
            "Put back its copy. Without it nothing more can be entered in this ledger; what is in it stays, and can be exported "
                + "by everybody who has a copy."
        case "machine.key":
            "Put back its copy, or move it away. Then the server makes a new one, which people must enrol."
        case _ where name.hasSuffix(".recovered") || name.hasSuffix(".recovering"): goOn
        default: "Put back its copy."
        }
    }

    private static func command(_ log: LogName, _ flag: String = "") -> String {
        let words = ["foureyes-server recover --data DIR --from OUT", log == .journal ? "--journal" : "", flag]
        return "`" + words.filter { !$0.isEmpty }.joined(separator: " ") + "`."
    }
}
