import Ledger

/// Where pages of the ledger are served, as browsers write it: what a page signature names (P-20).
package struct WebOrigin: Hashable, Sendable {
    package let text: String
    package let scheme: String
    package let host: String

    /// `https://host` or `http://host`, perhaps with a port; small letters, no path.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 255,
            let scheme = ["https", "http"].first(where: { bytes.starts(with: ($0 + "://").utf8) })
        else { return nil }
        let parts = bytes.dropFirst(scheme.utf8.count + 3).split(
            separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), WebOrigin.isHost(parts[0]) else { return nil }
        if parts.count == 2 {
            let digits = (1...5).contains(parts[1].count) && parts[1].allSatisfy { (0x30...0x39).contains($0) }
            guard digits else { return nil }
        }
        self.text = text
        self.scheme = scheme
        host = String(decoding: parts[0], as: UTF8.self)
    }

    /// Whether a browser lets a page of this origin sign for the RP id: https, at or below it; or localhost for
    /// itself in a demonstration, because browsers take it for secure.
    package func serves(_ rp: String, demonstration: Bool) -> Bool {
        if scheme == "http" { return demonstration && host == "localhost" && rp == "localhost" }
        return host == rp || host.utf8.reversed().starts(with: ("." + rp).utf8.reversed())
    }

    static func isHost(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
            }
    }
}
