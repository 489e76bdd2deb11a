import Ledger

/// SP-1.4.1: that values of the Manual changed, or are to change once the waiting time is over (P-37).
package struct ManualChange: Equatable, Sendable {
    /// The place of the act.
    package let act: Int
    /// The place at which it was signed for, and when that was recorded.
    package let signed: Int
    package let recorded: Time
    package let changes: ValueChanges
    /// The Manual that it changes, by its hash.
    package let base: Digest
    /// What stood there before, from the place at which it came into force.
    package var before: ValueChanges?
    package var inForce: Int?
    /// The Manual that it made, by its hash.
    package var made: Digest?

    /// P-37: in code, whatever a policy says.
    package static let waiting = StatementSort.day
    /// Later it is signed again: else an old change would lie about like a spare key.
    package static let good = 14 * StatementSort.day

    package var opens: Time { recorded.adding(Self.waiting) }
    package var expires: Time { recorded.adding(Self.good) }

    package var line: JSON {
        .line([
            "act": .integer(act), "base": base.json, "before": before?.json, "changes": changes.json,
            "in-force": inForce.map { .integer($0) }, "made": made?.json, "recorded": .string(recorded.text),
            "signed": .integer(signed),
        ])
    }
}

/// The changes of the Manual, in the order in which they were signed for.
package struct ManualChanges: AuthorityRegisters {
    package internal(set) var list = Table<ManualChange>()
    /// The Manual that a founding or a change of policy enclosed; an index, no state.
    package internal(set) var enclosed = Document.none

    package static let kinds = [Kind(TightenManual.self), Kind(LoosenManual.self), Kind(DecideManual.self)]
    package var hashes: [(name: String, hash: Digest?)] {
        [("manual-changes", StateHash.of(list) { $0.line })]
    }
    package func born(_ id: ItemID) -> Int? { nil }
}

extension Authority {
    /// The change that the act at a place made or announced, with its index.
    package func manualChange(ofActAt place: Int) -> (index: Int, change: ManualChange)? {
        for (index, change) in manualChanges.list.enumerated() where change.act == place { return (index, change) }
        return nil
    }

    /// The Manual as these changes make it. Refuses, with everything that is wrong, what its owner may not write.
    func manual(changed changes: ValueChanges, on base: Digest, by owner: String) throws(Refusal) -> Manual {
        guard let manual = manualValues, let policy else {
            throw Refusal("P-37", "There is no Manual to change.", field: "base", sort: .notFound)
        }
        try requireSeen(base, names: changes.list.map(\.name))
        var values: [String: Manual.Value] = [:]
        var wrong: [(clause: String, what: String)] = []
        for (name, json) in changes.list {
            guard let item = manual.items[name] else {
                wrong.append(("P-37", "the Manual has no value “\(name)”\(Nearest.hint(name, among: manual.names))"))
                continue
            }
            guard item.owner == owner else {
                wrong.append((item.clause, "“\(name)” belongs to “\(item.owner)”, who changes it"))
                continue
            }
            do throws(Misfit) {
                let value = try Manual.Value(json, like: item.value)
                if value == item.value { wrong.append(("P-37", "“\(name)” says that already")) }
                if let bound = policy.bounds[name], !bound.admits(value) {
                    wrong.append((item.clause, "the policy admits \(bound.words(value)) as “\(name)”"))
                }
                values[name] = value
            } catch {
                wrong.append(("P-37", "“\(name)” takes another sort of value: \(error.expected)"))
            }
        }
        guard wrong.isEmpty else {
            let all = wrong.map(\.what).joined(separator: "; ")
            throw Refusal(
                wrong[0].clause, all.prefix(1).uppercased() + String(all.dropFirst()) + ".",
                who: "the owner of the value, within the policy’s bounds", field: "changes")
        }
        return manual.with(values)
    }

    /// Three teams own one Manual: what another of them changed since does not hinder, if it is no value of these.
    private func requireSeen(_ base: Digest, names: [String]) throws(Refusal) {
        let again = "the proposer, with the digest \(manual.digest.hex)"
        let made = manualChanges.list.filter { $0.inForce != nil && $0.inForce ?? 0 > manualChanges.enclosed.place }
        let begun: Int? =
            base == manualChanges.enclosed.digest
            ? manualChanges.enclosed.place : made.last { $0.made == base }?.inForce
        guard let begun else {
            throw Refusal(
                "K-24", "“base” is not the Manual in force, nor one since the policy last changed.", who: again,
                field: "base")
        }
        let since = made.filter { $0.inForce ?? 0 > begun }.flatMap { $0.changes.list.map(\.name) }
        guard let name = names.first(where: since.contains) else { return }
        throw Refusal(
            "K-24", "“\(name)” has changed since the Manual that the proposer had. Look at it and propose again.",
            who: again, field: "base")
    }

    /// The names among these whose rule becomes looser, ascending.
    package func loosened(by changes: ValueChanges) -> [String] {
        changes.list.compactMap { name, json in
            guard let item = manualValues?.items[name], let value = try? Manual.Value(json, like: item.value) else {
                return name
            }
            return item.loosens.isLoosened(from: item.value, to: value) ? name : nil
        }
    }

    /// Puts values into force that were checked on this state, and keeps what stood there.
    mutating func putIntoForce(_ index: Int, at place: Int) {
        guard let manual = manualValues else { return }
        let change = manualChanges.list[index]
        // The checks have read each of them on this state.
        guard let new = manual.changed(by: change.changes) else { return }
        manualValues = new
        self.manual = Document(digest: new.digest, place: place)
        manualChanges.list[index].before = ValueChanges(
            Dictionary(
                uniqueKeysWithValues: change.changes.list.compactMap { name, _ in
                    manual.value(name).map { (name, $0) }
                }))
        manualChanges.list[index].inForce = place
        manualChanges.list[index].made = new.digest
    }

    mutating func announce(_ changes: ValueChanges, base: Digest, at moment: Moment) {
        manualChanges.list.append(
            ManualChange(
                act: moment.proposal?.place ?? moment.place, signed: moment.place, recorded: moment.recorded,
                changes: changes, base: base))
    }
}
