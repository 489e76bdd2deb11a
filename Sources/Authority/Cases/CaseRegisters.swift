import Ledger

/// Cases, rulings and their directions, each in the order in which they began. Signer and hosts keep them too: what a ruling
/// permits widens power.
package struct CaseRegisters: AuthorityRegisters {
    package internal(set) var cases = Table<Case>()
    package internal(set) var rulings = Table<Ruling>()
    package internal(set) var directions = Table<RulingDirection>()

    package static let kinds = [
        Kind(FileCase.self), Kind(TakeCase.self), Kind(AcceptCase.self), Kind(DeclineCase.self), Kind(TriageCases.self),
        Kind(GiveRuling.self), Kind(SuspendRuling.self), Kind(GiveAppeal.self), Kind(DirectionDone.self),
        Kind(ReadUses.self),
    ]

    package var hashes: [(name: String, hash: Digest?)] {
        [("cases", cases.hash), ("directions", directions.hash), ("rulings", rulings.hash)]
    }

    package func born(_ id: ItemID) -> Int? {
        cases.item(id)?.born ?? rulings.item(id)?.born ?? directions.item(id)?.born
    }
}

extension Authority {
    /// Whether somebody sits in the body that arbitrates, stopped or not.
    func isArbitrator(_ person: Int) -> Bool {
        policy?.arbitrates.map { groups(of: person).contains($0) } ?? false
    }

    /// P-30, SP-9.1.5b: who is a party of a case, and who declared a conflict of interest in it, neither runs nor decides it.
    func requireNoPart(_ person: Int, in one: Case, clause: String, field: String? = nil) throws(Refusal) {
        let why =
            one.parties.contains(person)
            ? "is a party of \(one.id.text)"
            : conflicted[one.act]?.contains(person) == true ? "has declared a conflict of interest in it" : nil
        guard let why else { return }
        throw Refusal(
            clause, "p\(person) \(why), and can neither run nor decide it.", who: "another of them", field: field)
    }

    /// Refuses what is done in a case that is over.
    func requireUndecided(_ one: Case) throws(Refusal) {
        guard one.isOver else { return }
        let what = one.decided == nil ? "dismissed" : "decided"
        throw Refusal(
            "P-52", "\(one.id.text) was \(what) at entry \(one.decided ?? one.dismissed ?? 0).",
            who: "anybody who files an appeal", field: "case", sort: .over)
    }

    /// How long a case may wait to be taken, and to be accepted, in seconds: the Manual's values.
    package var caseTakeMax: Int { span("case.take", else: 72 * StatementSort.hour) }
    package var caseAcceptMax: Int { span("case.accept", else: 7 * StatementSort.day) }

    private func span(_ name: String, else usual: Int) -> Int {
        guard case .span(let seconds)? = manualValues?.value(name) else { return usual }
        return seconds
    }

    /// Whether somebody sits where cases are taken from, stopped or not: a stop takes nobody's cases away.
    private func mayRun(_ manager: Int) -> Bool {
        (policy?.kinds[TakeCase.kind]?.ways ?? []).flatMap(\.slots).flatMap(\.pool).contains { sits(manager, in: $0) }
    }

    /// Why nobody else may take a case now; nil: it waits for a Case Manager, or for another Arbitrator.
    package func isTaken(_ one: Case, at now: Time) -> String? {
        guard let manager = one.manager, let asked = one.asked, let taken = one.taken, mayRun(manager) else {
            return nil
        }
        guard isArbitrator(asked), !one.declined.contains(asked) else { return nil }
        if one.accepted != nil { return "p\(manager) runs it, and p\(asked) has accepted it" }
        let last = taken.adding(caseAcceptMax)
        return now < last ? "p\(asked) was asked and may answer until \(last.text)" : nil
    }
}
