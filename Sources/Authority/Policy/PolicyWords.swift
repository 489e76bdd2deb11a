import Ledger

/// Readings of the small languages in a policy: codes, clause ids, sentences for people, choices.
extension PolicyReader {
    /// A code, `[a-z][a-z0-9-]{0,63}`.
    mutating func code(_ spot: Spot?) -> String? {
        guard let spot, let text = text(spot) else { return nil }
        guard Grammar.isName(text) else {
            fault(
                spot.path,
                "`\(text)` is not a valid code: use a lower-case letter, then lower-case letters, digits and hyphens, at most 64"
            )
            return nil
        }
        return text
    }

    /// A list of codes without repeats.
    mutating func codes(_ spot: Spot?, _ length: ClosedRange<Int>) -> [Spot] {
        distinct(items(spot, length)).filter { code($0) != nil }
    }

    /// Clause ids without repeats, at least one: nothing in a policy stands without its authority (SP-1.2h).
    mutating func clauses(_ spot: Spot?) -> [String] {
        distinct(items(spot, 1...40)).compactMap { clauseID($0) }
    }

    /// A clause id.
    mutating func clauseID(_ spot: Spot?) -> String? {
        guard let spot, let text = text(spot) else { return nil }
        guard Clause.isID(text) else {
            fault(
                spot.path,
                "`\(text)` is not a valid clause id: use letters, a hyphen, a section and perhaps a letter, like `SP-2.2.3.3b`"
            )
            return nil
        }
        return text
    }

    /// A line for people: not empty, no line break, nothing that turns or hides letters.
    package mutating func line(_ spot: Spot?, _ longest: Int) -> String? {
        guard let spot, let text = text(spot) else { return nil }
        guard 1...longest ~= text.utf8.count else {
            fault(spot.path, "this text must have 1 to \(longest) bytes, not \(text.utf8.count)")
            return nil
        }
        guard !text.unicodeScalars.contains(where: { $0.isTreacherous }) else {
            fault(
                spot.path,
                "this text contains a line break, an invisible character or one that changes the direction of text")
            return nil
        }
        return text
    }

    /// A day, `2027-11-30`.
    mutating func day(_ spot: Spot?) -> Day? {
        guard let spot, let text = text(spot) else { return nil }
        if let day = Day(text) { return day }
        fault(spot.path, "`\(text)` is not a date like 2027-11-30")
        return nil
    }

    /// One of the cases of an enumeration.
    mutating func choice<Choice>(_ spot: Spot?, _: Choice.Type) -> Choice?
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let spot, let text = text(spot) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        let all = known.map { "`\($0)`" }.joined(separator: ", ")
        fault(spot.path, "`\(text)` is not one of \(all)" + Nearest.hint(text, among: known))
        return nil
    }

    /// Choices in ascending order without repeats, so that one set is written in one way.
    mutating func ascending<Choice>(_ spot: Spot?, _: Choice.Type) -> [Choice]
    where Choice: RawRepresentable<String> & CaseIterable {
        let found = items(spot, 0...Choice.allCases.count).compactMap { choice($0, Choice.self) }
        let names = found.map(\.rawValue)
        if let spot, zip(names, names.dropFirst()).contains(where: { $0 >= $1 }) {
            fault(spot.path, "these must be in ascending order and all different")
        }
        return found
    }

    /// The items, with a fault for each that stands a second time.
    mutating func distinct(_ spots: [Spot]) -> [Spot] {
        var seen: Set<JSON> = []
        return spots.filter { spot in
            guard !seen.insert(spot.value).inserted else { return true }
            fault(spot.path, "this is listed twice")
            return false
        }
    }
}

extension Unicode.Scalar {
    /// A line break, or a character without a shape of its own that changes how others are read: what people
    /// are shown before they sign must be what they think it is.
    fileprivate var isTreacherous: Bool {
        switch value {
        case 0x00...0x1f, 0x7f...0x9f, 0xad, 0x61c, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff:
            true
        default: false
        }
    }
}
