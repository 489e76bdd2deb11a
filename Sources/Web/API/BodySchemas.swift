import Ledger
import Rules

extension Schemas {
    /// The body of each kind, by its name with dots for what a reference cannot hold.
    static let bodies: [(String, JSON)] = Kind.all.map { kind in
        let members = kind.notes.map { ($0.name + ($0.type.isOptional ? "?" : ""), $0.schema) }
        return ("Body." + kind.name.replacing("/", with: "."), of(members))
    }
}
