import Ledger

/// A clause that a document cites, with its place.
struct Citation {
    let document: PolicyFault.Document
    let path: [String]
    let id: String

    func fault(_ what: String) -> PolicyFault { PolicyFault(document: document, path: path, what: what) }
}

/// Finds every clause that a compiled document cites, also in one with faults elsewhere.
enum Citations {
    /// Those under `clauses` of groups, kinds, records and exceptions.
    static func of(policy: JSON) -> [Citation] {
        let top = Spot(value: policy, path: [])
        return [top["groups"], top["kinds"], top["opening"]?["kinds"], top["records"], top["exceptions"]].flatMap {
            part in
            members(of: part).flatMap { entry in list(entry["clauses"]) }
        }
    }

    /// The one of each value.
    static func of(manual: JSON) -> [Citation] {
        members(of: Spot(value: manual, path: [])["values"]).compactMap { entry in
            guard let clause = entry["clause"], let id = clause.value.text else { return nil }
            return Citation(document: .manual, path: clause.path, id: id)
        }
    }

    private static func members(of spot: Spot?) -> [Spot] {
        guard let spot else { return [] }
        return (spot.value.members ?? []).map { Spot(value: $0.value, path: spot.path + [$0.key]) }
    }

    private static func list(_ spot: Spot?) -> [Citation] {
        guard let spot else { return [] }
        return (spot.value.list ?? []).enumerated().compactMap { place, value in
            value.text.map { Citation(document: .policy, path: spot.path + [String(place)], id: $0) }
        }
    }
}
