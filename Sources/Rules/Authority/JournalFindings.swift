import Ledger

extension AuthorityRules {
    static let journalHead = FindingRule(
        "journal-head", ["P-8", "SP-1.2e"], .fault, title: "Signers who name a different journal",
        word: "journal differs",
        answer: "The governing body finds out which journal the signer saw, if any, and acknowledges the entries.",
        step: { cause, seen in
            guard let alarms = strange(seen).first(where: { .entry($0[0].entry) == cause.begun }) else { return nil }
            let first = alarms[0].entry
            let last = alarms.last { $0.entry - first < Acknowledgement.countMax }
            return acknowledging(first, last?.entry ?? first, in: seen.state)
        }
    ) { seen in
        strange(seen).map { alarms in
            let (first, signer) = (alarms[0], alarms[0].signer.text)
            let more =
                alarms.count > 1
                ? " So do \(alarms.count - 1) more of theirs, to entry \(alarms.last?.entry ?? 0)." : ""
            return Cause(
                about: .item(signer), place: first.entry,
                says:
                    "Entry \(first.entry) of \(signer) names a journal of \(first.head.size) segments that this journal never was."
                    + more)
        }
    }

    /// K-20: strange heads that nobody has acknowledged, once for each signer, in the order of their first one.
    private static func strange(_ seen: Seen) -> [[JournalFacts.Alarm]] {
        let open = (seen.journal?.alarms ?? []).filter { seen.state.acknowledgement(of: $0.entry) == nil }
        return Dictionary(grouping: open, by: \.signer).values.sorted { $0[0].entry < $1[0].entry }
    }

    /// The act that acknowledges these entries.
    static func acknowledging(_ first: Int, _ last: Int, in state: State) -> NextStep? {
        guard let hash = state.hash(from: first, to: last) else { return nil }
        return .propose(AcknowledgeVoid.kind, ["first": "\(first)", "hash": hash.hex, "last": "\(last)"])
    }
}
