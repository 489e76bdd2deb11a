import Ledger

/// What the one who runs a journal knows of it, for findings. No rule of authority reads it (P-70).
package struct JournalFacts: Sendable {
    /// A statement of the ledger whose signer saw a head that this journal never had (P-8).
    package struct Alarm: Sendable, Equatable {
        /// The entry's place and leaf hash, by which the governing body acknowledges it.
        package let entry: Int
        package let leaf: Digest
        package let head: Head

        package init(entry: Int, leaf: Digest, head: Head) {
            self.entry = entry
            self.leaf = leaf
            self.head = head
        }
    }

    /// The newest signed head.
    package let head: Head
    /// The key with which this server speaks in it.
    package let machine: PublicKey
    /// When the last segment closed.
    package let last: Time?
    package let alarms: [Alarm]

    package init(head: Head, machine: PublicKey, last: Time?, alarms: [Alarm]) {
        self.head = head
        self.machine = machine
        self.last = last
        self.alarms = alarms
    }
}

extension State {
    /// What is found of the journal and of the machine that writes it.
    func journalFindings(_ facts: JournalFacts, at now: Time) -> [Finding] {
        var findings: [Finding] = []
        let words = Words.words12(facts.machine.fingerprint).joined(separator: " ")
        if let machine = authority.machine(key: facts.machine) {
            if machine.retired != nil {
                findings.append(
                    Finding(
                        sort: .machine, clause: "P-60",
                        what: "\(machine.id) writes the journal and is out of service: enrol another key for it.",
                        about: machine.id))
            }
            if let last = facts.last,
                now.since(last) > max(machine.every * 60, Segment.closesEmptyAfter) + Segment.slack
            {
                findings.append(
                    Finding(
                        sort: .machine, clause: "P-70",
                        what: "\(machine.id) has closed no segment of the journal since \(last.text).",
                        about: machine.id))
            }
        } else {
            findings.append(
                Finding(
                    sort: .machine, clause: "SP-1.2e",
                    what: "The machine that writes the journal is not enrolled. The words of its key: \(words).",
                    about: "journal"))
        }
        for alarm in facts.alarms
        where !authority.acknowledged.contains(where: { $0.entry == alarm.entry && $0.hash == alarm.leaf }) {
            findings.append(
                Finding(
                    sort: .journalHead, clause: "P-8",
                    what:
                        "The signer of entry \(alarm.entry) saw a journal of \(alarm.head.size) segments that is not this one.",
                    about: "entry \(alarm.entry)"))
        }
        return findings
    }
}
