import Ledger

extension PolicyReader {
    /// The requirements under `kinds`; with `complete`, each of these kinds must be there.
    mutating func requirements(
        _ spot: Spot?, _ known: RequirementContext, complete: [KindFacts]
    ) -> [String: Requirement] {
        var found: [String: Requirement] = [:]
        let acts = known.kinds.filter { !$0.isRecord }.map(\.name)
        let entries = entries(spot)
        for (name, spot) in entries {
            guard let facts = known.facts(name) else {
                fault(spot.path, "there is no act called `\(name)`" + Nearest.hint(name, among: acts))
                continue
            }
            guard !facts.isRecord else {
                fault(spot.path, "`\(name)` is a record; put it under `records`")
                continue
            }
            guard !facts.restores else {
                fault(spot.path, "`\(name)` needs whatever granting the stopped thing again needs (P-56); remove it")
                continue
            }
            guard stands(facts, spot, known) else { continue }
            found[name] = requirement(spot, facts, known)
        }
        if let spot, spot.value.members != nil {
            for facts in complete
            where !facts.restores && mustStand(facts, known) && !entries.contains(where: { $0.key == facts.name }) {
                fault(spot.path + [facts.name], "`\(facts.name)` is missing, so nobody could sign it")
            }
        }
        return found
    }

    private mutating func requirement(
        _ spot: Spot, _ facts: KindFacts, _ known: RequirementContext
    ) -> Requirement? {
        let always = ["clauses", "expires", "propose", "ways"]
        guard let object = object(spot, required: always, optional: ["device-bound", "exclude", "motion"]) else {
            return nil
        }
        let clauses = clauses(object["clauses"])
        let exclusions = ascending(object["exclude"], Exclusion.self)
        let propose = pools(object["propose"], facts, known)
        let motion = object["motion"].flatMap { self.motion($0, facts, known) }
        let before = faults.count
        let ways = items(object["ways"], 1...4).map { way($0, facts, known) }
        let waysAreWhole = object["ways"] != nil && faults.count == before
        let requirement = Requirement(
            compiled: spot.value.written(), clauses: clauses,
            // An hour to a year (P-1's `until` cannot be shorter than it takes two people to sign).
            expires: number(object["expires"], 3600...31_536_000, " (seconds)") ?? 3600,
            propose: propose, ways: ways, excludesProposer: exclusions.contains(.proposer),
            excludesNamed: exclusions.contains(.named), deviceBound: deviceBound(object["device-bound"], facts),
            motion: motion)
        let check = RequirementCheck(
            requirement: requirement, facts: facts, groups: known.groups, path: spot.path,
            hasMotion: object["motion"] != nil, waysAreWhole: waysAreWhole)
        check.run(&self)
        return requirement
    }

    /// Stands where it is true, and nowhere else: one meaning has one spelling.
    private mutating func deviceBound(_ spot: Spot?, _ facts: KindFacts) -> Bool {
        guard let spot, let flag = flag(spot) else { return false }
        if !flag { fault(spot.path, "remove `device-bound` if it is false") }
        if facts.isLocal { fault(spot.path, "`\(facts.name)` takes no page signatures, so this has no effect") }
        return flag
    }

    private enum ActiveMembers: String, CaseIterable { case abstain }
    private enum Exclusion: String, CaseIterable { case named, proposer }

    private mutating func motion(_ spot: Spot, _ facts: KindFacts, _ known: RequirementContext) -> MotionRule? {
        guard let object = object(spot, required: ["body", "floor"], optional: ["active"]) else { return nil }
        let floor = number(object["floor"], 2...20, " (votes)")
        guard let code = text(object["body"]),
            let body = known.groups.resolve(code, [.body], spot.path + ["body"], &self)
        else { return nil }
        let active = choice(object["active"], ActiveMembers.self)
        guard let floor else { return nil }
        if let seats = body.seats, floor > seats {
            fault(spot.path + ["floor"], "`\(code)` has only \(seats) seats, so \(floor) votes are impossible")
        }
        return MotionRule(body: code, floor: floor, activeAbstain: active == .abstain)
    }

    /// A list of slots; or, open only where a ruling permits it, `{ruling: true, slots: […]}`.
    private mutating func way(_ spot: Spot, _ facts: KindFacts, _ known: RequirementContext) -> Way {
        guard spot.value.members == nil else {
            guard let object = object(spot, required: ["ruling", "slots"], optional: []) else { return Way(slots: []) }
            if let flag = object["ruling"], self.flag(flag) == false {
                fault(flag.path, "write the slots alone if the way needs no ruling")
            }
            ruled(spot, facts, known)
            return Way(slots: slots(object["slots"], 1...6, facts, known), restsOnRuling: true)
        }
        return Way(slots: slots(spot, 0...6, facts, known))
    }

    /// P-30: where no body arbitrates no ruling exists. P-23: nor does one change the rules, or set a stop.
    private mutating func ruled(_ spot: Spot, _ facts: KindFacts, _ known: RequirementContext) {
        if known.groups.marked(.arbitrates) == nil {
            fault(spot.path, "no body `arbitrates`, so there is no ruling on which this way could rest (P-30)")
        }
        if facts.needsThree || facts.setsStop || facts.needsArbitrator || facts.hasHolder {
            fault(spot.path, "no ruling permits `\(facts.name)` (P-52)")
        }
    }

    private mutating func slots(
        _ spot: Spot?, _ size: ClosedRange<Int>, _ facts: KindFacts, _ known: RequirementContext
    ) -> [Slot] {
        var slots: [Slot] = []
        for spot in items(spot, size) {
            guard let object = object(spot, required: ["count", "name", "pool"]) else { continue }
            let name = code(object["name"])
            if let name, slots.contains(where: { $0.name == name }) {
                fault(spot.path + ["name"], "this way already has a slot `\(name)`")
            }
            if name == Slot.motion {
                fault(
                    spot.path + ["name"], "`motion` is reserved for the closing of a motion; choose another name")
            }
            let count = number(object["count"], 1...20, " (people)")
            let pool = pools(object["pool"], facts, known)
            slots.append(Slot(name: name ?? "", count: count ?? 1, pool: pool))
        }
        return slots
    }
}
