import Ledger

/// By which method a medium was erased, and as which sort. The Manual's methods are by sort: where the sort is corrected
/// later, what was accepted for the other one counts no more.
package struct Erasure: FieldValue {
    package let method: Code
    package let sort: Medium.Sort

    package init(method: Code, sort: Medium.Sort) { (self.method, self.sort) = (method, sort) }

    package static let type = FieldType(
        Erasure.self, "erasure", takes: "a method and the sort of medium that it is for",
        plain: { json in "\(json["method"]?.text ?? ""), as \(json["sort"]?.text ?? "")" })

    package init(_ json: JSON) throws(Misfit) {
        guard json.members?.count == 2, let method = json["method"], let sort = json["sort"] else {
            throw Misfit(expected: Self.type.takes)
        }
        self.init(method: try Code(method), sort: try Medium.Sort(sort))
    }
    package var json: JSON { .line(["method": method.json, "sort": sort.json]) }
}
