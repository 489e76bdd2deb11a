/// What this program has that can be behind a part of a clause.
///
/// A binding to anything else would show a part as covered by something that is not there.
package struct Bindable: Sendable {
    /// Names of acts and records, with their part.
    package let acts: [String]
    package let records: [String]
    package let registers: [String]
    package let findings: [String]

    /// With the kinds given, and the registers and findings of this build.
    package init(kinds: [KindFacts]) {
        acts = kinds.filter { !$0.isRecord }.map(\.name)
        records = kinds.filter(\.isRecord).map(\.name)
        registers = (Register.all.map(\.name) + AuthorityRegister.all.map(\.name)).sorted()
        findings = FindingRule.all.map(\.name).sorted()
    }

    /// One fault for each binding that names nothing. Documents and tests are files, which tests of the
    /// project look for.
    package func faults(in book: ClauseBook) -> [PolicyFault] {
        var faults: [PolicyFault] = []
        for (clause, parts) in book.clauses.map(\.parts).enumerated() {
            for (part, bindings) in parts.map(\.by).enumerated() {
                for (place, binding) in bindings.enumerated() {
                    guard faults.count < PolicyFaults.most, let known = names(binding.sort),
                        !known.contains(binding.name)
                    else { continue }
                    faults.append(
                        PolicyFault(
                            document: .clauses,
                            path: ["clauses", String(clause), "parts", String(part), "by", String(place)],
                            what: "there is no \(binding.sort.rawValue) `\(binding.name)`"
                                + Nearest.hint(binding.name, among: known)))
                }
            }
        }
        return faults
    }

    /// All names of a sort; nil where this value does not know them.
    private func names(_ sort: Binding.Sort) -> [String]? {
        switch sort {
        case .act: acts
        case .record: records
        case .register: registers
        case .finding: findings
        case .document, .test: nil
        }
    }
}
