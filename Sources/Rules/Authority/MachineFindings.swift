import Ledger

extension AuthorityRules {
    /// SP-1.2e, P-70: the machine that writes the journal is enrolled, in service, and not silent.
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
}
