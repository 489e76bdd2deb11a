import Ledger

extension Policy {
    /// Reads a compiled policy; `digest` is the SHA-256 of its bytes, `kinds` what the program knows of its
    /// kinds.
    ///
    /// Throws what is wrong first, with paths. Whether the clauses it cites exist is asked by
    /// `PolicySet`.
    package init(compiled: JSON, digest: Digest, kinds: [KindFacts], byForm: Bool = false) throws(PolicyFaults) {
        var reader = PolicyReader(.policy)
        let kinds = kinds + [KindFacts(name: Verb.note.name, isRecord: true)]
        let keys = ["exclusive", "groups", "kinds", "name", "opening", "records", "schema"]
        let top = reader.object(
            Spot(value: compiled, path: []), required: keys, optional: ["audiences", "bounds", "exceptions", "without"])
        reader.schema(top?["schema"])
        let name = reader.code(top?["name"])
        let groups = GroupsReading(top?["groups"], &reader)
        let exclusive = reader.exclusivities(top?["exclusive"], groups)

        let audiences = reader.audiences(top?["audiences"], groups)
        let exceptions = reader.exceptions(top?["exceptions"], audiences)

        let acts = kinds.filter { !$0.isRecord }
        let bounds = reader.bounds(top?["bounds"])
        let without = reader.without(top?["without"])
        let known = RequirementContext(groups: groups, kinds: kinds, byForm: byForm, without: Set(without.keys))
        reader.chapters(of: [top?["kinds"], top?["records"]], known)
        let requirements = reader.requirements(top?["kinds"], known, complete: acts)
        let opening = reader.object(top?["opening"], required: ["days", "kinds"])
        // P-54 gives 90 days; a policy may shorten the time of lesser needs, never lengthen it.
        let days = reader.number(opening?["days"], 1...90, " (days)")
        let openingKinds = reader.requirements(opening?["kinds"], known, complete: [])
        let records = reader.recordRules(top?["records"], known)

        guard reader.faults.isEmpty, let name, let days, let governs = groups.marked(.governs),
            let audits = groups.marked(.audits)
        else { throw PolicyFaults(reader.faults) }
        self.name = name
        self.digest = digest
        self.groups = groups.found
        codes = groups.found.keys.sorted()
        self.kinds = requirements
        self.opening = openingKinds
        openingDays = days
        self.records = records
        self.audiences = audiences
        self.exceptions = exceptions
        self.without = without
        self.bounds = bounds
        exclusivities = exclusive
        self.governs = governs
        arbitrates = groups.marked(.arbitrates)
        self.audits = audits
    }
}
