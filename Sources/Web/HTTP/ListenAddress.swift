/// Where the server listens: without TLS this machine alone. Browsers take localhost for secure.
package struct ListenAddress: Equatable, Sendable {
    /// The address to bind.
    package let host: String
    package let port: Int
    /// As it was given.
    package let shown: String

    /// Why an address is refused, with the remedy.
    package struct Refused: Error, Equatable, Sendable { package let message: String }

    /// `isSecure`: with a certificate any address is served.
    package init(_ text: String, isSecure: Bool = false) throws(Refused) {
        let refusal = Refused(
            message:
                "`\(text)` is refused. Without --certificate and --key the server listens on localhost:PORT, 127.0.0.1:PORT or [::1]:PORT only, because "
                + "on a network somebody in between could change what people read before they sign.")
        guard let colon = text.lastIndex(of: ":") else { throw refusal }
        let digits = text[text.index(after: colon)...]
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits),
            (1...65_535).contains(port)
        else {
            throw Refused(message: "`\(text)` must end with a port from 1 to 65535, as in localhost:8080.")
        }
        switch String(text[..<colon]) {
        case "localhost", "127.0.0.1": host = "127.0.0.1"
        case "[::1]": host = "::1"
        case let host where isSecure && ListenAddress.isHost(host):
            self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        default: throw refusal
        }
        self.port = port
        shown = text
    }

    /// A name, an IPv4 address, or an IPv6 one in brackets.
    private static func isHost(_ text: String) -> Bool {
        if text.hasPrefix("["), text.hasSuffix("]") {
            return text.utf8.count > 2
                && text.utf8.dropFirst().dropLast().allSatisfy {
                    0x30...0x3A ~= $0 || 0x41...0x46 ~= $0 || 0x61...0x66 ~= $0
                }
        }
        return !text.isEmpty
            && text.utf8.allSatisfy {
                0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x2D || $0 == 0x2E
            }
    }
}
