/// The protocol as docs/protocol has it, inside the program: a server without a network shows the rules that it keeps.
///
/// `Sections`, `attacks.md` and `words.md` beside this file are links to the documents; the package embeds their bytes in the code.
enum ProtocolText {
    struct Rule: Sendable { let id: String, title: String }

    /// One document, by its file's name.
    struct Document: Sendable {
        let file: String
        let text: String
        /// The headings `### ID title`.
        let rules: [Rule]

        init(_ file: String, _ bytes: [UInt8]) {
            self.file = file
            text = String(decoding: bytes, as: UTF8.self)
            rules = text.split(separator: "\n").filter { $0.hasPrefix("### ") }.map { line in
                let parts = line.dropFirst(4).split(separator: " ", maxSplits: 1).map(String.init)
                return Rule(id: parts.first ?? "", title: parts.count > 1 ? parts[1] : "")
            }
        }

        /// The first line, `# A. Entries`.
        var title: String { String(text.prefix { $0 != "\n" }.drop { $0 == "#" || $0 == " " }) }
    }

    static let sections = [
        Document("A-entries.md", PackageResources.A_entries_md), Document("B-time.md", PackageResources.B_time_md),
        Document("C-keys.md", PackageResources.C_keys_md), Document("D-acts.md", PackageResources.D_acts_md),
        Document("E-records.md", PackageResources.E_records_md),
        Document("F-bodies.md", PackageResources.F_bodies_md), Document("G-stops.md", PackageResources.G_stops_md),
        Document("H-editions.md", PackageResources.H_editions_md),
        Document("I-journal.md", PackageResources.I_journal_md),
    ]
    static let attacks = Document("attacks.md", PackageResources.attacks_md)
    static let words = Document("words.md", PackageResources.words_md)

    private static let addresses: [String: String] = {
        let rules = sections.flatMap(\.rules).map { ($0.id, "/protocol#\($0.id.lowercased())") }
        let cases = attacks.rules.map { ($0.id, "/protocol/attacks#\($0.id.lowercased())") }
        return Dictionary(rules + cases) { first, _ in first }
    }()

    /// The place of a rule, `P-41` or `K-8`; nil for what is none.
    static func address(ofRule id: some StringProtocol) -> String? { id.contains("-") ? address(of: id) : nil }

    /// Where a rule or an attack can be read, `P-41`, `K-8`, `A23`; nil for what is none.
    static func address(of id: some StringProtocol) -> String? { addresses[String(id)] }

    /// Where a link of these documents leads on this site; nil for files that are in the repository alone.
    static func address(ofLink link: Substring) -> String? {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = parts[0].split(separator: "/").last ?? "", anchor = parts.count > 1 ? "#\(parts[1])" : ""
        if parts[0].isEmpty { return anchor }
        if file == attacks.file { return "/protocol/attacks\(anchor)" }
        if file == words.file { return "/protocol/words\(anchor)" }
        return file == "protocol.md" || sections.contains { $0.file == file } ? "/protocol\(anchor)" : nil
    }
}
