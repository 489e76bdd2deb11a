import Ledger

extension AuthorityRules {
    /// P-40: a record that breaks a rule is kept and found, under the clauses that it breaks.
    static let recordInBreach = FindingRule(
        "record-in-breach", ["P-40", "SP-1.2b", "SM-1.2.3.2a"], .fault, title: "Records in breach", word: "in breach",
        answer:
            "The record stays. People who were there explain in a question about it what happened, and somebody corrects what is wrong.",
        speaksPerClause: true
    ) { seen in
        seen.world.recordsInBreach.map { record in
            Cause(
                about: .item(record.name), place: record.complete ?? record.place,
                says: "\(record.name), \(record.kind.title): "
                    + record.breaches.map(\.what).joined(separator: "; ") + ".",
                clauses: record.breaches.map(\.clause).distinct)
        }
    }

    /// P-43: a late record opens nothing until somebody who took no part attests it.
    static let recordLate = FindingRule(
        "record-late", ["P-43"], .due, title: "Records entered late", word: "late",
        answer: "Somebody in office who took no part in it attests it.", task: "attest",
        step: { cause, _ in .attest(cause.about.text) }
    ) { seen in
        seen.world.lateRecords.map { record in
            Cause(
                about: .item(record.name), place: record.complete ?? record.place,
                says:
                    "\(record.name), \(record.kind.title), was entered late. It does not count for other rules until somebody attests it."
            )
        }
    }

    /// K-8: a fact that was corrected stays corrected when two others say that the correction does not stand.
    static let correctionStands = FindingRule(
        "correction-stands", ["K-8", "P-41"], .fault, title: "Facts from corrections that were denied",
        word: "denied, still there",
        answer: "Two people correct the fact again, by a record that names the present value, or change it by an act."
    ) { seen in
        let world = seen.world
        let reversed = seen.authority.disownedAnswers.filter { $0.answer == .reversed }.map(\.entry)
        return Set(reversed + world.remarks.doubted).sorted().filter(world.isDenied).compactMap { place in
            guard let record = world.recordIndex(at: place).map({ world.records[$0] }), record.opensGates,
                let correction = record.record as? any Correction,
                let register = Register.of(prefix: correction.corrects.prefix)
            else { return nil }
            let now = register.column(correction.field.text)?.value(world, correction.corrects.number)
            guard now == correction.new?.json else { return nil }
            return Cause(
                about: .item(record.name), place: place,
                says:
                    "\(record.name) does not stand, and \(correction.corrects.text) still has its “\(correction.field.text)”: "
                    + "\(now.map(FieldType.text) ?? "empty").")
        }
    }

    static let observe = TaskRule("observe", verb: "Confirm", button: "Read and confirm") { seen, person in
        seen.world.claimedRecords.filter { $0.waitsFor.contains { $0.person == person } }.map { record in
            (
                record.cause("Confirm"),
                .say("record/sign", about: record.name, "sign \(record.name)")
            )
        }
    }

    static let attest = TaskRule("attest", verb: "Attest", button: "Read and attest") { seen, person in
        guard seen.authority.inOffice(person, at: seen.now) != nil else { return [] }
        return seen.world.lateRecords.filter { !$0.people.contains(person) }.map {
            ($0.cause("Attest"), .attest($0.name))
        }
    }
}

extension NextStep {
    fileprivate static func attest(_ record: String) -> NextStep {
        .say("record/attest", about: record, "sign \(record)")
    }
}

extension OpenRecord {
    /// Complete, clean and late, and nobody has attested it.
    var waitsForAttest: Bool { complete != nil && breaches.isEmpty && late && attested == nil }

    fileprivate func cause(_ verb: String) -> Cause {
        Cause(about: .item(name), place: place, since: recorded, says: "\(verb): \(kind.title)")
    }
}

extension Array where Element: Hashable {
    /// Each once, in the order of the first.
    var distinct: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
