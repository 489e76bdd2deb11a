import Ledger

/// SP-1.4.1: the policy changes only under Policy on Policy; its compiled form is enclosed and read at the effect.
package struct ChangePolicy: AuthorityAct {
    package let clauses: Digest, manual: Digest, policy: Digest

    package static let kind = "authority/policy.change", title = "Change the policy"
    package static let clauses = ["SP-1.4.1", "SP-9.5b"], changesRules = true
    package static let fields = Fields(
        { Self(clauses: $0, manual: $1, policy: $2) },
        Field("clauses", \Self.clauses, "Compiled clauses"), Field("manual", \Self.manual, "Compiled Manual"),
        Field("policy", \Self.policy, "Compiled policy"))
    package static let encloses = ["clauses", "manual", "policy"]

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard !moment.by.isEmpty else { return }
        let documents = try PolicyDocuments(policy: policy, manual: manual, clauses: clauses, enclosed: moment.enclosed)
        for roster in authority.rosters where !roster.seats.isEmpty {
            guard documents.policy.groups[roster.group]?.sort == authority.policy?.groups[roster.group]?.sort else {
                throw Refusal(
                    "SP-1.4.1", "“\(roster.group)” has members, but the new policy removes it or changes its sort.",
                    field: "policy")
            }
        }
        // P-53: what seats the deciding body is not taken from it by the same motion.
        guard documents.policy.governs == authority.policy?.governs else {
            throw Refusal(
                "P-53", "A change of policy cannot change the governing body. Only a new founding can.", field: "policy"
            )
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        guard
            let documents = try? PolicyDocuments(
                policy: policy, manual: manual, clauses: clauses, enclosed: moment.enclosed)
        else { return }
        let old = authority.policy?.kinds ?? [:]
        for kind in Set(old.keys).union(documents.policy.kinds.keys)
        where old[kind]?.compiled != documents.policy.kinds[kind]?.compiled {
            authority.changed[kind] = moment.place
        }
        authority.install(documents, at: moment.place)
    }
}

/// The three documents of a policy, read from their compiled forms.
package struct PolicyDocuments: Sendable {
    package let policy: Policy
    package let manual: Manual
    package let clauses: ClauseBook
    package let digests: (policy: Digest, manual: Digest, clauses: Digest)

    package init(
        policy: Digest, manual: Digest, clauses: Digest, enclosed: (Digest) -> [UInt8]?
    ) throws(Refusal) {
        func read(_ digest: Digest, _ name: String) throws(Refusal) -> JSON {
            guard let bytes = enclosed(digest), Digest.of(bytes) == digest else {
                throw Refusal(
                    "P-7", "The enclosure \(digest.hex) (\(name)) is missing.", field: name, sort: .enclosureMissing
                )
            }
            do throws(Malformed) { return try JSON(enclosed: bytes) } catch {
                throw Refusal("P-1", "The \(name) is not restricted JSON: \(error.what)", field: name, sort: .malformed)
            }
        }
        let compiled = (
            policy: try read(policy, "policy"), manual: try read(manual, "manual"),
            clauses: try read(clauses, "clauses")
        )
        do throws(PolicyFaults) {
            let set = try PolicySet(
                policy: compiled.policy, digest: policy, manual: compiled.manual, clauses: compiled.clauses,
                kinds: Authority.facts, byForm: true)
            (self.policy, self.manual, self.clauses) = (set.policy, set.manual, set.clauses)
        } catch {
            let fault = error.list.first
            throw Refusal(
                "P-30",
                "The \(fault?.document.rawValue ?? "policy") is not one that may come into force: "
                    + "\(fault?.path.joined(separator: "/") ?? ""): \(fault?.what ?? "")",
                field: fault?.document.rawValue,
                sort: .malformed)
        }
        digests = (policy, manual, clauses)
    }
}
