import Ledger

/// What a finding, a task or a duty is about: pages make a link of it.
package enum About: Hashable, Sendable {
    /// A person, a machine, a stop, an act, a motion, a record, or an item of a register, by its id.
    case item(String)
    case entry(Int)
    /// A group of the policy, by its code.
    case group(String)
    /// An exception of the policy, by its id.
    case exception(String)
    case journal

    package var text: String {
        switch self {
        case .item(let id), .group(let id), .exception(let id): id
        case .entry(let place): "entry \(place)"
        case .journal: "journal"
        }
    }

    /// Whether it is written as something is that a finding may be about.
    static func isText(_ text: String) -> Bool {
        if text.contains(" ") { if case .entry? = Beginning(text: text) { true } else { false } } else { true }
    }
}

/// The entry that began something (decision D16); for a date that passed, the entry that set the date.
package enum Beginning: Hashable, Sendable {
    case entry(Int)
    case journal(segment: Int, index: Int)

    package var text: String {
        switch self {
        case .entry(let place): "entry \(place)"
        case .journal(let segment, let index): "journal \(segment)/\(index)"
        }
    }

    /// What `text` writes, and no other spelling of it.
    init?(text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return nil }
        let numbers = parts[1].split(separator: "/", omittingEmptySubsequences: false).compactMap { Int($0) }
        switch (parts[0], numbers.count) {
        case ("entry", 1): self = .entry(numbers[0])
        case ("journal", 2): self = .journal(segment: numbers[0], index: numbers[1])
        default: return nil
        }
        guard self.text == text, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    }
}

/// Why a rule says something: what it is about, what began it, and the sentence that says so.
///
/// A rule must say the same cause again as long as it lasts: rule, what it is about and what began it are the identity
/// of a finding, and an answer is given to exactly one.
package struct Cause: Sendable {
    package let about: About
    package let begun: Beginning
    /// Since when; nil: since the entry that began it.
    package let since: Time?
    package let says: String
    /// The clauses that speak to this cause, where they are not the rule's: a breach's own, or a group's.
    package let clauses: [String]?

    package init(about: About, begun: Beginning, since: Time? = nil, says: String, clauses: [String]? = nil) {
        (self.about, self.begun, self.since, self.says, self.clauses) = (about, begun, since, says, clauses)
    }

    /// Begun by an entry of the ledger.
    package init(about: About, place: Int, since: Time? = nil, says: String, clauses: [String]? = nil) {
        self.init(about: about, begun: .entry(place), since: since, says: says, clauses: clauses)
    }
}
