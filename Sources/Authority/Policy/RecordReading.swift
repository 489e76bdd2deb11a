import Ledger

extension PolicyReader {
    /// The rules under `records`; each kind of record must be there.
    mutating func recordRules(_ spot: Spot?, _ known: RequirementContext) -> [String: RecordRule] {
        var found: [String: RecordRule] = [:]
        let records = known.kinds.filter(\.isRecord)
        let entries = entries(spot)
        for (name, spot) in entries {
            guard let facts = known.facts(name) else {
                fault(
                    spot.path,
                    "no record is called `\(name)`" + Nearest.hint(name, among: records.map(\.name)))
                continue
            }
            guard facts.isRecord else {
                fault(spot.path, "`\(name)` is an act; what it needs stands under `kinds`")
                continue
            }
            found[name] = recordRule(spot, facts, known)
        }
        if let spot, spot.value.members != nil {
            for facts in records where !entries.contains(where: { $0.key == facts.name }) {
                fault(spot.path, "`\(facts.name)` is missing: nobody would know who may take part in it")
            }
        }
        return found
    }

    private mutating func recordRule(_ spot: Spot, _ facts: KindFacts, _ known: RequirementContext)
        -> RecordRule?
    {
        guard let object = object(spot, required: ["clauses", "local", "observer", "performer"]) else {
            return nil
        }
        let rule = RecordRule(
            clauses: clauses(object["clauses"]), local: flag(object["local"]) ?? true,
            performer: pools(object["performer"], facts, known),
            observer: pools(object["observer"], facts, known))
        if facts.isLocal, !rule.local {
            fault(spot.path + ["local"], "`\(facts.name)` is signed locally, always (P-42); write true")
        }
        let alone = Requirement(
            compiled: [], clauses: [], expires: 0, propose: [], ways: [], excludesProposer: false,
            excludesNamed: false, deviceBound: false, motion: nil)
        let parties = Way(slots: [
            Slot(name: "performer", count: 1, pool: rule.performer),
            Slot(name: "observer", count: 1, pool: rule.observer),
        ])
        Reach(requirement: alone, groups: known.groups).check(parties, spot.path, &self)
        return rule
    }
}
