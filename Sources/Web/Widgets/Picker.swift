import Ledger
import Rules

/// What a form offers where it asks for one of many: all of a short list as a menu; of a long one what matches some words.
///
/// The words stand in a field of their own, and *Find* comes back with the same form and what matches: no script is needed,
/// and nothing that was typed is lost. No list is sent whole, however long a register grows.
struct Picker: Sendable {
    typealias Option = (value: String, label: String)

    /// Options of one field, the empty one counted.
    static let most = 50
    static let wordsMost = 100

    /// How many there are to choose from.
    let count: Int
    /// The first few that match, and how many match in all.
    let find: @Sendable (_ words: String, _ most: Int) -> (found: [Option], total: Int)
    /// How a value that is chosen already reads; nil: there is no such thing.
    let label: @Sendable (String) -> String?

    init(
        count: Int, find: @escaping @Sendable (String, Int) -> (found: [Option], total: Int),
        label: @escaping @Sendable (String) -> String?
    ) { (self.count, self.find, self.label) = (count, find, label) }

    /// A list that is at hand.
    init(_ options: [Option]) {
        count = options.count
        find = { words, most in
            let words = Picker.split(words)
            let found =
                words.isEmpty
                ? options : options.filter { option in words.allSatisfy { Name.folded(option.label).contains($0) } }
            return (Array(found.prefix(most)), found.count)
        }
        label = { value in options.first { $0.value.utf8.elementsEqual(value.utf8) }?.label }
    }

    /// Several lists as one, each in its turn.
    init(joining pickers: [Picker]) {
        count = pickers.reduce(0) { $0 + $1.count }
        find = { words, most in
            var (options, total) = ([Option](), 0)
            for picker in pickers {
                let more = picker.find(words, most - options.count)
                options += more.found
                total += more.total
            }
            return (options, total)
        }
        label = { value in pickers.lazy.compactMap { $0.label(value) }.first }
    }

    /// The items of a register.
    init(_ register: Register, _ world: World) {
        @Sendable func option(_ item: ItemView) -> Option {
            (
                item.id.text,
                item.name.isEmpty ? "\(item.id.text), \(item.state)" : "\(item.id.text), \(item.name), \(item.state)"
            )
        }
        count = register.count(world)
        find = { words, most in
            guard most > 0 || !words.isEmpty else { return ([], register.count(world)) }
            var query = RegisterQuery()
            (query.words, query.pageSize) = (words, max(0, most))
            guard let page = try? register.page(query, in: world) else { return ([], 0) }
            // What is called by its id stands first: M-12 before M-120.
            guard let id = ItemID(words.uppercased()), let item = register.item(id, in: world) else {
                return (page.items.map(option), page.total)
            }
            return (Array(([item] + page.items.filter { $0.id != id }).prefix(most)).map(option), page.total)
        }
        label = { value in ItemID(value).flatMap { register.item($0, in: world) }.map { option($0).label } }
    }

    private static func split(_ words: String) -> [String] {
        Name.folded(words).split(separator: " ").map { String($0) }
    }
}

extension Register {
    fileprivate func item(_ id: ItemID, in world: World) -> ItemView? {
        id.prefix == prefix ? item(id.number, in: world) : nil
    }
}

extension Picker {
    /// The control of a field, with what was typed into its form. `none` is offered before all others.
    func control(_ name: String, _ typed: Form, none: Option? = ("", "Choose …")) -> FormField.Control {
        let fixed = none.map { [$0] } ?? []
        guard count + fixed.count > Picker.most else { return .menu(fixed + find("", Picker.most).found) }
        let words = String(trimmed(typed[Picker.words(name)]).prefix(Picker.wordsMost))
        var (options, total) = find(words, Picker.most - fixed.count)
        let chosen = typed[name]
        if !chosen.isEmpty, !(fixed + options).contains(where: { $0.value.utf8.elementsEqual(chosen.utf8) }),
            let label = label(chosen)
        {
            options = [(chosen, label)] + options.dropLast(options.count + fixed.count < Picker.most ? 0 : 1)
        }
        return .search(.init(options: fixed + options, words: words, matching: total, of: count))
    }

    /// Says of a form that everybody is listed in a field, whether or not they may.
    static func all(_ name: String) -> String { "all." + name }
    static func listsAll(_ name: String, _ typed: Form) -> Bool {
        typed.has(all(name)) || typed["look"].utf8.elementsEqual(all(name).utf8)
    }

    /// The name of the field for the words.
    static func words(_ name: String) -> String { "find." + name }
    /// For which words the options of a form were found.
    static func found(_ name: String) -> String { "found." + name }

    /// Whether a form asks for what matches, and not for what it is about: the button, or words that nobody looked for yet.
    static func isAsked(_ form: Form) -> Bool {
        form.has("look")
            || form.all(under: "find.").contains { name, words in
                !trimmed(words).utf8.elementsEqual(form[found(name)].utf8)
            }
    }
}
