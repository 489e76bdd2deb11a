/// Shares of a whole as one bar; what they are is in words beside it.
enum Bar {
    static func html(_ parts: [(Meaning, Int)], says: String) -> HTML {
        let total = max(1, parts.map(\.1).reduce(0, +))
        var at = 0
        var pieces: [HTML] = []
        for (meaning, count) in parts where count > 0 {
            let (start, end) = (at * 1000 / total, (at + count) * 1000 / total)
            at += count
            pieces.append(
                "<rect class=\"f-\(meaning.rawValue)\" x=\"\(start)\" width=\"\(max(2, end - start - 2))\" height=\"10\"/>"
            )
        }
        return
            "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"\(says)\">\(pieces)</svg>"
    }
}
