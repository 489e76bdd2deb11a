import Ledger

/// One thing that is wrong with an export. Any makes the verification fail.
package struct Fault: Hashable, Sendable {
    /// The place of the entry, if it is about one.
    package let entry: Int?
    /// The file below the folder, if it is about one.
    package let file: String?
    /// The protocol's rule or the standard that it breaks.
    package let rule: String
    /// What is wrong, as a sentence without its full stop.
    package let what: String

    init(_ rule: String, _ what: String, entry: Int? = nil, file: ExportPath? = nil) {
        self.rule = rule
        self.what = ShownText.of(what)
        self.entry = entry
        self.file = file?.text
    }

    /// The sentence with its entry or file and its rule.
    package var text: String {
        var place = ""
        if let entry { place = "entry \(entry): " }
        if let file { place += "\(file): " }
        return "\(place)\(what) (\(rule))"
    }
}

/// The faults that were found: the first of them in full, of the rest the number.
///
/// A hostile export could have one for each of millions of files.
package struct Faults: Sendable {
    /// The most faults that a report shows.
    package static let shownMax = 1000
    /// The first ones in the order in which they were met.
    package private(set) var list: [Fault] = []
    /// How many there are.
    package private(set) var count = 0

    mutating func add(_ fault: Fault) {
        count += 1
        if list.count < Faults.shownMax { list.append(fault) }
    }

    mutating func add(_ faults: [Fault]) { for fault in faults { add(fault) } }

    mutating func add(_ others: Faults) {
        add(others.list)
        count += others.count - others.list.count
    }
}
