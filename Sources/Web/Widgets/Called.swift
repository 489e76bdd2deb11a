/// People as pages call them: by their name, where whoever reads may know it, with the number small beside it.
enum Called {
    /// The name of a person, where whoever reads the page that is being made may know it.
    static func name(_ person: Int) -> String? { Reading.current.name(person) }

    /// As much of a name as stands in a row.
    private static let longest = 80

    /// `Marit Lindqvist (p1)`, as text in which nothing hides: for headings and menus.
    static func text(_ person: Int) -> String {
        name(person).map { "\(visible($0)) (p\(person))" } ?? "p\(person)"
    }

    /// A name in which everything can be seen; a letter that hides is told by its number.
    ///
    /// A name that looks like an id, a list or a note of ours stands in quotes, and one with letters of another script says
    /// so: else somebody could be called “Marit Lindqvist, p1”, or so with other letters.
    static func visible(_ name: String) -> String {
        let text = spelled(name)
        let isForeign = name.unicodeScalars.contains { if case .foreign = TextKind($0) { true } else { false } }
        let isOdd = text.contains { "(),;·“”\"/[]".contains($0) || $0.isNumber }
        return (isOdd ? "“\(text.filter { !"“”".contains($0) })”" : text) + (isForeign ? " [not Latin]" : "")
    }

    private static func spelled(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            guard text.utf8.count < longest else { return text + "…" }
            switch TextKind(scalar) {
            case .plain, .foreign: text.unicodeScalars.append(scalar)
            case .line: text += " "
            case .hidden: text += "[\(codePoint(scalar))]"
            }
        }
        return text
    }

    /// The name and the number as a link to the person's page.
    static func link(_ person: Int) -> HTML {
        guard let name = name(person) else { return "<a href=\"/people/p\(person)\">p\(person)</a>" }
        return
            "<a class=\"person\" href=\"/people/p\(person)\">\(shown(name, longest: longest)) <small>p\(person)</small></a>"
    }
}
