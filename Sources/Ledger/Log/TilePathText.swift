extension TilePath {
    /// The name as C2SP tlog-tiles writes it, without a leading slash.
    package var text: String {
        var text = "tile/"
        switch content {
        case .entries: text += "entries"
        case .hashes(let level): text += String(level)
        }
        // Groups of three digits from the right, all but the last with an x: no folder holds more than 1,000
        // names.
        var groups = [TilePath.group(index % 1000)]
        var rest = index / 1000
        while rest > 0 {
            groups.append("x" + TilePath.group(rest % 1000))
            rest /= 1000
        }
        for group in groups.reversed() { text += "/" + group }
        return isFull ? text : text + ".p/" + String(width)
    }

    /// Reads a name; nil for every text that `text` would not write.
    package init?(_ text: String) {
        var parts = text.utf8.split(separator: 0x2f, omittingEmptySubsequences: false)[...]
        // tile, level, six groups and a width are the longest name of a log that can be.
        guard 3...9 ~= parts.count, parts.popFirst()?.elementsEqual("tile".utf8) == true,
            let level = parts.popFirst()
        else { return nil }
        let content: Content
        if level.elementsEqual("entries".utf8) {
            content = .entries
        } else {
            guard let number = Decimal.number(level) else { return nil }
            content = .hashes(level: number)
        }
        var width = TilePath.widthMax
        if parts.count >= 2, let partial = parts.dropLast().last, partial.count == 5,
            partial.suffix(2).elementsEqual(".p".utf8)
        {
            guard let last = parts.popLast(), let number = Decimal.number(last), number < width else {
                return nil
            }
            width = number
            parts[parts.endIndex - 1] = partial.dropLast(2)
        }
        guard let index = TilePath.index(parts) else { return nil }
        self.init(content, index: index, width: width)
        // What was read is written again and compared: groups of zeros in front, for one, are found here.
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }

    private static func index(_ groups: ArraySlice<Substring.UTF8View>) -> Int? {
        guard let last = groups.last, groups.count <= 6, let units = threeDigits(last) else { return nil }
        var index = 0
        for group in groups.dropLast() {
            guard group.first == 0x78, let digits = threeDigits(group.dropFirst()) else { return nil }
            index = index * 1000 + digits
        }
        return index * 1000 + units
    }

    private static func threeDigits(_ digits: some Collection<UInt8>) -> Int? {
        guard digits.count == 3, digits.allSatisfy(Grammar.isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }

    private static func group(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}

extension TilePath: CustomStringConvertible {
    /// The name as C2SP tlog-tiles writes it.
    package var description: String { text }
}
