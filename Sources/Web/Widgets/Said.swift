import Ledger
import Rules

/// A time as people say it, exact on hover and for machines.
func said(_ time: Time, now: Time) -> HTML {
    "<time datetime=\"\(time.text)\" title=\"\(time.text)\">\(spoken(time, now: now))</time>"
}

/// A time in full, in UTC.
func inFull(_ time: Time) -> HTML {
    "<time datetime=\"\(time.text)\" title=\"\(time.text)\">\(day(time, year: true)), \(clock(time)) UTC</time>"
}

/// Day, year and time in the reader's zone: what histories say, where “three days ago” helps nobody.
func dated(_ time: Time) -> HTML {
    let wall = Zone.current.wall(time)
    return "<time datetime=\"\(time.text)\" title=\"\(time.text)\">\(day(wall, year: true)), \(clock(wall))</time>"
}

func spoken(_ time: Time, now: Time) -> String {
    let past = now.since(time)
    switch past {
    case 0..<60: return "just now"
    case 60..<3600: return amount(past / 60, "minute") + " ago"
    case -3600 ..< -59: return "in " + amount(-past / 60, "minute")
    case -59..<0: return "in a moment"
    default: break
    }
    let (time, now) = (Zone.current.wall(time), Zone.current.wall(now))
    let sameDay = time.text.utf8.prefix(10).elementsEqual(now.text.utf8.prefix(10))
    if sameDay { return "today \(clock(time))" }
    let sameYear = time.text.utf8.prefix(4).elementsEqual(now.text.utf8.prefix(4))
    return "\(day(time, year: !sameYear)), \(clock(time))"
}

/// A length of time in words, in its largest whole unit.
func span(_ seconds: Int) -> String { LengthOfTime.words(seconds) }

/// `1 entry`, `1,284 entries`.
func amount(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    grouped(number) + " " + (number == 1 ? noun : plural ?? noun + "s")
}

/// Digits in groups of three.
func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
        if place > 0, place % 3 == 0, digit != "-" { text.append(",") }
        text.append(digit)
    }
    return String(text.reversed())
}

/// A small number in words, as headings say it.
func counted(_ number: Int) -> String {
    let words = [
        "Nothing", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
        "Twelve",
    ]
    return words.indices.contains(number) ? words[number] : grouped(number)
}

/// `p1, p2 and p3`
func listed(_ items: [String], _ last: String = "and") -> String {
    guard items.count > 1, let end = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(last) " + end
}

private func clock(_ time: Time) -> String {
    String(decoding: time.text.utf8.dropFirst(11).prefix(5), as: UTF8.self)
}

private func day(_ time: Time, year: Bool) -> String {
    let bytes = Array(time.text.utf8)
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 0x30 } }
    let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November",
        "December",
    ]
    let month = number(5..<7)
    return "\(number(8..<10)) \(months[min(max(month, 1), 12) - 1])" + (year ? " \(number(0..<4))" : "")
}
