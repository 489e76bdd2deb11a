import Ledger
import Rules

/// One of the five meanings: a colour and a shape, so that neither is needed alone.
enum Meaning: String {
    case holds, due, broken, idle, open
}

/// A word with its mark.
func mark(_ meaning: Meaning, _ text: some StringProtocol) -> HTML {
    "<span class=\"mark \(meaning.rawValue)\">\(text)</span>"
}

extension Condition {
    var meaning: Meaning {
        switch self {
        case .open: .open
        case .ended(.inEffect): .holds
        case .stopped: .broken
        case .ended(.defeated), .ended(.declined), .ended(.withdrawn), .expired, .lapsed: .idle
        }
    }
}

extension OpenRecord {
    var meaning: Meaning {
        switch word {
        case "claimed": .open
        case "complete": .holds
        case "late": .due
        default: .broken
        }
    }
}

extension ViewContext {
    /// What has become of a record; *reversed* wherever it is shown (K-15).
    func mark(_ record: OpenRecord) -> HTML {
        let word = world.word(of: record)
        return Web.mark(word == record.word ? record.meaning : .idle, word)
    }
}

/// The state of a clause or of a part with its mark; what it means is told on hover.
func mark(_ state: ClauseState) -> HTML {
    "<span class=\"mark \(state.colour.rawValue)\" title=\"\(state.meaning)\">\(state.word)</span>"
}

extension ClauseState {
    var colour: Meaning {
        switch self {
        case .holds: .holds
        case .broken: .broken
        case .due, .excepted: .due
        case .documented: .open
        case .absent, .unexercised, .notApplicable: .idle
        }
    }
}

extension ViewContext {
    /// A clause as a link to its page, a rule of the protocol as a link to its place. A clause that the code cites and
    /// the policy in force does not have is text.
    func clause(_ id: String) -> HTML {
        guard authority.clauseBook?.clause(id) == nil else {
            return "<a class=\"rule\" href=\"/policy/\(id)\">\(id)</a>"
        }
        if let path = ProtocolText.address(ofRule: id) { return "<a class=\"rule\" href=\"\(path)\">\(id)</a>" }
        return "<span class=\"rule\" title=\"not a clause of the policy in force\">\(shown(id, longest: 255))</span>"
    }

    func clauses(_ ids: [String]) -> HTML { HTML(ids.map(clause), between: " ") }
}

/// An id as a link to whatever has that id; other text is shown as text.
func idLink(_ text: String) -> HTML {
    guard let path = Address.of(text) else { return shown(text) }
    if let id = ItemID(text), id.prefix == Person.prefix { return Called.link(id.number) }
    return "<a href=\"\(path)\">\(text)</a>"
}

/// A sentence of ours in which ids are links.
func linked(_ text: String) -> HTML {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map { word -> HTML in
        let trailing = word.reversed().prefix { ".,:;".contains($0) }.count
        let core = String(word.dropLast(trailing))
        if let digest = Digest(hex: core) {
            return
                "<span class=\"mono\" title=\"\(digest.hex)\">\(String(digest.hex.prefix(16)))…</span>\(word.suffix(trailing))"
        }
        if let id = ItemID(core), id.prefix == Person.prefix {
            return "\(Called.link(id.number))\(word.suffix(trailing))"
        }
        guard let path = ProtocolText.address(ofRule: core) ?? ItemID(core).flatMap({ Address.of($0.text) }) else {
            return shown(String(word), longest: 600)
        }
        return "<a href=\"\(path)\">\(core)</a>\(word.suffix(trailing))"
    }
    return HTML(words, between: " ")
}

func personLink(_ number: Int) -> HTML {
    number == 0 ? "<span>the holder of the new key</span>" : Called.link(number)
}

func people(_ numbers: [Int], _ last: String = "and") -> HTML {
    guard numbers.count > 1, let end = numbers.last else { return numbers.first.map(personLink) ?? "nobody" }
    return "\(HTML(numbers.dropLast().map(personLink), between: ", ")) \(last) \(personLink(end))"
}

/// Twelve or twenty-four words in groups of four, as people read them to each other.
func wordGroups(_ words: [String]) -> HTML {
    let groups = stride(from: 0, to: words.count, by: 4).map {
        words[$0..<min($0 + 4, words.count)].joined(separator: " ")
    }
    return HTML(groups.map { "<span class=\"four\">\($0)</span>" }, between: " <span class=\"dot\">·</span> ")
}

/// Where things live on this site.
enum Address {
    /// The page of an id: `p17`, `A-412`, `M-147`; nil for what is not an id of ours.
    static func of(_ text: String) -> String? {
        guard let id = ItemID(text) else { return Digest(hex: text).map { "/search?q=\($0.hex)" } }
        switch id.prefix {
        case Person.prefix: return "/people/\(id.text)"
        case "A": return "/acts/\(id.text)"
        case "B": return "/motions/\(id.text)"
        case "R": return "/records/\(id.text)"
        case Question.prefix: return "/questions/\(id.text)"
        case Disowning.prefix: return "/findings"
        case Stop.prefix: return "/stops#\(id.text)"
        default: return Register.of(prefix: id.prefix).map { "/registers/\($0.name)/\(id.text)" }
        }
    }

    static func entry(_ place: Int) -> String { "/ledger/\(place)" }
}

func entryLink(_ place: Int) -> HTML { "<a href=\"\(Address.entry(place))\">entry \(grouped(place))</a>" }

/// Above what belongs to a chapter that the policy leaves out.
func notApplicable(_ reason: String) -> HTML {
    "<p class=\"lead\">\(mark(ClauseState.notApplicable)) The policy leaves this chapter out: \(shown(reason))</p>"
}
