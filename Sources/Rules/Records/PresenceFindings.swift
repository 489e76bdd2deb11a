import Ledger

extension AuthorityRules {
    /// P-41: whoever came outside the role's pool, stopped, or by a wrong route: it stands beside the record, not in it.
    static let presenceInBreach = FindingRule(
        "presence-in-breach", ["P-40", "P-41"], .fault, title: "Presence in breach", word: "presence in breach",
        answer: "The record stays. People who were there explain in a question about it."
    ) { seen in
        seen.world.recordIndex.presencesInBreach.sorted(by: >).map { seen.world.records[$0] }.flatMap { record in
            record.presences.filter { !$0.breaches.isEmpty }.map { presence in
                Cause(
                    about: .item(record.name), place: presence.joined,
                    says: "\(record.name): " + presence.breaches.map(\.what).joined(separator: "; ") + ".")
            }
        }
    }

    /// P-41: nobody is in two places. It is looked up and not judged at a place, because a leaving may come later than
    /// the next coming.
    static let presentTwice = FindingRule(
        "present-twice", ["P-41"], .fault, title: "People present in two records at once", word: "present twice",
        answer: "They leave the record at which they are no longer present, and say when they left."
    ) { seen in
        seen.world.recordIndex.presentTwice.map { person, records in
            let found = records.map { seen.world.records[$0] }
            let last = found.flatMap { $0.presences(of: person).filter(\.isOpen) }.max { $0.joined < $1.joined }
            return Cause(
                about: .item("p\(person)"), place: last?.joined ?? 0,
                says: "p\(person) is present in " + found.map(\.name).joined(separator: " and ") + " at once.")
        }
    }

    /// P-41: a record that names an occasion which never came, or which is none.
    static let recordAdrift = FindingRule(
        "record-adrift", ["P-41"], .due, title: "Records of an occasion that is not in the log", word: "no occasion",
        answer: "Whoever has the statement of the occasion submits it."
    ) { seen in
        seen.world.recordsAdrift.map { record in
            Cause(
                about: .item(record.name), place: record.place,
                says:
                    "\(record.name), \(record.kind.title), names an occasion that is not in the log."
            )
        }
    }

    /// K-8: two who took no part say that it was not so.
    static let recordAnsweredFalse = FindingRule(
        "record-answered-false", ["K-8", "P-41"], .fault, title: "Records that two people call false",
        word: "answered false",
        answer: "The record stays but counts for nothing. People who know what happened record it."
    ) { seen in
        seen.world.remarks.doubted.filter(seen.world.isAnsweredFalse).compactMap { place in
            guard let record = seen.world.recordIndex(at: place).map({ seen.world.records[$0] }) else { return nil }
            let by = seen.world.verdicts(on: place).filter { $0.verdict == .isFalse }
            return Cause(
                about: .item(record.name), place: by.dropFirst().first?.place ?? place,
                says: "\(record.name), \(record.kind.title): "
                    + by.map { "p\($0.person)" }.joined(separator: " and ") + " say that it is false.")
        }
    }

    static let leave = TaskRule("leave", verb: "Leave", button: "Leave") { seen, person in
        seen.world.recordIndex.occasions(of: person).map { seen.world.records[$0] }.compactMap { record in
            guard let presence = record.presences(of: person).last(where: \.isOpen) else { return nil }
            return (
                Cause(
                    about: .item(record.name), place: presence.joined, since: presence.from,
                    says: "Leave: \(record.kind.title)"),
                .say("record/leave", about: record.name, "leave \(record.name)")
            )
        }
    }
}
