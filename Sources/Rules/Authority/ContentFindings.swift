import Ledger

extension AuthorityRules {
    /// P-6: what is in the vault is not what was signed for. A store finds it; no replay can.
    static let commitmentMismatch = FindingRule(
        "commitment-mismatch", ["P-6"], .fault, title: "Content that differs from what was signed",
        word: "content differs",
        answer: "The operator of the server restores the content from an export or a backup."
    ) { seen in
        seen.contents.filter { $0.sort == .differs }.map {
            $0.cause(
                "The part “\($0.reference.part)” of entry \($0.place) differs from what its signer signed, so it is not shown."
            )
        }
    }

    /// P-6: restricted content that no key of the vault opens, though no act erased it.
    static let contentClosed = FindingRule(
        "content-closed", ["P-6"], .fault, title: "Restricted content without its key", word: "no key",
        answer: "The operator of the server restores the newest copy of vault-keys.sqlite."
    ) { seen in
        seen.contents.filter { $0.sort == .closed }.map {
            $0.cause(
                "The part “\($0.reference.part)” of entry \($0.place) is sealed under a key that is missing, and no act erased it."
            )
        }
    }

    /// K-14: what the log names, no act erased, and the store lacks.
    static let contentMissing = FindingRule(
        "content-missing", ["P-6", "K-14"], .fault, title: "Content that is missing", word: "content missing",
        answer: "The operator of the server restores it from a backup or an export."
    ) { seen in
        seen.contents.filter { [.missing, .enclosureMissing].contains($0.sort) }.map {
            $0.cause(
                $0.sort == .missing
                    ? "The part “\($0.reference.part)” of entry \($0.place) is not in the vault, and no act erased it."
                    : "The enclosure \($0.reference.part) of entry \($0.place) is missing.")
        }
    }
}

extension ContentMismatch {
    fileprivate func cause(_ says: String) -> Cause { Cause(about: .entry(place), place: place, says: says) }
}
