/// The states that items of a register can have. What each means to somebody who looks at a list is said with it, so that a
/// page paints no word that it does not know.
package protocol ItemState: RawRepresentable<String>, CaseIterable, Sendable {
    var tone: Tone { get }
}

/// How a state looks beside others.
package enum Tone: Sendable {
    /// As it should be.
    case good
    /// Something is still to come.
    case open
    /// Something is wrong.
    case alarm
    /// Nothing more happens to it by an act; what happened anyway is still recorded.
    case over
}

extension Derived {
    /// The column `state`, which every register has.
    package static func state<State: ItemState>(_ state: @escaping @Sendable (Thing, World) -> State) -> Self {
        var column = Self("state", "State", [.column, .filter], words: State.allCases.map(\.rawValue)) {
            state($0, $1).rawValue
        }
        column.tones = Dictionary(uniqueKeysWithValues: State.allCases.map { ($0.rawValue, $0.tone) })
        return column
    }
}
