import Ledger

extension AuthorityRules {
    /// P-6: what is in the vault is not what was signed for. A store finds it; no replay can.
    static let commitmentMismatch = FindingRule(
        "commitment-mismatch", ["P-6"], .fault, title: "Content that is not what was signed for",
        word: "not what was signed",
        answer: "Whoever runs the server puts the content back from an export or a backup."
    ) { seen in
        seen.contents.filter { !$0.isClosed }.map {
            $0.cause(
                "The part “\($0.reference.part)” beside entry \($0.place) is not what its signer bound to it: it is not shown.")
        }
    }

    /// P-6: restricted content that no key of the vault opens, though no act erased it.
    static let contentClosed = FindingRule(
        "content-closed", ["P-6"], .fault, title: "Restricted content that no key opens", word: "closed",
        answer: "Whoever runs the server puts the newest vault-keys.sqlite back."
    ) { seen in
        seen.contents.filter(\.isClosed).map {
            $0.cause(
                "The part “\($0.reference.part)” beside entry \($0.place) is sealed under a key that is not here, and no act erased it.")
        }
    }
}

extension ContentMismatch {
    fileprivate func cause(_ says: String) -> Cause { Cause(about: .entry(place), place: place, says: says) }
}
