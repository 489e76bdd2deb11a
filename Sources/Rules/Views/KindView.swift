import Ledger

/// A kind of act or record with what the policy in force asks for it.
package struct KindView: Sendable {
    package let kind: Kind
    package let requirement: Requirement?
    package let record: RecordRule?
    /// Why it does not apply: the policy leaves its chapter out.
    package let notApplicable: String?
    /// What a form offers, by the field.
    package var offers: [String: [Offer]] = [:]

    package init(kind: Kind, requirement: Requirement?, record: RecordRule?, notApplicable: String? = nil) {
        (self.kind, self.requirement, self.record) = (kind, requirement, record)
        self.notApplicable = notApplicable
    }

    /// Who must sign, as a sentence.
    package var whoSigns: String {
        if let notApplicable { return "not applicable: \(notApplicable)" }
        if let record {
            let people = record.performer.map(\.text).joined(separator: " or ")
            let others = kind.roles.map { role in
                "\(role.name): \((record.roles[role.name] ?? []).map(\.text).joined(separator: " or "))"
                    + (role.count.lowerBound == 0 ? " (if anybody)" : "")
            }
            guard !others.isEmpty else { return "one of \(people) records what was done" }
            return "one of \(people) performs; \(others.joined(separator: "; ")); each signs what was done"
        }
        guard let requirement else {
            return kind.name == LiftStop.kind
                ? "everybody who would have to sign to grant the stopped thing again"
                : "nobody: the policy in force has no rule for it"
        }
        func words(_ ways: [Way]) -> String {
            ways.map { way in
                way.slots.map { "\($0.count) × \($0.name) (\($0.pool.map(\.text).joined(separator: " or ")))" }.joined(
                    separator: " and ")
            }.filter { !$0.isEmpty }.joined(separator: ", or ")
        }
        let signatures = words(requirement.ways.filter { !$0.restsOnRuling })
        let ruled = words(requirement.ways.filter(\.restsOnRuling))
        let byRuling = ruled.isEmpty ? "" : "; or, where a ruling permits it, \(ruled)"
        guard let motion = requirement.motion else { return signatures + byRuling }
        let carried =
            "a motion of \(motion.body), carried by at least \(motion.floor) votes and more than half of all members"
        return (signatures.isEmpty ? carried : "\(signatures), and \(carried)") + byRuling
    }

    package var clauses: [String] { requirement?.clauses ?? record?.clauses ?? kind.clauses }

    package var json: JSON {
        .line([
            "clauses": .texts(clauses), "detached": .texts(kind.detached.map(\.name)),
            "fields": .array(
                kind.notes.map { note in
                    .line([
                        "label": .string(note.label), "name": .string(note.name),
                        "offers": offers[note.name].map { .array($0.map(\.json)) }, "shape": .string(note.type.word),
                    ])
                }), "kind": .string(kind.name), "local": kind.isLocal ? .bool(true) : nil,
            "narrows": kind.narrows ? .bool(true) : nil,
            "not-applicable": notApplicable.map { .string($0) }, "sort": .string(kind.isRecord ? "record" : "act"),
            "title": .string(kind.title), "who": .string(whoSigns),
        ])
    }
}

extension Authority {
    package func kindView(_ kind: Kind, at now: Time) -> KindView {
        let opening = stands(underOpening: kind.name, at: now)
        return KindView(
            kind: kind, requirement: kind.isRecord ? nil : requirement(of: kind.name, opening: opening),
            record: policy?.records[kind.name], notApplicable: notApplicable(kind.chapter))
    }

    package func kindViews(at now: Time) -> [KindView] { Kind.all.map { kindView($0, at: now) } }
}

extension World {
    /// The same with what a form offers while nothing is filled in yet.
    package func kindView(_ kind: Kind, at now: Time) -> KindView {
        var view = authority.kindView(kind, at: now)
        for note in kind.notes {
            let offers = kind.offers(for: note.name, .object([]), in: self)
            if !offers.isEmpty { view.offers[note.name] = offers }
        }
        return view
    }

    /// Who can supply what a statement of this kind says, as a refusal names them: whom the policy has sign it, because the
    /// code knows no team (P-30).
    package func who(_ kind: String, at moment: Moment) -> String {
        Kind.named(kind).map { "\($0.name): \(authority.kindView($0, at: moment.clock).whoSigns)" } ?? ""
    }
}
