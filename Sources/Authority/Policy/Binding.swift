/// What shows a part of a clause: `act:register/medium.retire`, `document:docs/threat-model.md`.
package struct Binding: Sendable, Hashable {
    package enum Sort: String, Sendable, CaseIterable {
        case act, document, finding, record, register, test
    }

    package let sort: Sort
    package let name: String

    package init(sort: Sort, name: String) {
        self.sort = sort
        self.name = name
    }

    /// How it is written.
    package var text: String { sort.rawValue + ":" + name }
}
