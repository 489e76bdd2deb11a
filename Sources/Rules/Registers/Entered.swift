import Ledger

/// What people give of an item when they enter it. Declared once: form, command, line, columns, import and history come
/// from it.
package protocol Facts: Sendable, Equatable {
    static var fields: Fields<Self> { get }
    /// Fields that together tell one item from all others of the register, retired ones too (D8). A set of which a field
    /// is left out binds nothing.
    static var unique: [[String]] { get }
}

extension Facts {
    package static var unique: [[String]] { [] }
}

/// A thing that people enter into a register: the facts that they give, and what the register keeps of it.
package protocol Entered: Item, Equatable {
    associatedtype Given: Facts
    associatedtype Home: Registers where Home.Whole == World

    /// The word of its kinds: `register/WORD.enter`.
    static var word: String { get }
    /// The clauses that ask for the register.
    static var clauses: [String] { get }
    /// Where its chapter keeps the items.
    static var table: any WritableKeyPath<Home, ItemTable<Self>> & Sendable { get }
    /// What the register keeps beside the facts: histories, ends.
    static var kept: [Kept<Self>] { get }

    /// Whether a person whom the facts name may sign that they are entered: where they say something of themselves.
    static var isOwnWord: Bool { get }

    var number: Int { get }
    var given: Given { get set }
    init(number: Int, given: Given, at moment: Moment)

    /// What must hold of facts beyond their fields: of a new item, or of one that changes.
    static func require(_ given: Given, instead of: Self?, in world: World, at moment: Moment) throws(Refusal)
}

extension Entered {
    package static var kept: [Kept<Self>] { [] }
    package static var isOwnWord: Bool { false }
    package static func require(_ given: Given, instead of: Self?, in world: World, at moment: Moment) throws(Refusal) {
    }

    package var id: ItemID { ItemID(prefix: Self.prefix, number: number) }

    /// Facts, what the register keeps, and where it was born.
    package var line: JSON {
        var members = Given.fields.write(given).members ?? []
        members.append(JSON.Member("born", .integer(born)))
        for kept in Self.kept {
            if let value = kept.value(self) { members.append(JSON.Member(kept.name, value)) }
        }
        return .sorted(members)
    }
}

extension Entered {
    /// A place at which an act took effect on this item, unless two others reversed that act (K-8, P-22). What an act ends is
    /// kept as a bare place; checks and states read it through this.
    func standing(_ place: Int?, in world: World) -> Int? {
        place.flatMap { world.isReversed(effectAt: $0, on: id) ? nil : $0 }
    }
}

/// Something that a register keeps of an item, and that nobody types.
package struct Kept<Thing: Sendable>: Sendable {
    package let name: String
    package let label: String
    /// `.own` or `.column` show it; without one it is in line, JSON and commands alone, as histories are.
    package let marks: FieldMarks
    /// nil: left out of the line.
    package let value: @Sendable (Thing) -> JSON?

    package init(
        _ name: String, _ label: String, _ marks: FieldMarks = [], _ value: @escaping @Sendable (Thing) -> JSON?
    ) {
        (self.name, self.label, self.marks, self.value) = (name, label, marks, value)
    }
}

/// Something that follows from an item and the rest of the world: its state, where it is now. Never stored.
package struct Derived<Thing: Sendable>: Sendable {
    package let name: String
    package let label: String
    package let marks: FieldMarks
    /// The words that it can say, if these are few.
    package let words: [String]
    /// Of a state: how each of its words looks.
    var tones: [String: Tone] = [:]
    package let value: @Sendable (Thing, World) -> String

    package init(
        _ name: String, _ label: String, _ marks: FieldMarks = .column, words: [String] = [],
        _ value: @escaping @Sendable (Thing, World) -> String
    ) {
        (self.name, self.label, self.marks, self.words, self.value) = (name, label, marks, words, value)
    }
}
