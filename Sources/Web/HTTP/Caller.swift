import HTTPTypes
import Hummingbird
import Ledger

/// What a request says of where it comes from. All of it but the address is the sender's word.
struct Caller: Sendable {
    /// From where it came.
    let client: ClientAddress
    /// What bounds are counted by.
    var address: String { client.counted }
    /// The host that was asked, with its port.
    let host: String
    /// Whether that host is this server's own.
    let isAtHome: Bool
    /// Whether it came over TLS, to this server or to a proxy in front of it.
    let isSecure: Bool
    /// The cookies of ours, by their names.
    let cookies: [String: [UInt8]]
    /// The token of a program.
    let bearer: [UInt8]?
    let origin: String?
    let fetchSite: String?
    /// Whether a page that lies open asked by itself: that is nobody's presence.
    let isUnattended: Bool
    /// What browser or program says of itself, cut.
    let agent: String

    init(_ request: Request, from client: ClientAddress, isSecure: Bool, own: OwnHosts) {
        self.client = client
        host = (request.head.authority ?? "").lowercased()
        isAtHome = own.take(host)
        self.isSecure = isSecure || own.isServedSecurely(host)
        cookies = Caller.cookies(request.headers[values: .cookie])
        bearer = request.headers[.authorization].flatMap(Caller.token)
        origin = request.headers[.origin]
        fetchSite = HTTPField.Name("sec-fetch-site").flatMap { request.headers[$0] }
        isUnattended = HTTPField.Name("x-unattended").flatMap { request.headers[$0] } != nil
        agent = Caller.plain(request.headers[.userAgent] ?? "")
    }

    /// The origin under which this server was asked.
    var ownOrigin: String { (isSecure ? "https://" : "http://") + host }

    /// Whether a browser says that a page of another site sent this. Browsers set both headers themselves; no script can.
    var isForeign: Bool {
        if let fetchSite, !fetchSite.utf8.elementsEqual("same-origin".utf8) { return true }
        if let origin, !origin.utf8.elementsEqual(ownOrigin.utf8) { return true }
        return false
    }

    /// Whether a browser says that a page of this very origin sent it.
    var isOwnPage: Bool { (fetchSite != nil || origin != nil) && !isForeign }

    private static func cookies(_ lines: [String]) -> [String: [UInt8]] {
        var cookies: [String: [UInt8]] = [:]
        for pair in lines.flatMap({ $0.split(separator: ";") }) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let name = String(parts[0].drop { $0 == " " })
            // A name twice is somebody's trick: neither is taken.
            guard cookies[name] == nil else {
                cookies[name] = []
                continue
            }
            cookies[name] = Token.bytes(String(parts[1])) ?? []
        }
        return cookies
    }

    private static func token(_ header: String) -> [UInt8]? {
        let parts = header.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return Token.bytes(String(parts[1]))
    }

    private static func plain(_ text: String) -> String {
        String(decoding: text.utf8.filter { 0x20...0x7E ~= $0 }.prefix(200), as: UTF8.self)
    }
}

/// 32 random bytes that open something, as they are in cookies and links.
enum Token {
    static let byteCount = 32

    static func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.encoded(bytes, .url), as: UTF8.self) }

    /// nil for anything but 32 bytes in the one encoding that `text` writes.
    static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.count == 43, let bytes = Base64.decodedURL(Array(text.utf8)), bytes.count == byteCount
        else { return nil }
        return bytes
    }
}
