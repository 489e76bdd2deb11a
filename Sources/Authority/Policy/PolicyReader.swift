import Ledger

/// A value of a compiled document with the path to it.
struct Spot {
    let value: JSON
    let path: [String]

    /// The member with this key; nil where there is none.
    subscript(key: String) -> Spot? { value[key].map { Spot(value: $0, path: path + [key]) } }
}

/// Reads a compiled document strictly and keeps the first faults, so that they can be told at once.
///
/// What is wrong yields nil or is left out after its fault is noted; what depends on it is then passed over
/// in silence. A caller must not use what it read when `faults` is not empty.
struct PolicyReader {
    let document: PolicyFault.Document
    private(set) var faults: [PolicyFault] = []
    /// Chapters of which a policy says nothing at all.
    var missing: Set<Clause.Chapter> = []

    init(_ document: PolicyFault.Document) { self.document = document }

    /// Whether there are as many faults as anybody is told.
    var isFull: Bool { faults.count >= PolicyFaults.most }

    /// Notes a fault at a path; one too many costs nothing, not even its words.
    mutating func fault(_ path: [String], _ what: @autoclosure () -> String) {
        guard !isFull else { return }
        faults.append(PolicyFault(document: document, path: path, what: what()))
    }

    /// Whether something is wrong at a path or inside it.
    func hasFault(at path: [String]) -> Bool { faults.contains { $0.path.starts(with: path) } }

    /// An object with these keys and no others; nil if it is not an object.
    mutating func object(_ spot: Spot?, required: [String], optional: [String] = []) -> Spot? {
        guard let spot else { return nil }
        guard let members = spot.value.members else {
            fault(spot.path, "this must be an object, not \(spot.value.sort)")
            return nil
        }
        let known = required + optional
        for member in members where !known.contains(member.key) {
            if isFull { break }
            fault(
                spot.path + [member.key],
                "unknown key `\(member.key)`" + Nearest.hint(member.key, among: known))
        }
        for key in required where spot[key] == nil {
            fault(spot.path, "`\(key)` is missing")
        }
        return spot
    }

    /// The members of an object whose keys are names; empty if it is not an object.
    mutating func entries(_ spot: Spot?) -> [(key: String, spot: Spot)] {
        guard let spot, !isFull else { return [] }
        guard let members = spot.value.members else {
            fault(spot.path, "this must be an object, not \(spot.value.sort)")
            return []
        }
        return members.map { ($0.key, Spot(value: $0.value, path: spot.path + [$0.key])) }
    }

    /// The items of a list whose length is in a range.
    mutating func items(_ spot: Spot?, _ length: ClosedRange<Int>) -> [Spot] {
        guard let spot, !isFull else { return [] }
        guard let list = spot.value.list else {
            fault(spot.path, "this must be a list, not \(spot.value.sort)")
            return []
        }
        if list.count < length.lowerBound {
            fault(
                spot.path,
                list.isEmpty ? "this list is empty" : "give at least \(length.lowerBound)")
        } else if list.count > length.upperBound {
            fault(spot.path, "give at most \(length.upperBound), not \(list.count); split the entry in two")
        }
        return list.prefix(length.upperBound).enumerated().map {
            Spot(value: $1, path: spot.path + [String($0)])
        }
    }

    /// A whole number in a range.
    mutating func number(_ spot: Spot?, _ range: ClosedRange<Int>, _ unit: String = "") -> Int? {
        guard let spot else { return nil }
        let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)\(unit)"
        guard let number = spot.value.number else {
            fault(spot.path, "this must be \(wanted), not \(spot.value.sort)")
            return nil
        }
        guard range.contains(number) else {
            fault(spot.path, "this must be \(wanted), not \(number)")
            return nil
        }
        return number
    }

    /// `true` or `false`.
    mutating func flag(_ spot: Spot?) -> Bool? {
        guard let spot else { return nil }
        guard let flag = spot.value.flag else {
            fault(spot.path, "this must be true or false, not \(spot.value.sort)")
            return nil
        }
        return flag
    }

    /// Any text.
    mutating func text(_ spot: Spot?) -> String? {
        guard let spot else { return nil }
        guard let text = spot.value.text else {
            fault(spot.path, "this must be a text, not \(spot.value.sort)")
            return nil
        }
        return text
    }

    /// Refuses any other schema: a later one may mean something else by the same words (P-62).
    mutating func schema(_ spot: Spot?) {
        guard let spot, spot.value != .integer(1) else { return }
        fault(spot.path, "this program reads schema 1 only")
    }
}

extension JSON {
    /// What it is, for a message.
    fileprivate var sort: String {
        switch self {
        case .string: "a text"
        case .integer: "a number"
        case .bool: "true or false"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
