import Ledger
import Rules

extension FieldNote {
    /// The JSON schema of the field.
    var schema: JSON {
        let own = type.schema.members ?? []
        return .sorted(own + [JSON.Member("description", .string("\(label): \(type.takes)"))])
    }
}
