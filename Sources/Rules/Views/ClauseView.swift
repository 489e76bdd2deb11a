import Ledger

package struct ClausePartView: Sendable {
    package let shows: String
    package let by: [Binding]
    package let state: ClauseState
    /// What was counted or found.
    package let evidence: [Evidence]
}

/// One thing that is behind a part, or speaks against it.
package enum Evidence: Hashable, Sendable {
    /// How often a kind took effect or was completed.
    case done(kind: String, times: Int)
    /// How many items a register holds.
    case entered(register: String, items: Int)
    case found(what: String, about: About)
    /// A rule that looks for faults and found none.
    case quiet(rule: String)
    case document(String)
    case test(String)

    /// In words.
    package var text: String {
        switch self {
        case .done(let kind, let times): "\(kind): \(times)"
        case .entered(let register, let items): "register \(register): \(items)"
        case .found(let what, _): what
        case .quiet(let rule): "no finding of \(rule)"
        case .document(let name): "document \(name)"
        case .test(let name): "test \(name)"
        }
    }
}

/// A clause of the policy with its state and that of its parts.
package struct ClauseView: Sendable {
    package let clause: Clause
    package let state: ClauseState
    package let parts: [ClausePartView]
    /// Why it does not apply: by its own words, or because the policy leaves its chapter out.
    package let notApplicable: String?
    /// The direction of a ruling that excepts it, where it is not met (P-52).
    package let excepted: RulingDirection?

    /// `3 of 5 parts hold`.
    package var sum: String {
        let holding = parts.count { $0.state == .holds }
        return "\(holding) of \(parts.count) \(parts.count == 1 ? "part holds" : "parts hold")"
    }

    package var json: JSON {
        .line([
            "chapter": .string(clause.chapter.rawValue),
            "excepted": excepted.map { .string($0.id.text) }, "id": .string(clause.id),
            "not-applicable": notApplicable.map { .string($0) },
            "parts": .array(
                parts.map { part in
                    .line([
                        "by": .texts(part.by.map(\.text)),
                        "evidence": .texts(part.evidence.map(\.text)),
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
        return (authority.clauseBook?.clauses ?? []).map { view($0, findings: findings, at: now) }
    }

    /// The clause with this id.
    package func clauseView(_ id: String, at now: Time, findings: [Finding]? = nil) -> ClauseView? {
        authority.clauseBook?.clause(id).map { view($0, findings: findings ?? self.findings(at: now), at: now) }
    }

    private func view(_ clause: Clause, findings: [Finding], at now: Time) -> ClauseView {
        // A breach speaks against the clauses that it breaks, and against no other that rests on the same kind.
        let concerning = findings.filter { !$0.rule.speaksPerClause || $0.clauses.contains(clause.id) }
        var parts = clause.parts.map { view($0, findings: concerning) }
        let notApplicable = clause.notApplicable ?? authority.notApplicable(clause.chapter)
        if notApplicable != nil {
            parts = parts.map { ClausePartView(shows: $0.shows, by: $0.by, state: .notApplicable, evidence: []) }
        }
        let state = parts.map(\.state).worst ?? .absent
        // It changes what is shown, and never what a gate asks.
        let isUnmet = [.broken, .due, .absent].contains(state)
        let excepted = isUnmet ? authority.exemption(from: clause.id, at: now) : nil
        return ClauseView(
            clause: clause, state: excepted == nil ? state : .excepted, parts: parts, notApplicable: notApplicable,
            excepted: excepted)
    }

    private func view(_ part: Clause.Part, findings: [Finding]) -> ClausePartView {
        var evidence = PartEvidence()
        var said: [Evidence] = []
        func speak(_ found: [Finding]) {
            for finding in found {
                evidence.speak(finding.rule.severity)
                said.append(.found(what: finding.what, about: finding.about))
            }
        }
        for binding in part.by {
            switch binding.sort {
            case .act, .record:
                let count = exercised(binding.name)
                evidence.count(count)
                said.append(.done(kind: binding.name, times: count))
                speak(findings.filter { $0.rule.speaksPerClause && kind(of: $0.about) == binding.name })
            case .register:
                let count = entered(in: binding.name)
                evidence.count(count)
                said.append(.entered(register: binding.name, items: count))
            case .finding:
                let found = findings.filter { $0.rule.name == binding.name }
                speak(found)
                if found.isEmpty { said.append(.quiet(rule: binding.name)) }
            case .document:
                evidence.isDocumented = true
                said.append(.document(binding.name))
            case .test:
                evidence.isDocumented = true
                said.append(.test(binding.name))
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
