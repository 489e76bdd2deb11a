/// The little of Markdown that the protocol's documents use: headings with anchors, paragraphs, lists, tables, code,
/// emphasis, links. What it does not know is shown as text, and all text is escaped, so a document cannot add markup.
struct Markdown {
    /// The level of a heading with one `#`.
    let top: Int
    /// Where a link leads; nil leaves its words alone.
    let link: (Substring) -> String?
    /// Where a word of plain text leads.
    let cite: (Substring) -> String?

    func html(_ text: String) -> HTML {
        var blocks: [HTML] = [], anchor = ""
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let line = lines.first {
            if line.isEmpty {
                lines.removeFirst()
            } else if let id = Markdown.anchor(line) {
                anchor = id
                lines.removeFirst()
            } else if line.hasPrefix("#") {
                blocks.append(heading(line, anchor))
                anchor = ""
                lines.removeFirst()
            } else {
                blocks.append(block(&lines))
            }
        }
        return HTML(blocks, between: "\n")
    }

    /// `<a id="p-41"></a>` on a line of its own.
    private static func anchor(_ line: Substring) -> String? {
        guard line.hasPrefix("<a id=\""), line.hasSuffix("\"></a>") else { return nil }
        return String(line.dropFirst(7).dropLast(6))
    }

    private func heading(_ line: Substring, _ anchor: String) -> HTML {
        let level = line.prefix { $0 == "#" }.count
        let words = inline(line.dropFirst(level).drop { $0 == " " }, citing: false)
        let id: HTML = anchor.isEmpty ? .none : " id=\"\(anchor)\""
        return "<h\(min(level + top - 1, 6))\(id)>\(words)</h\(min(level + top - 1, 6))>"
    }

    private func block(_ lines: inout ArraySlice<Substring>) -> HTML {
        if lines.first?.hasPrefix("* ") == true { return list(&lines) }
        if lines.first?.hasPrefix("|") == true { return table(&lines) }
        if lines.first?.hasPrefix("    ") == true {
            let code = Markdown.take(&lines) { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }
            return "<code class=\"shell\">\(code.joined(separator: "\n"))</code>"
        }
        let first = lines.removeFirst()
        let rest = Markdown.take(&lines) {
            !$0.isEmpty && !$0.hasPrefix("* ") && !$0.hasPrefix("|") && !$0.hasPrefix("#")
        }
        return "<p>\(inline(([first] + rest).joined(separator: " ")[...]))</p>"
    }

    private func list(_ lines: inout ArraySlice<Substring>) -> HTML {
        var items: [HTML] = []
        while let line = lines.first, line.hasPrefix("* ") {
            lines.removeFirst()
            let rest = Markdown.take(&lines) { $0.hasPrefix("  ") }.map { $0.drop { $0 == " " } }
            items.append("<li>\(inline(([line.dropFirst(2)] + rest).joined(separator: " ")[...]))</li>")
        }
        return "<ul>\(items)</ul>"
    }

    /// The first row is the head, the second its rule.
    private func table(_ lines: inout ArraySlice<Substring>) -> HTML {
        let rows = Markdown.take(&lines) { $0.hasPrefix("|") }.map { row in
            row.split(separator: "|").map(Markdown.trimmed)
        }
        let head = (rows.first ?? []).map { "<th scope=\"col\">\(inline($0))</th>" as HTML }
        let body = rows.dropFirst(2).map { row in
            "<tr>\(row.map { "<td>\(inline($0))</td>" as HTML })</tr>" as HTML
        }
        return "<table><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table>"
    }

    private static func trimmed(_ cell: Substring) -> Substring {
        let end = cell.lastIndex { $0 != " " }.map(cell.index(after:)) ?? cell.startIndex
        return cell[..<end].drop { $0 == " " }
    }

    private static func take(_ lines: inout ArraySlice<Substring>, while isPart: (Substring) -> Bool) -> [Substring] {
        let taken = Array(lines.prefix(while: isPart))
        lines = lines.dropFirst(taken.count)
        return taken
    }

    /// A run of text: code, emphasis, links, words. A mark without its end is a letter like others.
    func inline(_ text: Substring, citing: Bool = true) -> HTML {
        var pieces: [HTML] = [], rest = text
        while let start = rest.firstIndex(where: { "`*[".contains($0) }) {
            pieces.append(words(rest[..<start], citing))
            rest = rest[start...]
            if let (code, after) = Markdown.between("`", "`", rest) {
                pieces.append("<code>\(code)</code>")
                rest = after
            } else if let (strong, after) = Markdown.between("**", "**", rest) {
                pieces.append("<strong>\(inline(strong, citing: citing))</strong>")
                rest = after
            } else if let (emphasis, after) = Markdown.between("*", "*", rest) {
                pieces.append("<em>\(inline(emphasis, citing: citing))</em>")
                rest = after
            } else if let (label, target) = Markdown.between("[", "](", rest),
                let (address, after) = Markdown.between("", ")", target)
            {
                let words = inline(label, citing: false)
                pieces.append(link(address).map { "<a href=\"\($0)\">\(words)</a>" } ?? words)
                rest = after
            } else {
                pieces.append(words(rest.prefix(1), citing))
                rest = rest.dropFirst()
            }
        }
        pieces.append(words(rest, citing))
        return HTML(pieces)
    }

    /// What is between two marks, and what comes behind.
    private static func between(_ open: String, _ close: String, _ text: Substring) -> (Substring, Substring)? {
        guard text.hasPrefix(open) else { return nil }
        let inner = text.dropFirst(open.count)
        guard let end = inner.firstRange(of: close), end.lowerBound > inner.startIndex else { return nil }
        return (inner[..<end.lowerBound], inner[end.upperBound...])
    }

    private func words(_ text: Substring, _ citing: Bool) -> HTML {
        guard citing else { return HTML(text: text) }
        func isWord(_ letter: Character) -> Bool {
            letter == "-" || letter.isASCII && (letter.isLetter || letter.isNumber)
        }
        var pieces: [HTML] = [], rest = text
        while let first = rest.first {
            let run = rest.prefix { isWord($0) == isWord(first) }
            pieces.append(cite(run).map { "<a href=\"\($0)\">\(run)</a>" } ?? HTML(text: run))
            rest = rest[run.endIndex...]
        }
        return HTML(pieces)
    }
}
