import Ledger

/// Whether a clause holds, computed with its evidence.
package enum ClauseState: String, Sendable, CaseIterable {
    case broken, absent, unexercised, holds
}

package struct ClausePartView: Sendable {
    package let shows: String
    package let by: [Binding]
    package let state: ClauseState
    /// What was counted or found, in words.
    package let evidence: [String]
}

/// A clause of the policy with its state and that of its parts.
package struct ClauseView: Sendable {
    package let clause: Clause
    package let state: ClauseState
    package let parts: [ClausePartView]

    package var json: JSON {
        .line([
            "chapter": .string(clause.chapter.rawValue), "id": .string(clause.id),
            "parts": .array(
                parts.map { part in
                    .line([
                        "by": .texts(part.by.map { "\($0.sort.rawValue):\($0.name)" }),
                        "evidence": .texts(part.evidence),
                        "shows": .string(part.shows), "state": .string(part.state.rawValue),
                    ])
                }), "says": .string(clause.says), "state": .string(state.rawValue),
        ])
    }
}

extension State {
    /// Every clause of the policy in force. A part with nothing behind it is absent; one that a finding or a breach
    /// speaks against is broken; one whose acts and records were never made is unexercised.
    package func clauseViews(at now: Time) -> [ClauseView] {
        let findings = findings(at: now)
        let counts = exerciseCounts()
        return (authority.clauseBook?.clauses ?? []).map { clause in
            // A breach speaks against the clause that it breaks, and against no other that rests on the same kind.
            let concerning = findings.filter { $0.sort != .recordInBreach || $0.clause == clause.id }
            let parts = clause.parts.map { view($0, findings: concerning, counts: counts) }
            return ClauseView(clause: clause, state: parts.map(\.state).min(by: worse) ?? .absent, parts: parts)
        }
    }

    private func worse(_ one: ClauseState, _ other: ClauseState) -> Bool {
        let order = ClauseState.allCases
        return (order.firstIndex(of: one) ?? 0) < (order.firstIndex(of: other) ?? 0)
    }

    /// How often each kind took effect or was completed.
    private func exerciseCounts() -> [String: Int] {
        var counts: [String: Int] = [:]
        func isInEffect(_ end: End?) -> Bool { if case .inEffect? = end { true } else { false } }
        for act in authority.acts.table where isInEffect(act.end) { counts[act.kind.name, default: 0] += 1 }
        for act in world.acts.table where isInEffect(act.end) { counts[act.kind.name, default: 0] += 1 }
        for record in world.records where record.complete != nil { counts[record.kind.name, default: 0] += 1 }
        return counts
    }

    /// The breaches found in records of one kind.
    private func breaches(of kind: String, among findings: [Finding]) -> [Finding] {
        findings.filter { finding in
            guard finding.sort == .recordInBreach, let id = ItemID(finding.about) else { return false }
            return world.recordIndex(at: id.number).map { world.records[$0].kind.name } == kind
        }
    }

    private func view(_ part: Clause.Part, findings: [Finding], counts: [String: Int]) -> ClausePartView {
        var evidence: [String] = []
        var exercised: Bool?
        var broken = false
        for binding in part.by {
            switch binding.sort {
            case .act, .record:
                let count = counts[binding.name] ?? 0
                exercised = (exercised ?? false) || count > 0
                evidence.append("\(binding.name): \(count)")
                for breach in breaches(of: binding.name, among: findings) {
                    broken = true
                    evidence.append(breach.what)
                }
            case .finding:
                let found = findings.filter { $0.sort.rawValue == binding.name }
                broken = broken || !found.isEmpty
                evidence += found.isEmpty ? ["no finding of \(binding.name)"] : found.map(\.what)
            case .register, .document, .test, .program: evidence.append("\(binding.sort.rawValue) \(binding.name)")
            }
        }
        var told: Set<String> = []
        evidence = evidence.filter { told.insert($0).inserted }
        let state: ClauseState =
            part.by.isEmpty ? .absent : broken ? .broken : exercised == false ? .unexercised : .holds
        return ClausePartView(shows: part.shows, by: part.by, state: state, evidence: evidence)
    }
}
