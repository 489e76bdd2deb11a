import Ledger

/// A policy with its Manual and its clauses, read together: what one names, another has.
package struct PolicySet: Sendable {
    package let policy: Policy
    package let manual: Manual
    package let clauses: ClauseBook

    /// Reads three compiled documents, as a founding or a change of policy encloses them; `digest` is the
    /// policy's.
    ///
    /// Throws what is wrong first in all three. What is between them is asked once each is whole.
    package init(
        policy: JSON, digest: Digest, manual: JSON, clauses: JSON, kinds: [KindFacts],
        byForm: Bool = false
    ) throws(PolicyFaults) {
        var faults: [PolicyFault] = []
        let readPolicy = gather(&faults) { () throws(PolicyFaults) in
            try Policy(compiled: policy, digest: digest, kinds: kinds, byForm: byForm)
        }
        let readManual = gather(&faults) { () throws(PolicyFaults) in try Manual(compiled: manual) }
        let readClauses = gather(&faults) { () throws(PolicyFaults) in try ClauseBook(compiled: clauses) }
        if let readClauses {
            let ids = Set(readClauses.clauses.map(\.id))
            let known = readClauses.clauses.map(\.id)
            let cited = Citations.of(policy: policy) + Citations.of(manual: manual)
            for citation in cited where Clause.isID(citation.id) && !ids.contains(citation.id) {
                if faults.count >= PolicyFaults.most { break }
                let hint = Nearest.hint(citation.id, among: known)
                faults.append(citation.fault("there is no clause `\(citation.id)`" + hint))
            }
        }
        if let readPolicy, let readManual {
            faults += PolicySet.faults(of: readManual, under: readPolicy)
        }
        guard faults.isEmpty, let readPolicy, let readManual, let readClauses else {
            throw PolicyFaults(faults)
        }
        self.policy = readPolicy
        self.manual = readManual
        self.clauses = readClauses
    }

    /// A Manual belongs to its policy, and each of its values to one of its teams, whose leader changes it, or to the body
    /// that governs, which does so by motion (P-37). No value goes beyond the policy's bounds.
    package static func faults(of manual: Manual, under policy: Policy) -> [PolicyFault] {
        var faults: [PolicyFault] = []
        if manual.name != policy.name {
            let what = "this Manual is for `\(manual.name)`, but the policy is called `\(policy.name)`"
            faults.append(PolicyFault(document: .manual, path: ["name"], what: what))
        }
        let teams = policy.codes.filter { policy.groups[$0]?.sort == .team || $0 == policy.governs }
        for name in manual.names {
            guard let owner = manual.items[name]?.owner, !teams.contains(owner) else { continue }
            let what = "there is no team `\(owner)`, nor is it the governing body" + Nearest.hint(owner, among: teams)
            faults.append(PolicyFault(document: .manual, path: ["values", name, "owner"], what: what))
        }
        for (name, bound) in policy.bounds.sorted(by: { $0.key < $1.key }) {
            guard let value = manual.value(name) else {
                let what = "the Manual has no value `\(name)`" + Nearest.hint(name, among: manual.names)
                faults.append(PolicyFault(document: .policy, path: ["bounds", name], what: what))
                continue
            }
            guard !bound.admits(value) else { continue }
            let what = "the policy admits \(bound.words(value)) here (P-37)"
            faults.append(PolicyFault(document: .manual, path: ["values", name], what: what))
        }
        return faults
    }
}

/// The value, or nil with its faults gathered.
private func gather<Value>(
    _ faults: inout [PolicyFault], _ read: () throws(PolicyFaults) -> Value
) -> Value? {
    do throws(PolicyFaults) {
        return try read()
    } catch {
        faults += error.list
        return nil
    }
}
