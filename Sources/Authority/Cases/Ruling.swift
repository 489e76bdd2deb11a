import Ledger

/// P-52: what an Arbitrator and a Case Manager decided in a case. What rests on it names it in `under`.
package struct Ruling: AuthorityItem {
    package static let prefix = "RUL", noun = "ruling"
    package enum Sort: String, Choice { case final, preliminary, standing }

    package let number: Int
    package let born: Int
    /// The place of the act, whose facts and logic stand beside its line.
    package let act: Int
    package let inCase: Int
    package let sort: Sort
    package let day: CalendarDay
    package let place: Name
    package let recorded: Time
    /// The Arbitrator and the Case Manager who gave it.
    package let arbitrator: Int
    package let manager: Int
    /// Numbers of its directions, in order.
    package let directions: [Int]
    /// Since when a motion of the governing body suspends it, until other Arbitrators answer.
    package var suspended: Int?
    /// The place at which other Arbitrators set it aside.
    package var ended: Int?
    /// Up to which place its Arbitrator has read what was done under it.
    package var read = 0

    package var by: [Int] { [arbitrator, manager].sorted() }

    package var line: JSON {
        .line([
            "act": .integer(act), "arbitrator": .integer(arbitrator), "born": .integer(born),
            "case": .integer(inCase), "day": day.json,
            "directions": directions.isEmpty ? nil : .numbers(directions), "ended": ended.map { .integer($0) },
            "manager": .integer(manager), "place": place.json, "read": read > 0 ? .integer(read) : nil,
            "recorded": .string(recorded.text), "sort": sort.json, "suspended": suspended.map { .integer($0) },
        ])
    }
}

/// P-52: one thing that a ruling permits, or tells somebody to do.
package struct RulingDirection: AuthorityItem {
    package static let prefix = "DIR", noun = "direction"

    package let number: Int
    package let born: Int
    package let ruling: Int
    package let says: Direction
    /// The act by which whoever was told to do it said that it is done.
    package var done: Int?

    package var line: JSON {
        .line([
            "born": .integer(born), "done": done.map { .integer($0) }, "ruling": .integer(ruling), "says": says.json,
        ])
    }
}
