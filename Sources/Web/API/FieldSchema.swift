import Ledger
import Rules

extension FieldNote {
    /// The JSON schema of the field.
    var schema: JSON {
        var members: [(String, JSON)] = [("description", .string("\(label): \(shape.sentence)"))]
        switch shape {
        case .number:
            members += [
                ("type", .string("integer")), ("minimum", .integer(0)),
                ("maximum", .integer(JSON.largestInteger)),
            ]
        case .choice(let words): members += [("type", .string("string")), ("enum", .texts(words))]
        case .code:
            members += [("type", .string("string")), ("pattern", .string("^[A-Za-z0-9._:/-]{1,64}$"))]
        case .digest: members += [("type", .string("string")), ("pattern", .string("^[0-9a-f]{64}$"))]
        case .item(let letter):
            members += [
                ("type", .string("string")),
                ("pattern", .string(letter == "p" ? "^p[1-9][0-9]*$" : "^\(letter)-[1-9][0-9]*$")),
            ]
        case .time: members += [("type", .string("string")), ("format", .string("date-time"))]
        case .digests:
            let item = OpenAPI.object([("type", .string("string")), ("pattern", .string("^[0-9a-f]{64}$"))])
            members += [("type", .string("array")), ("items", item)]
        case .origins:
            members += [("type", .string("array")), ("items", OpenAPI.object([("type", .string("string"))]))]
        default: members.append(("type", .string("string")))
        }
        return OpenAPI.object(members)
    }
}
