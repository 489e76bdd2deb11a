import Ledger

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
    /// Why it does not apply: by its own words, or because the policy leaves its chapter out.
    package let notApplicable: String?

    package var json: JSON {
        .line([
            "chapter": .string(clause.chapter.rawValue), "id": .string(clause.id),
            "not-applicable": notApplicable.map { .string($0) },
            "parts": .array(
                parts.map { part in
                    .line([
                        "by": .texts(part.by.map(\.text)),
                        "evidence": .texts(part.evidence),
                        "shows": .string(part.shows), "state": .string(part.state.rawValue),
                    ])
                }), "says": .string(clause.says), "state": .string(state.rawValue),
        ])
    }
}

extension State {
    /// Every clause of the policy in force, in its order; `findings` are those of this state and time, where they are at
    /// hand.
    package func clauseViews(at now: Time, findings: [Finding]? = nil) -> [ClauseView] {
        let findings = findings ?? self.findings(at: now)
        return (authority.clauseBook?.clauses ?? []).map { view($0, findings: findings) }
    }

    /// The clause with this id.
    package func clauseView(_ id: String, at now: Time, findings: [Finding]? = nil) -> ClauseView? {
        authority.clauseBook?.clause(id).map { view($0, findings: findings ?? self.findings(at: now)) }
    }

    private func view(_ clause: Clause, findings: [Finding]) -> ClauseView {
        // A breach speaks against the clauses that it breaks, and against no other that rests on the same kind.
        let concerning = findings.filter { !$0.rule.speaksPerClause || $0.clauses.contains(clause.id) }
        var parts = clause.parts.map { view($0, findings: concerning) }
        let notApplicable = clause.notApplicable ?? authority.notApplicable(clause.chapter)
        if notApplicable != nil {
            parts = parts.map { ClausePartView(shows: $0.shows, by: $0.by, state: .notApplicable, evidence: []) }
        }
        return ClauseView(
            clause: clause, state: parts.map(\.state).worst ?? .absent, parts: parts,
            notApplicable: notApplicable)
    }

    private func view(_ part: Clause.Part, findings: [Finding]) -> ClausePartView {
        var evidence = PartEvidence()
        var said: [String] = []
        func speak(_ found: [Finding]) {
            for finding in found {
                evidence.speak(finding.rule.severity)
                said.append(finding.what)
            }
        }
        for binding in part.by {
            switch binding.sort {
            case .act, .record:
                let count = exercised(binding.name)
                evidence.count(count)
                said.append("\(binding.name): \(count)")
                speak(findings.filter { $0.rule.speaksPerClause && kind(of: $0.about) == binding.name })
            case .register:
                let count = entered(in: binding.name)
                evidence.count(count)
                said.append("register \(binding.name): \(count)")
            case .finding:
                let found = findings.filter { $0.rule.name == binding.name }
                speak(found)
                if found.isEmpty { said.append("no finding of \(binding.name)") }
            case .document, .test:
                evidence.isDocumented = true
                said.append("\(binding.sort.rawValue) \(binding.name)")
            }
        }
        return ClausePartView(
            shows: part.shows, by: part.by, state: evidence.state(isBound: !part.by.isEmpty), evidence: said.distinct)
    }

    /// The kind of the record that a finding is about.
    private func kind(of about: About) -> String? {
        guard case .item(let id) = about, let id = ItemID(id) else { return nil }
        return world.recordIndex(at: id.number).map { world.records[$0].kind.name }
    }

    /// How often a kind took effect or was completed.
    private func exercised(_ kind: String) -> Int {
        authority.acts.index.inEffect(kind) + world.acts.index.inEffect(kind) + world.recordIndex.complete(kind)
    }

    /// How many items a register holds.
    private func entered(in register: String) -> Int {
        AuthorityRegister.named(register)?.count(world) ?? Register.named(register)?.count(world) ?? 0
    }
}
