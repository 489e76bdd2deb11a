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
                    "there is no record called `\(name)`" + Nearest.hint(name, among: records.map(\.name)))
                continue
            }
            guard facts.isRecord else {
                fault(spot.path, "`\(name)` is an act; put it under `kinds`")
                continue
            }
            guard stands(facts, spot, known) else { continue }
            found[name] = recordRule(spot, facts, known)
        }
        if let spot, spot.value.members != nil {
            for facts in records
            where mustStand(facts, known) && !entries.contains(where: { $0.key == facts.name }) {
                fault(
                    spot.path + [facts.name], "`\(facts.name)` is missing, so nobody could take part in it")
            }
        }
        return found
    }

    private mutating func recordRule(_ spot: Spot, _ facts: KindFacts, _ known: RequirementContext)
        -> RecordRule?
    {
        guard
            let object = object(spot, required: ["clauses", "local", "performer"], optional: ["opens-case", "roles"])
        else {
            return nil
        }
        let rule = RecordRule(
            clauses: clauses(object["clauses"]), local: flag(object["local"]) ?? true,
            performer: pools(object["performer"], facts, known),
            roles: roles(object["roles"], facts, known), opensCase: choice(object["opens-case"], Case.Sort.self))
        if let spot = object["opens-case"], known.groups.marked(.arbitrates) == nil {
            fault(spot.path, "no body `arbitrates`, so there is nobody before whom a case could come (P-30)")
        }
        if facts.isLocal, !rule.local {
            fault(spot.path + ["local"], "`\(facts.name)` is always signed locally (P-42); write true")
        }
        let alone = Requirement(
            compiled: [], clauses: [], expires: 0, propose: [], ways: [], excludesProposer: false,
            excludesNamed: false, deviceBound: false, motion: nil)
        // One of each role beside the performer, where the code asks for one: so many different people must be possible.
        let needed = facts.roles.filter(\.isNeeded).map(\.name)
        let parties = Way(
            slots: [Slot(name: "performer", count: 1, pool: rule.performer)]
                + rule.roles.keys.sorted().filter(needed.contains).prefix(5).map {
                    Slot(name: $0, count: 1, pool: rule.roles[$0] ?? [])
                })
        Reach(requirement: alone, groups: known.groups).check(parties, spot.path, &self)
        return rule
    }

    /// Who may fill each role; each role of the kind is there, and no other.
    private mutating func roles(_ spot: Spot?, _ facts: KindFacts, _ known: RequirementContext) -> [String: [Pool]] {
        var found: [String: [Pool]] = [:]
        let entries = entries(spot)
        if let spot, entries.isEmpty { fault(spot.path, "`roles` is empty; remove it") }
        for (name, spot) in entries {
            if !Grammar.isName(name) || name == "performer" {
                fault(spot.path, "`\(name)` is not a valid name for a role")
            } else if !facts.isByForm, !facts.roles.contains(where: { $0.name == name }) {
                fault(
                    spot.path,
                    "`\(facts.name)` has no role `\(name)`" + Nearest.hint(name, among: facts.roles.map(\.name)))
            }
            found[name] = pools(spot, facts, known)
        }
        for role in facts.roles where found[role.name] == nil {
            fault(
                (spot?.path ?? []), "`\(facts.name)` has a role `\(role.name)`; say here who may fill it")
        }
        return found
    }
}
