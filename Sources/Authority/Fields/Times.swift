import Ledger

extension Time: FieldValue {
    package static let type = FieldType(
        Time.self, "time", takes: "a time in UTC, like 2026-11-22T09:40:00Z", control: .time,
        schema: FieldSchema.object([("format", .string("date-time")), ("type", .string("string"))]),
        mentions: { json in json.text.flatMap { Time($0) }.map { [.time($0)] } ?? [] })
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let time = Time(text) else {
            throw Misfit(expected: "a time like 2026-11-22T09:40:00Z")
        }
        self = time
    }
    package var json: JSON { .string(text) }
}

/// A day of the calendar in UTC, `2027-11-30`.
package struct CalendarDay: FieldValue, Comparable {
    package let text: String
    package static let type = FieldType(
        CalendarDay.self, "day", takes: "a day like 2027-11-30", control: .day,
        schema: FieldSchema.object([("format", .string("date")), ("type", .string("string"))]))
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, text.utf8.count == 10, Time(text + "T00:00:00Z") != nil else {
            throw Misfit(expected: "a day like 2027-11-30")
        }
        self.text = text
    }
    /// A text that is known to be a day.
    package init(known text: String) { self.text = text }
    /// Its first second.
    package var begins: Time { Time(text + "T00:00:00Z") ?? .zero }
    package var json: JSON { .string(text) }
    package static func < (one: CalendarDay, other: CalendarDay) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }
}

/// What a quantity is counted in.
package protocol Unit: Sendable { static var text: String { get } }
package enum Megabytes: Unit { package static let text = "MB" }

/// A whole number in the unit of its declaration; the unit is not in the line.
package struct Quantity<U: Unit>: FieldValue, Comparable {
    package let number: Int
    package static var type: FieldType {
        FieldType(
            Self.self, "number-of-\(U.text)", takes: "a whole number of \(U.text)", control: .number,
            schema: FieldSchema.number(0...JSON.largestInteger), read: FieldType.number,
            plain: { json in "\(FieldType.text(json)) \(U.text)" })
    }
    package init(_ json: JSON) throws(Misfit) {
        guard let number = json.number else { throw Misfit(expected: "a whole number of \(U.text)") }
        self.number = number
    }
    package var json: JSON { .integer(number) }
    package static func < (one: Self, other: Self) -> Bool { one.number < other.number }
}
