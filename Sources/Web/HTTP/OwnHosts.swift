import Rules

/// The hosts under which this server may be asked: those of the ledger's web origins (P-54), and this machine's own names.
///
/// A browser that is led here under another name takes our pages for that site's own (DNS rebinding). Its scripts could
/// then read and send in the name of whoever uses this browser, and in a demonstration sign as anybody.
struct OwnHosts: Sendable {
    private let origins: [WebOrigin]

    init(_ origins: [String]) { self.origins = origins.compactMap { WebOrigin($0) } }

    /// `host` is what the request names, with its port or without.
    func take(_ host: String) -> Bool {
        OwnHosts.isLoopback(host) || origins.contains { OwnHosts.authority(of: $0) == host }
    }

    /// Whether browsers reach this host by TLS that ends at a proxy in front: this server itself takes requests without TLS
    /// on loopback addresses only, so what names such a host came through one.
    func isServedSecurely(_ host: String) -> Bool {
        origins.contains { $0.scheme == "https" && OwnHosts.authority(of: $0) == host }
    }

    /// `host` or `host:port` of an origin, as a request names it.
    private static func authority(of origin: WebOrigin) -> String {
        String(origin.text.dropFirst(origin.scheme.count + 3))
    }

    /// `localhost`, an address that begins with 127, or `[::1]`, with any port: no name server answers for these.
    static func isLoopback(_ host: String) -> Bool {
        let colon = host.lastIndex(of: ":").flatMap { host[$0...].contains("]") ? nil : $0 }
        if let colon, !isPort(host[host.index(after: colon)...]) { return false }
        let name = colon.map { host[..<$0] } ?? host[...]
        if name == "localhost" || name == "[::1]" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { 0x30...0x39 ~= $0 }
                    && Int(part) ?? 256 < 256
            }
    }

    private static func isPort(_ text: Substring) -> Bool {
        (1...5).contains(text.utf8.count) && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }
}
