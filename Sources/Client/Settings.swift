/// Who somebody is and with which key, server by server: what a file says once, so that no command says it again.
///
///     # ~/.config/foureyes/config
///     [https://ca.example]
///     person = p4
///     key = ~/.ssh/id_ed25519
///     ca = ~/ca.pem
///
/// The first server is the usual one. An option stands before the environment, and that before this file.
package struct Settings: Equatable, Sendable {
    package struct Server: Equatable, Sendable {
        package let url: String
        package fileprivate(set) var person: String?
        package fileprivate(set) var key: String?
        /// A file of certificates to trust for it, in PEM.
        package fileprivate(set) var ca: String?
    }
    package private(set) var servers: [Server] = []

    package static let none = Settings()
    /// More than anybody writes by hand.
    package static let bytesMax = 64 << 10

    private init() {}

    /// Every line is a comment, a server or a setting of the last one; anything else is wrong, with its number. `home` stands in
    /// for `~`.
    package init(text: String, home: String) throws(Failure) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = Settings.trimmed(line)
            if line.isEmpty || line.hasPrefix("#") { continue }
            func wrong(_ what: String) -> Failure { .usage("line \(index + 1) of your configuration \(what)") }
            if line.hasPrefix("["), line.hasSuffix("]") {
                let url = String(line.dropFirst().dropLast())
                guard !servers.contains(where: { $0.url == url }) else { throw wrong("names a server a second time") }
                _ = try ServerAddress(url)
                servers.append(Server(url: url))
                continue
            }
            let parts = line.split(separator: "=", maxSplits: 1).map { Settings.trimmed($0) }
            guard parts.count == 2, !parts[1].isEmpty else { throw wrong("is no “name = value” and no [server]") }
            guard !servers.isEmpty else { throw wrong("stands before the first [server]") }
            let value = parts[1].hasPrefix("~/") ? home + parts[1].dropFirst(1) : String(parts[1])
            // A name alone would be another file in each folder.
            guard parts[0] == "person" || value.hasPrefix("/") else {
                throw wrong("names a file without its folder: begin with / or ~/")
            }
            switch parts[0] {
            case "person": servers[servers.count - 1].person = value
            case "key": servers[servers.count - 1].key = value
            case "ca": servers[servers.count - 1].ca = value
            default: throw wrong("has “\(Visible.text(String(parts[0])))”; known are person, key and ca")
            }
        }
    }

    package func server(_ url: String) -> Server? { servers.first { $0.url == url } }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
    }
}
