/// Lengths of time as people write them: `14 days`, `12 hours`.
enum Span {
    /// Keys whose value is a length of time; it is compiled to whole seconds.
    static let keys: Set<String> = ["expires", "span", "term"]

    /// Seconds; nil for what is no length of time. Months and years are left out: they have no fixed length.
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
