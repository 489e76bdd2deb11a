/// A moment in whole seconds of UTC, in the years 1970 to 9999 (P-1).
///
/// Its only text is `2026-11-22T09:40:00Z`: Foundation's parsers drop fractions silently, and a time that
/// has two texts has two hashes. There is no leap second: second 60 does not exist.
package struct Time: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int

    /// 1970-01-01T00:00:00Z.
    package static let earliest = Time(unchecked: 0)
    /// 9999-12-31T23:59:59Z.
    package static let latest = Time(unchecked: 253_402_300_799)

    private static let secondsPerDay = 86_400

    private init(unchecked seconds: Int) { self.seconds = seconds }

    /// Takes seconds since 1970; nil before 1970 or after 9999.
    package init?(seconds: Int) {
        guard Time.earliest.seconds...Time.latest.seconds ~= seconds else { return nil }
        self.seconds = seconds
    }

    /// Reads `2026-11-22T09:40:00Z`; nil for any other form and for times that do not exist.
    package init?(_ text: String) { self.init(bytes: text.utf8) }

    /// Reads the same text from bytes.
    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 20 else { return nil }
        var fields = (year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0)
        for (place, byte) in bytes.enumerated() {
            switch place {
            case 4, 7: guard byte == 0x2d else { return nil }
            case 10: guard byte == 0x54 else { return nil }
            case 13, 16: guard byte == 0x3a else { return nil }
            case 19: guard byte == 0x5a else { return nil }
            default:
                guard 0x30...0x39 ~= byte else { return nil }
                let digit = Int(byte) - 0x30
                switch place {
                case 0...3: fields.year = fields.year * 10 + digit
                case 5, 6: fields.month = fields.month * 10 + digit
                case 8, 9: fields.day = fields.day * 10 + digit
                case 11, 12: fields.hour = fields.hour * 10 + digit
                case 14, 15: fields.minute = fields.minute * 10 + digit
                default: fields.second = fields.second * 10 + digit
                }
            }
        }
        guard 1970...9999 ~= fields.year, 1...12 ~= fields.month, fields.hour < 24, fields.minute < 60,
            fields.second < 60, fields.day >= 1,
            fields.day <= Time.length(ofMonth: fields.month, year: fields.year)
        else { return nil }
        let days = Time.days(year: fields.year, month: fields.month, day: fields.day)
        seconds = days * Time.secondsPerDay + fields.hour * 3600 + fields.minute * 60 + fields.second
    }

    /// The moment as statements write it.
    package var text: String { String(decoding: ascii, as: UTF8.self) }

    /// The 20 bytes of the text.
    var ascii: [UInt8] {
        let date = Time.date(days: seconds / Time.secondsPerDay)
        let rest = seconds % Time.secondsPerDay
        var text: [UInt8] = []
        text.reserveCapacity(20)
        func append(_ number: Int) {
            text.append(UInt8(truncatingIfNeeded: 0x30 + number / 10))
            text.append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
        }
        append(date.year / 100)
        append(date.year % 100)
        text.append(0x2d)
        append(date.month)
        text.append(0x2d)
        append(date.day)
        text.append(0x54)
        append(rest / 3600)
        text.append(0x3a)
        append(rest / 60 % 60)
        text.append(0x3a)
        append(rest % 60)
        text.append(0x5a)
        return text
    }

    /// The moment so many seconds later (earlier when negative); it stops at the ends of the range.
    package func adding(_ seconds: Int) -> Time {
        let (sum, overflow) = self.seconds.addingReportingOverflow(seconds)
        guard !overflow else { return seconds < 0 ? .earliest : .latest }
        return Time(unchecked: min(max(sum, Time.earliest.seconds), Time.latest.seconds))
    }

    /// Seconds from an earlier moment to this one; negative when that one is later.
    package func since(_ earlier: Time) -> Int { seconds - earlier.seconds }

    /// Orders by time.
    package static func < (left: Time, right: Time) -> Bool { left.seconds < right.seconds }

    // MARK: The Gregorian calendar, in eras of 400 years that begin in March

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let era = marchYear / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

extension Time: CustomStringConvertible {
    /// The moment as statements write it.
    package var description: String { text }
}
