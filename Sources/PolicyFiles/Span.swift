/// Lengths of time as people write them: `14 days`, `12 hours`.
enum Span {
    /// Keys whose value is a length of time; it is compiled to whole seconds.
    private static let keys: Set<String> = ["expires", "span", "term"]

    /// Whether a text is meant as a length of time: by its key, or, in a row of the Manual, because no code begins with a
    /// digit.
    static func stands(at path: [String], _ text: String) -> Bool {
        guard let key = path.last else { return false }
        if path.count == 5, path[0] == "values", path[2] == "rows" {
            return text.utf8.first.map { (0x30...0x39).contains($0) } ?? false
        }
        // The bounds of a length of time are lengths of time.
        if path.count == 3, path[0] == "bounds" { return key == "least" || key == "most" }
        return keys.contains(key)
    }

    /// Seconds; nil for what is not a length of time. Months and years are left out: they have no fixed length.
    static func seconds(_ text: String) -> Int? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, 1...5 ~= words[0].utf8.count,
            words[0].utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            words[0].utf8.first != 0x30,
            let number = Int(words[0])
        else { return nil }
        switch words[1] {
        case "minute", "minutes": return number * 60
        case "hour", "hours": return number * 3600
        case "day", "days": return number * 86_400
        case "week", "weeks": return number * 604_800
        default: return nil
        }
    }
}
