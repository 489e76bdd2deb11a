import Ledger

/// What the Security Manual says, compiled: values that a team's leader may change within the policy's bounds
/// (P-37).
package struct Manual: Sendable {
    /// In which direction a change of the value loosens the rule, and so needs a second of the team and 24
    /// hours.
    package enum Loosens: String, Sendable, CaseIterable {
        /// A larger number, a longer span, one more choice.
        case more
        /// A smaller number, a shorter span, one choice fewer.
        case less
        /// Any change.
        case any
    }

    /// What a value can be.
    package enum Value: Sendable, Equatable {
        case number(Int)
        /// A length of time in seconds.
        case span(Int)
        /// Codes of what is admitted, in the Manual's order.
        case choices([String])
        /// A table, in the Manual's order: profiles, ladders, methods by sort of medium.
        case rows([Row])
    }

    /// A row of a table: a flat object. Which members it has is said by the chapter that reads it.
    package struct Row: Sendable, Equatable {
        /// Of one row only.
        package let name: String
        /// Codes, numbers, spans in seconds, lists of codes; `name` is one of them.
        package let members: [JSON.Member]

        package var json: JSON { .object(members) }
    }

    /// One value with the clause that it fills and the team that owns it.
    package struct Item: Sendable, Equatable {
        package let value: Value
        package let clause: String
        /// Code of the team whose leader changes it.
        package let owner: String
        package let loosens: Loosens

        package init(value: Value, clause: String, owner: String, loosens: Loosens) {
            (self.value, self.clause, self.owner, self.loosens) = (value, clause, owner, loosens)
        }

        /// The same with another value.
        package func with(_ value: Value) -> Item {
            Item(value: value, clause: clause, owner: owner, loosens: loosens)
        }
    }

    /// Name of the policy that it belongs to.
    package let name: String
    /// By name, `store.count.interval`. For looking up; whoever walks over them takes `names`.
    package let items: [String: Item]
    /// Names of all values, ascending.
    package let names: [String]

    /// What a number can be.
    static let numbers = 0...1_000_000_000
    /// What a length of time can be, in seconds: a minute to a hundred years.
    static let spans = 60...3_155_760_000

    /// A value by its name; nil where the Manual is silent.
    package func value(_ name: String) -> Value? { items[name]?.value }
}
