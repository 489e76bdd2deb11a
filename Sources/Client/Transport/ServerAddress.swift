import Foundation

/// Where a log is served: a server, or the folder of an export. Each server address has its own copy of a ledger.
package struct ServerAddress: Sendable, Equatable {
    /// Without a slash at its end.
    package let text: String
    /// The name of the copy's folder, HOST_PORT; nil for an export, of which no copy is kept.
    package let folder: String?

    /// Reads `http://HOST[:PORT]`, `https://HOST[:PORT]` or `file://DIR`.
    package init(_ text: String) throws(Failure) {
        if text.hasPrefix("file://") {
            self.text = text
            folder = nil
            return
        }
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let parts = URLComponents(string: trimmed), let host = parts.host, !host.isEmpty,
            parts.path.isEmpty,
            parts.query == nil, parts.fragment == nil, parts.user == nil,
            let scheme = parts.scheme, scheme == "http" || scheme == "https",
            host.utf8.allSatisfy({ Self.letters.contains($0) })
        else {
            throw .usage(
                "FOUREYES_URL must be http://HOST:PORT, https://HOST:PORT or file://DIR, not \(Visible.text(text))"
            )
        }
        self.text = trimmed
        let name = host.lowercased().replacing(":", with: "_").filter { $0 != "[" && $0 != "]" }
        folder = "\(name)_\(parts.port ?? (scheme == "https" ? 443 : 80))"
    }

    private static let letters = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]".utf8)

    /// This very machine, by any of its names: nobody else listens on the way.
    package var isLoopback: Bool { URLComponents(string: text)?.host.map(Self.isLoopback) ?? false }

    static func isLoopback(_ host: String) -> Bool {
        let name = host.lowercased().filter { $0 != "[" && $0 != "]" }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return name == "localhost" || name == "::1"
            || parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The way to it.
    package var transport: any Transport {
        guard folder == nil else {
            goPastProxies()
            return HTTPTransport(base: text)
        }
        return FolderTransport(folder: URL(fileURLWithPath: String(text.dropFirst("file://".count))))
    }
}
