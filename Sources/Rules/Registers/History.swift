import Ledger

/// Something that happened to an item, by a record or an act.
package struct Happening<Value: FieldValue>: Sendable, Equatable, Comparable {
    package let happened: Time
    /// The entry from which on it stands: the record's claim, the act's effect.
    package let place: Int
    /// The record or the act itself, by which people name it: what became of it is looked up here. Of an act that took more
    /// than one signature it is another entry than its effect. No part of the line: acts tell it.
    package let source: Int
    package let value: Value

    package init(happened: Time, place: Int, source: Int? = nil, value: Value) {
        (self.happened, self.place, self.source, self.value) = (happened, place, source ?? place, value)
    }

    /// By when it happened, then by place: a record of last week that comes today stands last week (P-41).
    package static func < (one: Self, other: Self) -> Bool {
        (one.happened, one.place) < (other.happened, other.place)
    }

    package var line: JSON {
        .line(["happened": .string(happened.text), "place": .integer(place), "value": value.json])
    }
}

/// What happened to an item, in order.
///
/// A record enters at its claim. A rule reads a history in one of two ways and in no other (K-8): what counts for opening
/// a gate, and what counts for shutting one.
package struct History<Value: FieldValue>: Sendable, Equatable {
    private var all: [Happening<Value>] = []

    package init() {}

    /// What an act says is so from its effect on.
    package mutating func take(_ value: Value, at moment: Moment) {
        insert(
            Happening(
                happened: moment.recorded, place: moment.place, source: moment.proposal?.place ?? moment.place,
                value: value))
    }

    /// What a record says happened.
    package mutating func take(_ value: Value, of record: OpenRecord) {
        insert(Happening(happened: record.ordered, place: record.place, value: value))
    }

    private mutating func insert(_ new: Happening<Value>) {
        all.insert(new, at: all.firstIndex { new < $0 } ?? all.count)
    }

    /// What opens gates: acts, and records that are complete, in no breach, in time or attested; neither reversed.
    package func opening(_ world: World) -> [Happening<Value>] { all.filter { world.opensGate($0.source) } }

    /// What shuts gates: all but the acts and records that were reversed.
    package func shutting(_ world: World) -> [Happening<Value>] { all.filter { !world.isDenied($0.source) } }

    package var line: JSON? { all.isEmpty ? nil : .array(all.map(\.line)) }
}
