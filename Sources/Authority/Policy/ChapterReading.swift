import Ledger

extension PolicyReader {
    /// The chapters that do not apply, each with its reason. Whoever signs the policy signs the reasons.
    mutating func without(_ spot: Spot?) -> [Clause.Chapter: String] {
        var found: [Clause.Chapter: String] = [:]
        let entries = entries(spot)
        if let spot, spot.value.members?.isEmpty == true {
            fault(spot.path, "remove `without` if every chapter applies")
        }
        let names = Clause.Chapter.allCases.map(\.rawValue)
        for (name, spot) in entries {
            guard let chapter = Clause.Chapter(rawValue: name) else {
                fault(spot.path, "there is no chapter `\(name)`" + Nearest.hint(name, among: names))
                continue
            }
            if Clause.Chapter.always.contains(chapter) {
                fault(spot.path, "no policy can leave out the chapter `\(name)`")
            }
            found[chapter] = line(spot, 1000) ?? ""
        }
        return found
    }

    /// A chapter of the program is there or left out, never passed over in silence: one fault for each that is neither.
    mutating func chapters(of parts: [Spot?], _ known: RequirementContext) {
        // A part that is missing altogether has a fault of its own.
        guard parts.allSatisfy({ $0?.value.members != nil }) else { return }
        let written = Set(parts.flatMap { ($0?.value.members ?? []).map(\.key) })
        let kinds = known.kinds.filter { $0.like == nil && !$0.restores }
        for chapter in Clause.Chapter.allCases where !known.without.contains(chapter) {
            let own = kinds.filter { $0.chapter == chapter }
            guard !own.isEmpty, !own.contains(where: { written.contains($0.name) }) else { continue }
            missing.insert(chapter)
            fault(
                [],
                "the chapter `\(chapter.rawValue)` is neither here nor left out: give its kinds (`\(own[0].name)` …), or "
                    + "say why it does not apply: `without: {\(chapter.rawValue): reason}`")
        }
    }

    /// Whether a kind may stand here; a fault where its chapter is left out.
    mutating func stands(_ facts: KindFacts, _ spot: Spot, _ known: RequirementContext) -> Bool {
        guard !known.lacksArbitrator(facts) else {
            fault(spot.path, "no body `arbitrates`, so there are no cases and rulings (P-30): remove `\(facts.name)`")
            return false
        }
        guard known.leavesOut(facts), let chapter = facts.chapter else { return true }
        fault(
            spot.path,
            "`\(facts.name)` belongs to `\(chapter.rawValue)`, which this policy leaves out: remove it here, or remove the "
                + "chapter from `without`")
        return false
    }

    /// Whether a policy must speak of a kind; that a whole chapter is missing is told once.
    func mustStand(_ facts: KindFacts, _ known: RequirementContext) -> Bool {
        !known.leavesOut(facts) && !known.lacksArbitrator(facts) && !(facts.chapter.map(missing.contains) ?? false)
    }
}
