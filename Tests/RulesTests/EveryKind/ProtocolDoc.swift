import Foundation

/// The protocol as it stands in docs/protocol, and who cites it: what ProtocolDocTests asks.
enum ProtocolDoc {
    struct Rule {
        let id: String, title: String, file: String
        /// The line before the heading, where the anchor stands.
        let anchor: String
        /// What stands below the heading, line by line.
        let lines: [String]

        /// The lines of one of the points below a rule, `* *Tests:* …` and its continuation.
        func point(_ name: String) -> String? {
            guard let start = lines.firstIndex(where: { $0.hasPrefix("* *\(name):*") }) else { return nil }
            let rest = lines[(start + 1)...].prefix { $0.hasPrefix("  ") }
            return ([lines[start]] + rest).joined(separator: "\n")
        }

        /// No program asks it: the mark is the first thing below the heading.
        var isUnbuilt: Bool { lines.first?.hasPrefix("*Not built yet.*") == true }
        var isPartlyBuilt: Bool { point("Not built yet") != nil }
        var link: String { "protocol/\(file)#\(id.lowercased())" }
        /// The names between backquotes in the point *Tests*.
        var tests: [String] {
            (point("Tests") ?? "").components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(
                \.element)
        }
    }

    /// A heading `### ID title` with what stands below it up to the next heading.
    static func rules(in file: String) throws -> [Rule] {
        let lines = try text("docs/\(file)").components(separatedBy: "\n")
        let starts = lines.indices.filter { lines[$0].hasPrefix("### ") }
        return zip(starts, starts.dropFirst() + [lines.count]).map { start, end in
            let heading = lines[start].dropFirst(4).split(separator: " ", maxSplits: 1).map(String.init)
            return Rule(
                id: heading.first ?? "", title: heading.count > 1 ? heading[1] : "",
                file: file.replacingOccurrences(of: "protocol/", with: ""),
                anchor: start > 0 ? lines[start - 1] : "", lines: Array(lines[(start + 1)..<end]))
        }
    }

    static func rules() throws -> [Rule] {
        try files(under: "docs/protocol", ending: [".md"]).flatMap { try rules(in: String($0.dropFirst(5))) }
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: TidyTests.root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Paths from the project's root.
    static func files(under folder: String, ending: [String]) -> [String] {
        let base = TidyTests.root.appendingPathComponent(folder)
        let all = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return all.filter { path in ending.contains { path.hasSuffix($0) } }.sorted().map { "\(folder)/\($0)" }
    }

    /// Every rule and attack that a text cites: `P-41`, `K-8`, `A23`. P-256 is a curve, and A-412 an act.
    static func citations(in text: String) -> Set<String> {
        var found: Set<String> = []
        let bytes = Array(text.utf8)
        func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "{"): true
            default: false
            }
        }
        for (index, byte) in bytes.enumerated() {
            let isAttack = byte == UInt8(ascii: "A")
            guard isAttack || byte == UInt8(ascii: "P") || byte == UInt8(ascii: "K") else { continue }
            guard index == 0 || !isWord(bytes[index - 1]) && bytes[index - 1] != UInt8(ascii: "-") else { continue }
            if !isAttack, index + 1 >= bytes.count || bytes[index + 1] != UInt8(ascii: "-") { continue }
            let digits = bytes[(index + (isAttack ? 1 : 2))...].prefix { (0x30...0x39).contains($0) }
            guard (1...2).contains(digits.count), digits.first != 0x30 else { continue }
            guard digits.endIndex >= bytes.count || !isWord(bytes[digits.endIndex]) else { continue }
            found.insert(String(decoding: bytes[index..<digits.endIndex], as: UTF8.self))
        }
        return found
    }
}
