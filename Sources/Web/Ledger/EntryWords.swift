import Ledger
import Rules

/// What a kind of statement is called.
enum EntryWords {
    static func title(_ kind: String) -> String {
        Kind.named(kind)?.title ?? Verb.named(kind)?.says ?? (kind == "authority/founding" ? "Founding" : "Unknown")
    }
}
