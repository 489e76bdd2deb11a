import Ledger

/// SM-1.2.3.2a: the methods that count for one sort of medium. What the Manual does not list is not accepted.
package struct MediumMethods: ManualRow {
    package let name: Code, new: Ascending<Code>, used: Ascending<Code>, destroy: Ascending<Code>

    package static let fields = Fields(
        { Self(name: $0, new: $1, used: $2, destroy: $3) }, Field("name", \Self.name, "Sort of medium"),
        Field("new", \Self.new, "Erases one that was never used"),
        Field("used", \Self.used, "Erases one that was used"),
        Field("destroy", \Self.destroy, "Makes a retired one inoperable"))
}

extension World {
    /// What the Manual says of a sort of medium; nil where it is silent. A method that it lists to erase what cannot be
    /// erased counts for nothing: else an “erased” disc would be kept for good, and what is on it read.
    func methods(of sort: Medium.Sort) -> MediumMethods? {
        let row: MediumMethods? = authority.manualValues?.row(sort.rawValue, in: "media.methods")
        guard let row, !sort.isErasable else { return row }
        return MediumMethods(name: row.name, new: Ascending(), used: Ascending(), destroy: row.destroy)
    }
}

extension World {
    /// The methods that the Manual accepts for the medium of a body; where none is chosen yet, of every sort, each with the
    /// sorts for which it counts.
    func offeredMethods(_ body: JSON, toDestroy: Bool) -> [Offer] {
        let medium = body["medium"]?.text.flatMap { ItemID($0) }.flatMap { id in
            id.prefix == Medium.prefix ? physical.media.at(id.number) : nil
        }
        let wasUsed = medium.map { !$0.uses(in: self).isEmpty }
        var says: [(method: String, sorts: [String])] = []
        for sort in medium.map({ [$0.given.sort] }) ?? Medium.Sort.allCases {
            guard let methods = methods(of: sort) else { continue }
            // A new one may have more than it needs: what counts for used ones counts for it too.
            let used = methods.used.values, onlyNew = methods.new.values.filter { !used.contains($0) }
            let lists =
                toDestroy
                ? [(methods.destroy.values, sort.rawValue)]
                : wasUsed == true
                    ? [(used, "used \(sort.rawValue)")]
                    : [(onlyNew, "new \(sort.rawValue)"), (used, "new or used \(sort.rawValue)")]
            for (codes, word) in lists {
                for code in codes {
                    if let index = says.firstIndex(where: { $0.method == code.text }) {
                        says[index].sorts.append(word)
                    } else {
                        says.append((code.text, [word]))
                    }
                }
            }
        }
        return says.sorted { $0.method < $1.method }.map { Offer($0.method, $0.sorts.joined(separator: ", ")) }
    }
}
