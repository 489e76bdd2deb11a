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
