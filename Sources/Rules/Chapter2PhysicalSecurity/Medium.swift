import Ledger

/// SP-2.2.3.1a: a storage medium, tracked from its acquisition to its end.
package struct Medium: Item, Equatable {
    package static let letter = "M", noun = "medium"

    package enum Sort: String, Choice { case disk, flash, tape }

    package enum State: String, Sendable {
        case stored, inUse = "in use", retired
    }

    /// What a record or an act set, with when it happened and at which place, by which history is ordered (P-41).
    package struct Happening: Equatable, Sendable, Comparable {
        package let happened: Time
        package let place: Int
        package static func < (one: Happening, other: Happening) -> Bool {
            (one.happened, one.place) < (other.happened, other.place)
        }
        package var line: JSON { .line(["happened": .string(happened.text), "place": .integer(place)]) }
    }

    /// Where it came to be, and when.
    package struct Move: Equatable, Sendable {
        package let happening: Happening
        package let to: Whereabouts
        package var isUse: Bool { if case .computer = to { true } else { false } }
        package var line: JSON {
            .line([
                "happened": .string(happening.happened.text), "place": .integer(happening.place), "to": to.json,
            ])
        }
    }

    package let number: Int
    package let born: Int
    package let label: Code, serial: Code, sort: Sort
    /// Its entry into the inventory.
    package let entered: Move
    /// The records that moved it and its entry, in the order of what happened, not of the records (P-41).
    package private(set) var moves: [Move]
    /// Records of erasures, newest last.
    package var erasures: [Happening] = []
    /// The act that retired it, and what became of it.
    package var retired: Int?
    package var fate: RetireMedium.Fate?

    package init(number: Int, label: Code, serial: Code, sort: Sort, entered: Move) {
        (self.number, born) = (number, entered.happening.place)
        (self.label, self.serial, self.sort) = (label, serial, sort)
        (self.entered, moves) = (entered, [entered])
    }

    package mutating func take(_ move: Move) {
        moves.insert(move, at: moves.firstIndex { move.happening < $0.happening } ?? moves.count)
    }

    private var last: Move { moves.last ?? entered }
    package var whereabouts: Whereabouts { last.to }
    /// What last moved it.
    package var moved: Happening { last.happening }
    /// Until when it was last in a computer; nil: never. Worked out from the whole history, because the record of its
    /// coming out may be complete before the one of its going in.
    package var lastUse: Happening? {
        moves.indices.last { moves[$0].isUse || $0 > 0 && moves[$0 - 1].isUse }.map { moves[$0].happening }
    }

    package var state: State {
        if retired != nil { return .retired }
        if case .computer = whereabouts { return .inUse }
        return .stored
    }

    package var line: JSON {
        .line([
            "born": .integer(born), "erasures": erasures.isEmpty ? nil : .array(erasures.map(\.line)),
            "fate": fate?.json, "label": label.json, "moves": .array(moves.map(\.line)),
            "retired": retired.map { .integer($0) }, "serial": serial.json, "sort": sort.json,
        ])
    }
}

/// Where a medium is: in a secure store, or in a computer and so in use (SP-2.2.3.2a).
package enum Whereabouts: FieldValue {
    case store(Int), computer(Int)

    package static let shape = Shape.whereabouts
    package init(_ json: JSON) throws(Misfit) {
        guard let id = json.text.flatMap({ ItemID($0) }) else {
            throw Misfit(expected: "a store (S-1) or a computer (H-1)")
        }
        switch id.letter {
        case Store.letter: self = .store(id.number)
        case Computer.letter: self = .computer(id.number)
        default: throw Misfit(expected: "a store (S-1) or a computer (H-1)")
        }
    }
    package var item: ItemID {
        switch self {
        case .store(let number): ItemID(letter: Store.letter, number: number)
        case .computer(let number): ItemID(letter: Computer.letter, number: number)
        }
    }
    package var json: JSON { .string(item.text) }
    package var items: [ItemID] { [item] }
}
