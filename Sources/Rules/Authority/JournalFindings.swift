import Ledger

extension AuthorityRules {
    static let machine = FindingRule(
        "machine", ["SP-1.2e", "P-70"], .due, title: "Machines that are silent or not enrolled",
        word: "machine",
        answer: "Two people enrol the machine’s key, or the operator of the server starts the machine again."
    ) { seen in
        guard let facts = seen.journal else { return [] }
        guard let machine = seen.authority.machine(key: facts.machine) else {
            let words = Words.words12(facts.machine.fingerprint).joined(separator: " ")
            return [
                Cause(
                    about: .journal, begun: .journal(segment: 0, index: 0), since: seen.authority.founding?.founded,
                    says: "The machine that writes the journal is not enrolled. The words of its key are: \(words).",
                    clauses: ["SP-1.2e"])
            ]
        }
        var causes: [Cause] = []
        if let place = machine.retired {
            causes.append(
                Cause(
                    about: .item(machine.id), place: place,
                    says: "\(machine.id) writes the journal but was put out of service. Enrol another key for it.",
                    clauses: ["P-60"]))
        }
        if let last = facts.last,
            seen.now.since(last) > max(machine.every * 60, Segment.closesEmptyAfter) + Segment.slack
        {
            causes.append(
                Cause(
                    about: .item(machine.id), begun: .journal(segment: facts.head.size, index: 0), since: last,
                    says: "\(machine.id) has closed no segment of the journal since \(last.text).", clauses: ["P-70"]))
        }
        return causes
    }

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
