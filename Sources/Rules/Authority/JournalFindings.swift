import Ledger

extension AuthorityRules {
    static let journalHead = FindingRule(
        "journal-head", ["P-8", "SP-1.2e"], .fault, title: "Signers who saw a different journal",
        word: "journal differs",
        answer: "The governing body finds out which journal the signer saw and acknowledges the entry.",
        step: { cause, seen in
            guard let alarm = seen.journal?.alarms.first(where: { .entry($0.entry) == cause.begun }) else { return nil }
            return .propose(AcknowledgeVoid.kind, ["entry": "\(alarm.entry)", "hash": alarm.leaf.hex])
        }
    ) { seen in
        (seen.journal?.alarms ?? []).filter { seen.authority.acknowledged.of($0.entry, leaf: $0.leaf) == nil }.map {
            Cause(
                about: .entry($0.entry), place: $0.entry,
                says:
                    "The signer of entry \($0.entry) saw a journal of \($0.head.size) segments that differs from this one."
            )
        }
    }
}
