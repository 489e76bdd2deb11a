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
