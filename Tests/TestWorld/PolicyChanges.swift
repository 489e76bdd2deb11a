import Ledger
import Rules

extension TestCA {
    /// A proposal of the policy in force with some members changed: a path like `kinds/authority/list.add:expires`
    /// is written as [["kinds", "authority/list.add", "expires"]: value].
    package mutating func policyChange(
        _ changes: [[String]: JSON?], from policy: [UInt8]? = nil, manual: [[String]: JSON?] = [:]
    ) throws -> Draft {
        let bytes = try policy ?? Self.compiled("small", "policy")
        var json = try JSON(enclosed: bytes)
        for (path, value) in changes { json = json.replacing(path[...], by: value) }
        let enclosure = enclose(json.written())
        var values = try JSON(enclosed: enclosures[documents["manual"]!]!)
        for (path, value) in manual { values = values.replacing(path[...], by: value) }
        let ofManual = enclose(values.written())
        var draft = Draft.of(
            kind(ChangePolicy.kind),
            .line([
                "clauses": .string(documents["clauses"]!.hex), "manual": .string(ofManual.sha256.hex),
                "policy": .string(enclosure.sha256.hex),
            ]))
        let ofClauses = documents["clauses"]!
        draft.enclosures = [
            Enclosure(length: enclosures[ofClauses]!.count, sha256: ofClauses), ofManual, enclosure,
        ]
        draft.enclosures.sort { $0.sha256 < $1.sha256 }
        return draft
    }

    /// Everything enclosed so far, as a statement lists it.
    package var allEnclosures: [Enclosure] {
        enclosures.map { Enclosure(length: $0.value.count, sha256: $0.key) }.sorted { $0.sha256 < $1.sha256 }
    }

    /// Proposes such a change and has it carried.
    package mutating func changePolicy(
        _ changes: [[String]: JSON?], of policy: String = "small", manual: [[String]: JSON?] = [:]
    ) throws {
        wait(60)
        let act = try say(policyChange(changes, from: Self.compiled(policy, "policy"), manual: manual), by: 1)
        try carry(act)
    }
}

extension JSON {
    /// The same with the value at a path replaced or added; nil takes its member away.
    package func replacing(_ path: ArraySlice<String>, by value: JSON?) -> JSON {
        guard let key = path.first else { return value ?? self }
        let members = members ?? []
        if path.count == 1, let value, !members.contains(where: { $0.key == key }) {
            return .sorted(members + [Member(key, value)])
        }
        return .object(
            members.compactMap { member in
                if member.key != key { return member }
                if value == nil, path.count == 1 { return nil }
                return Member(key, member.value.replacing(path.dropFirst(), by: value))
            })
    }
}
