/// Where the server listens: this machine alone, until there is TLS. Browsers take localhost for secure.
package struct ListenAddress: Equatable, Sendable {
    /// The address to bind.
    package let host: String
    package let port: Int
    /// As it was given.
    package let shown: String

    /// Why an address is refused, with the remedy.
    package struct Refused: Error, Equatable, Sendable { package let message: String }

    package init(_ text: String) throws(Refused) {
        let refusal = Refused(
            message:
                "`\(text)` is refused: until TLS is there it serves localhost:PORT, 127.0.0.1:PORT or [::1]:PORT only, because over a network "
                + "anybody between could change what people read before they sign.")
        guard let colon = text.lastIndex(of: ":") else { throw refusal }
        let digits = text[text.index(after: colon)...]
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits),
            (1...65_535).contains(port)
        else {
            throw Refused(message: "`\(text)` has no port from 1 to 65535 at its end, as in localhost:8080.")
        }
        switch String(text[..<colon]) {
        case "localhost", "127.0.0.1": host = "127.0.0.1"
        case "[::1]": host = "::1"
        default: throw refusal
        }
        self.port = port
        shown = text
    }
}
